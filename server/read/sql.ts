import type { Query } from '../store/store.ts';
import type { Sql } from './condition-sql.ts';

export const joined = (parts: readonly Sql[], sign: ' AND ' | ' OR '): Sql =>
  parts.length === 0
    ? { text: sign === ' AND ' ? '1 = 1' : '1 = 0', params: [] }
    : { text: `(${parts.map(({ text }) => text).join(sign)})`, params: parts.flatMap(({ params }) => [...params]) };

/** `text` with the texts of the parts at its places `{}`, and their parameters in the same order. */
export const filled = (text: string, ...parts: readonly Sql[]): Sql => {
  let at = 0;
  return {
    text: text.replace(/\{\}/g, () => (parts[at++] as Sql).text),
    params: parts.flatMap(({ params }) => [...params]),
  };
};

/** How many rows a statement answers, if at most `most`, else null; costs no more than so many. */
export const atMost = async (query: Query, most: number, { text, params }: Sql): Promise<number | null> => {
  const [row] = await query.all(`SELECT COUNT(*) AS "count" FROM (${text} LIMIT ${most + 1}) AS "some"`, params);
  const count = Number(row?.count ?? 0);
  return count > most ? null : count;
};
