/** Where words that many rows have meet in few: by sets of their marks (marks.ts), without sorting any. */
import { LONG } from '../store/marks.ts';
import type { DbRow, Query } from '../store/store.ts';
import type { Sql } from './condition-sql.ts';
import { byCount, type Term } from './search.terms.ts';
import { filled } from './sql.ts';

/** Asks all of these, shared out between this snapshot and another where somebody is free for it: half of them at most. */
const shared = async (query: Query, statements: readonly Sql[]): Promise<(DbRow | undefined)[]> => {
  const answers: (DbRow | undefined)[] = statements.map(() => undefined);
  const left = [...statements.keys()];
  const ask = async (by: Query, at: number): Promise<void> => {
    const { text, params } = statements[at] as Sql;
    [answers[at]] = await by.all(text, params);
  };
  const helped = query.alongside?.(async (other) => {
    const half = Math.floor(statements.length / 2);
    for (let taken = 0; taken < half && left.length > 0; taken++) await ask(other, left.shift() as number);
  });
  try {
    for (let at = left.shift(); at !== undefined; at = left.shift()) await ask(query, at);
  } finally {
    left.length = 0;
    // Whoever helps may be lost on the way: what it did not answer is asked here.
    await helped?.catch(() => undefined);
  }
  for (const [at, answer] of answers.entries()) if (!answer) await ask(query, at);
  return answers;
};

type Met = { readonly ids: Sql; readonly count: number };
type Listed = { readonly count: number; readonly marks: string; ids(met: string): Sql };

const listOf = ({ parts }: Term, many: number): Sql =>
  filled(
    `SELECT COUNT(*) AS "count", group_concat("mark", '') AS "marks"
       FROM (${parts.map(() => '{}').join(' UNION ALL ')} LIMIT ${many + 1})`,
    ...parts.flatMap(({ part }) => part.marked?.marks ?? []),
  );
const idsOf = ({ parts }: Term, met: string): Sql =>
  filled(parts.map(() => '{}').join(' UNION ALL '), ...parts.flatMap(({ part }) => part.marked?.ids(met) ?? []));

const meeting = async (query: Query, lists: readonly Listed[], few: number): Promise<Met | null> => {
  const [rarest, ...others] = [...lists].sort((a, b) => a.count - b.count);
  if (!rarest || others.length === 0) return null;
  const texts = [rarest, ...others].map(({ marks }) => marks);
  const [answer] = await query.all(`SELECT meet(${few}, ${texts.map(() => '?').join(', ')}) AS "met"`, texts);
  const met = answer?.met;
  if (typeof met !== 'string') return null;
  const { length: count } = JSON.parse(met);
  return { count, ids: count === 0 ? { text: `SELECT '' AS "id" WHERE 1 = 0`, params: [] } : rarest.ids(met) };
};

/** So many words are listed: each is a text of up to 1.6 MB between the threads. */
const LISTS = 4;

/**
 * Rows that may have all of the terms, where no more than `few` do, each to be looked at once more. Words that more than `many` rows
 * have, or that others are rarer than, are left out of it. Null where nothing is known so. `terms`: the same with how many rows may have each, where they were listed.
 */
export const metBy = async (
  query: Query,
  terms: readonly Term[],
  { few, many }: { readonly few: number; readonly many: number },
): Promise<{ readonly met: Met | null; readonly terms: readonly Term[] | null }> => {
  if (terms.length < 2 || terms.some(({ parts }) => parts.some(({ part }) => !part.marked)))
    return { met: null, terms: null };
  // What takes longest first: whoever is done takes the next.
  const things = ({ parts }: Term): number => Math.max(...parts.map(({ part }) => part.things));
  const longest = byCount(terms)
    .slice(0, LISTS)
    .sort((a, b) => things(b) - things(a));
  const found = await shared(
    query,
    longest.map((term) => listOf(term, many)),
  );
  const counted = new Map<Term, number | null>();
  const lists: Listed[] = [];
  for (const [at, term] of longest.entries()) {
    const [count, marks] = [Number(found[at]?.count), String(found[at]?.marks ?? '')];
    counted.set(term, count > many ? null : count);
    // Marks of other ids than ours are no text of this length.
    if (count <= many && marks.length === LONG * count) lists.push({ count, marks, ids: (met) => idsOf(term, met) });
  }
  const known = terms.map((term): Term => {
    const count = counted.get(term);
    if (count === undefined) return term;
    const alone = term.parts.length === 1;
    return { parts: term.parts.map(({ part }) => ({ part, count: alone ? count : null })), count };
  });
  return { met: await meeting(query, lists, few), terms: known };
};
