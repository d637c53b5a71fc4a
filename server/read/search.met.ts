/** Where words that many rows have meet in few: by sets of their marks (marks.ts), without sorting any. */
import { LONG } from '../store/marks.ts';
import type { DbRow, Query } from '../store/store.ts';
import type { Sql } from './condition-sql.ts';
import type { Term } from './search.terms.ts';
import { filled } from './sql.ts';

/** Asks all of these, shared out between this snapshot and another where somebody is free for it. */
const shared = async (query: Query, statements: readonly Sql[]): Promise<(DbRow | undefined)[]> => {
  const answers: (DbRow | undefined)[] = statements.map(() => undefined);
  const left = [...statements.entries()];
  const take = async (by: Query): Promise<void> => {
    for (let next = left.shift(); next; next = left.shift()) {
      const [at, { text, params }] = next;
      [answers[at]] = await by.all(text, params);
    }
  };
  await Promise.all([take(query), query.alongside?.(take)]);
  return answers;
};

type Met = { readonly ids: Sql; readonly count: number };

/**
 * Rows that may have all of the terms, where no more than `few` do; a few are none, and each is to be looked at once more.
 * Words that more than `many` rows have are left out of it. Null where nothing is known so. `terms`: the same, with how many rows may
 * have each, as far as it was found on the way.
 */
export const metBy = async (
  query: Query,
  terms: readonly Term[],
  { few, many }: { readonly few: number; readonly many: number },
): Promise<{ readonly met: Met | null; readonly terms: readonly Term[] | null }> => {
  const marked = terms.map(({ parts }) => parts.flatMap(({ part }) => part.marked ?? []));
  if (terms.length < 2 || terms.some(({ parts }, at) => marked[at]?.length !== parts.length))
    return { met: null, terms: null };
  const lists = marked.map((parts) =>
    filled(
      `SELECT COUNT(*) AS "count", group_concat("mark", '') AS "marks" FROM (${parts.map(() => '{}').join(' UNION ALL ')} LIMIT ${many + 1})`,
      ...parts.map(({ marks }) => marks),
    ),
  );
  const found = (await shared(query, lists)).map((row, at) => ({
    parts: marked[at] ?? [],
    count: Number(row?.count),
    marks: String(row?.marks ?? ''),
  }));
  const counted = terms.map(({ parts }, at): Term => {
    const count = (found[at]?.count ?? 0) > many ? null : (found[at]?.count ?? null);
    return { parts: parts.map(({ part }) => ({ part, count: parts.length === 1 ? count : null })), count };
  });
  // Marks of other ids than ours are no texts of this length.
  const known = found.filter(({ count, marks }) => count <= many && marks.length === LONG * count);
  const [first, ...others] = known.sort((a, b) => a.count - b.count);
  if (!first || others.length === 0) return { met: null, terms: counted };
  const [answer] = await query.all(`SELECT meet(${few}, ${known.map(() => '?').join(', ')}) AS "met"`, [
    first.marks,
    ...others.map(({ marks }) => marks),
  ]);
  const { met } = answer ?? {};
  if (typeof met !== 'string') return { met: null, terms: counted };
  const { length: count } = JSON.parse(met);
  const ids = filled(first.parts.map(() => '{}').join(' UNION ALL '), ...first.parts.map((one) => one.ids(met)));
  return {
    met: { count, ids: count === 0 ? { text: `SELECT '' AS "id" WHERE 1 = 0`, params: [] } : ids },
    terms: counted,
  };
};
