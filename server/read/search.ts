import type { View } from '../../shared/access/project.ts';
import type { Condition } from '../../shared/base/condition.ts';
import { termsOf } from '../../shared/base/words.ts';
import { nounNamed } from '../../shared/catalogue.ts';
import type { Filter } from '../../shared/live/protocol.ts';
import type { Query } from '../store/store.ts';
import { type Along, scopeOf, type WordsAlong } from './along.ts';
import { conditionSql, type Sql } from './condition-sql.ts';
import { pinsOf } from './pins.ts';
import { metBy } from './search.met.ts';
import {
  byCount,
  candidates,
  countAll,
  countTerms,
  holding,
  type Part,
  partsOf,
  probed,
  type Term,
  uncounted,
} from './search.terms.ts';
import { atMost, filled } from './sql.ts';

/** Words of one search, at most; the rest is left aside. */
const TERMS = 8;

/** How far a search goes before it tries another way, in rows or entries of an index. */
export type Reach = {
  /** So many rows are fetched and judged, whatever they are. */
  readonly few: number;
  /** What a word or a value finds is counted up to here, */
  readonly counted: number;
  /** and up to here where nothing nearer was found. */
  readonly many: number;
};
const REACH: Reach = { few: 8_000, counted: 20_000, many: 200_000 };

/** From which rows, under the table's own name, and what must hold of them. */
export type Way = { readonly source: Sql; readonly where: Sql };
export type Ways = {
  /** How many words are sought; 0: what the reader may see at all. */
  readonly sought: number;
  /** To all that are found, through few rows, and through how many; null where no such way is known. */
  readonly near: { readonly way: Way; readonly count: number } | null;
  /** The same, where words that many rows have meet in few; costs a pass over all that have them. */
  met(): Promise<Ways['near']>;
  /** To what is found among the first `rows` of a list. */
  step(list: Along, rows: number): Way;
  /** To what is found among so many rows of one word, the first of a list by which its rows stand: for each word that has such, the rarest first. */
  words(along: WordsAlong): readonly ((rows: number) => Way)[];
  /** To all that are found, through as many rows as it takes. */
  far(): Promise<Way>;
};

/** Rows that have one of a few values which an index finds. */
type Pinned = { readonly rows: Sql; readonly count: number | null };

/**
 * The ways to this reader's rows in which every word is found: in a field group that is visible on that row, or by what a
 * readable child names; a hidden field finds nothing. Null where nothing can be found at all. Without a search: to all.
 *
 * What is asked beforehand says only how to go about it, and each of those statements ends after some ten thousand
 * entries. A reader with few rows of their own goes along those, and nothing is asked of the words before: how long it takes is
 * then no word about the rows of others. Where a word or a filter leaves few rows, these are fetched; else the list is read from its beginning, where a
 * common word is soon found; only then everything. That can be much: to be run beside the writer.
 */
export const waysTo = async (
  query: Query,
  view: View,
  { search, where }: { readonly search?: string | null | undefined; readonly where?: Filter | null | undefined },
  reach: Reach = REACH,
): Promise<Ways | null> => {
  const words = search ? termsOf(search).slice(0, TERMS) : [];
  if (view.grants.length === 0 || (search && words.length === 0)) return null;
  const { noun } = view;
  const { table } = nounNamed(noun);

  const pinned = async (bound: Condition, most: number): Promise<Pinned | null> => {
    const leaves = pinsOf(noun, bound);
    if (!leaves) return null;
    const rows = conditionSql({ any: leaves });
    return { rows, count: await atMost(query, most, filled(`SELECT 1 FROM "${table}" WHERE {}`, rows)) };
  };
  // With a limit the inner selection stands by itself on both databases: no index of the outer one is walked instead.
  const fenced = (rows: Sql): Sql => filled(`(SELECT * FROM "${table}" WHERE {} LIMIT 1000000000) AS "${table}"`, rows);
  const byRows = ({ rows, count }: Pinned, terms: readonly Term[]): Way => ({
    source: fenced(rows),
    where: holding(terms, count ?? reach.many),
  });
  const byIds = (ids: Sql, open: readonly Term[], count: number): Way => ({
    source: fenced(filled('"id" IN ({})', ids)),
    where: probed(open, count),
  });
  const byWords = (terms: readonly Term[], most: number): Way => {
    const { ids, open } = candidates(terms);
    return byIds(ids, open, most);
  };
  /** The way through the fewest rows, where any of these are counted. */
  const shortest = (pins: readonly (Pinned | null)[], terms: readonly Term[]): Ways['near'] => {
    const ways = [
      ...pins.map((pin) => ({ count: pin?.count ?? null, way: () => byRows(pin as Pinned, terms) })),
      ...terms.map(({ count }) => ({ count, way: () => byWords(terms, count ?? reach.many) })),
    ].filter((one): one is { count: number; way: () => Way } => one.count !== null);
    const [best] = ways.sort((a, b) => a.count - b.count);
    return best ? { way: best.way(), count: best.count } : null;
  };

  const scope = scopeOf(view);
  const filter = (where ?? null) as Condition | null;
  const own = await pinned(scope, reach.few);
  const apart = own && own.count !== null ? { rows: own.rows, count: own.count } : null;
  const parts: (readonly Part[])[] = [];
  for (const word of words) parts.push(await partsOf(query, view, word, apart !== null));
  if (parts.some(({ length }) => length === 0)) return null;
  const terms = apart ? uncounted(words, parts) : await countTerms(query, parts, reach.counted);
  const near = async (): Promise<Ways['near']> => {
    if (apart) return { way: byRows(apart, terms), count: apart.count };
    const best = shortest([filter && (await pinned(filter, reach.few))], terms);
    if (best && best.count <= reach.few) return best;
    // Words that are neither rare nor common may be rare together.
    const known = terms.length > 1 && terms.every(({ count }) => count !== null);
    const count = known ? await countAll(query, terms, reach.few) : null;
    return count === null ? null : { way: byWords(terms, count), count };
  };
  let counted: readonly Term[] | null = null;
  return {
    sought: terms.length,
    near: await near(),
    met: async () => {
      const { met, terms: known } = await metBy(query, terms, { few: reach.few, many: reach.many });
      counted = known;
      return met && { way: byIds(met.ids, terms, met.count), count: met.count };
    },
    step: (list, rows) => ({
      source: list.first(rows),
      where: rows < reach.few ? probed(terms, rows) : holding(terms, rows),
    }),
    words: (along) =>
      byCount(terms).flatMap((term) => {
        const [one, ...others] = term.parts;
        const { walk, exact } = one?.part ?? {};
        if (!walk || others.length > 0 || !(walk.ordered || term.count !== null)) return [];
        const open = exact ? terms.filter((other) => other !== term) : terms;
        return [(rows: number) => byIds(walk.first(along, rows), open, rows)];
      }),
    far: async () => {
      const all = counted ?? (await countTerms(query, parts, reach.many));
      const best = shortest([await pinned(scope, reach.many), filter && (await pinned(filter, reach.many))], all);
      return best?.way ?? { source: { text: `"${table}"`, params: [] }, where: probed(all, reach.many) };
    },
  };
};
