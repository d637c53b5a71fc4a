/** What the words of a search find: by the row's own words, and by what readable children name. */
import type { View } from '../../shared/access/project.ts';
import { isAlways, normalCondition } from '../../shared/access/rule.ts';
import type { Condition } from '../../shared/base/condition.ts';
import type { termsOf } from '../../shared/base/words.ts';
import { type NounName, nounNamed } from '../../shared/catalogue.ts';
import { markIndex, markOf, plainMarkOf } from '../store/marks.ts';
import type { Query } from '../store/store.ts';
import type { WordsAlong } from './along.ts';
import { conditionSql, type Sql } from './condition-sql.ts';
import { atMost, filled, joined } from './sql.ts';
import { groupRows } from './visible.ts';

export type Word = ReturnType<typeof termsOf>[number];
type Shown = { readonly rows: Condition; readonly groups: readonly string[]; readonly always: boolean };

/** One way in which rows have a word. */
export type Part = {
  /** Is it in this row? Asked of so many rows one after another: costs a look into the index for each. */
  readonly probe: (rows: number) => Sql;
  /** The same, by the ids of all rows that have it: costs as many once, and hardly anything for a row. */
  readonly member: Sql;
  /** Ids of the rows that may have it, some more than once. */
  readonly ids: Sql;
  /** Has every row of `ids` that the reader sees it so? Then nothing more is to be asked. */
  readonly exact: boolean;
  /** How many ids it costs as much to fetch as to ask five thousand rows one after another. */
  readonly cheap: number;
  /**
   * The same by marks, where the database knows them (marks.ts): those of all rows that may have it, some more than once,
   * and ids of the rows among them whose marks are in a JSON text. A few more than have it.
   */
  readonly marked?: { readonly marks: Sql; readonly ids: (met: string) => Sql };
  /**
   * Where it is the rows' own: ids of the first so many rows that may have it, in the order of the noun's lists. Costs no more than
   * these for a whole word (`ordered`), else to sort all.
   */
  readonly walk?: { readonly ordered: boolean; readonly first: (along: WordsAlong, rows: number) => Sql };
  /** How many things are named by which rows have it; 0 where it is their own. */
  readonly things: number;
};

/** So many ids of an index are fetched at the cost of some thousand looks into it. */
const CHEAP = 20_000;

/** By so many rows each thing is named, for all one knows: where that makes many, they are not counted first. */
const NAMED = 4;

/** To make a set of so many things costs as much as one look into the index. */
const THINGS = 8;

/** Keeps what is asked of each row a look into the index: PostgreSQL would else rather make a set of all that any row could have. */
const ONE = ' LIMIT 1 OFFSET 0';

/** Groups with searchable fields that the reader ever sees, together where they are visible on the same rows. */
const shownOf = (view: View): readonly Shown[] => {
  const byRows = new Map<string, Shown & { groups: string[] }>();
  const all = Object.entries(nounNamed(view.noun).fields).filter(
    ([name, field]) => field.searchable && view.ever(name),
  );
  for (const [group, name] of new Map(all.map(([name, field]) => [field.group, name]))) {
    const rows = normalCondition(groupRows(view, group));
    const key = JSON.stringify(rows);
    const one = byRows.get(key) ?? { rows, groups: [], always: view.always(name) };
    one.groups.push(group);
    byRows.set(key, one);
  }
  return [...byRows.values()];
};

/** The words of a noun that a term finds, in whatever group. */
const rangeSql = (noun: NounName, { word, prefix }: Word): Sql => ({
  text: `"search_word"."noun" = ? AND ${prefix ? '"word" >= ? AND "word" < ?' : '"word" = ?'}`,
  params: [noun, word, ...(prefix ? [`${word}\u{10ffff}`] : [])],
});

/** Those in these groups; continued by the caller. */
const wordsSql = (noun: NounName, groups: readonly string[], word: Word): Sql => ({
  text: `${rangeSql(noun, word).text} AND "fieldGroup" ${groups.length === 1 ? '= ?' : `IN (${groups.map(() => '?').join(', ')})`}`,
  params: [...rangeSql(noun, word).params, ...groups],
});

/**
 * What a term comes to among a noun's words: where no other word begins with it, that word, and of what the reader is shown
 * only the groups that have it. One word in one group stands in the index in the order of the noun's lists; those of several
 * words would be sorted first.
 */
const spelt = async (
  query: Query,
  view: View,
  word: Word,
): Promise<{ readonly word: Word; readonly shown: readonly Shown[] }> => {
  const { noun } = view;
  const shown = shownOf(view);
  const groups = shown.flatMap((one) => one.groups);
  if (groups.length === 0) return { word, shown };
  const whole = { word: word.word, prefix: false };
  if (word.prefix) {
    // Asked apart, each is a look at one end of the index; together they would be all that lies between.
    const end = (which: string): Sql => {
      const { text, params } = rangeSql(noun, word);
      return { text: `(SELECT ${which}("word") FROM "search_word" WHERE ${text})`, params };
    };
    const ends = filled('SELECT {} AS "first", {} AS "last"', end('MIN'), end('MAX'));
    const [{ first, last } = { first: null, last: null }] = await query.all(ends.text, ends.params);
    if (first === null) return { word, shown: [] };
    if (first !== last) return { word, shown };
    whole.word = String(first);
  }
  const has = filled(
    groups
      .map((_, at) => `SELECT ${at} AS "at" WHERE EXISTS (SELECT 1 FROM "search_word" WHERE {})`)
      .join(' UNION ALL '),
    ...groups.map((group) => wordsSql(noun, [group], whole)),
  );
  const having = new Set((await query.all(has.text, has.params)).map(({ at }) => groups[Number(at)]));
  return {
    word: whole,
    shown: shown
      .map((one) => ({ ...one, groups: one.groups.filter((group) => having.has(group)) }))
      .filter((one) => one.groups.length > 0),
  };
};

/** By the row's own words. Null where the reader sees none of them. */
const byOwn = async (query: Query, view: View, asked: Word, apart: boolean): Promise<Part | null> => {
  const { table } = nounNamed(view.noun);
  const { word, shown } = apart ? { word: asked, shown: shownOf(view) } : await spelt(query, view, asked);
  if (shown.length === 0) return null;
  const each = (text: string): Sql =>
    joined(
      shown.map(({ rows, groups }) => filled(text, conditionSql(rows), wordsSql(view.noun, groups, word))),
      ' OR ',
    );
  const all = wordsSql(
    view.noun,
    shown.flatMap(({ groups }) => groups),
    word,
  );
  const probe = each(
    `({} AND EXISTS (SELECT 1 FROM "search_word" WHERE "search_word"."rowId" = "${table}"."id" AND {}${ONE}))`,
  );
  const mark = plainMarkOf('"rowId"');
  const marked: Part['marked'] = {
    marks: filled(`SELECT ${mark} AS "mark" FROM "search_word" WHERE {}`, all),
    ids: (met) => ({
      text: `SELECT "rowId" AS "id" FROM "search_word" WHERE ${all.text} AND ${mark} IN (SELECT "value" FROM json_each(?))`,
      params: [...all.params, met],
    }),
  };
  const groups = shown.flatMap((one) => one.groups);
  // Group by group, each in its order, so that no more of them is read than is wanted.
  const first = ({ down, from }: WordsAlong, rows: number): Sql => {
    const order = `ORDER BY "at"${down ? ' DESC' : ''} LIMIT ${rows}`;
    const since = from === null ? '' : ` AND "at" ${down ? '<=' : '>='} ?`;
    const each = groups.map((group): Sql => {
      const { text, params } = wordsSql(view.noun, [group], word);
      return {
        text: `SELECT * FROM (SELECT "at", "rowId" FROM "search_word" WHERE ${text}${since} ${order}) AS "g"`,
        params: [...params, ...(from === null ? [] : [from])],
      };
    });
    return filled(
      `SELECT "rowId" FROM (SELECT * FROM (${each.map(() => '{}').join(' UNION ALL ')}) AS "rows" ${order}) AS "first"`,
      ...each,
    );
  };
  return {
    probe: () => probe,
    member: each(`({} AND "${table}"."id" IN (SELECT "rowId" FROM "search_word" WHERE {}))`),
    ids: filled('SELECT "rowId" AS "id" FROM "search_word" WHERE {}', all),
    exact: shown.every(({ always }) => always),
    cheap: CHEAP,
    things: 0,
    ...(query.marks ? { marked } : {}),
    walk: { ordered: !word.prefix, first },
  };
};

/**
 * By what the row's children name, as the noun declares it: an order by the products of its lines. Of use to whom reads
 * the line, what it names, and the words of that. Null where nothing that it could name has the word.
 */
const byChildren = async (query: Query, view: View, asked: Word, apart: boolean): Promise<Part | null> => {
  const through = nounNamed(view.noun).foundBy;
  if (!through) return null;
  const [child, named] = [view.beside(through.child as NounName), view.beside(through.of as NounName)];
  if (!child.ever(through.parent) || !child.ever(through.ref)) return null;
  const { word, shown } = apart ? { word: asked, shown: shownOf(named) } : await spelt(query, named, asked);
  if (shown.length === 0) return null;
  const line = nounNamed(child.noun).table;
  const { table } = nounNamed(view.noun);
  const groupOf = (field: string): string => nounNamed(child.noun).fields[field]?.group ?? '';
  const readable = normalCondition({
    all: [through.parent, through.ref].map((field) => groupRows(child, groupOf(field))),
  });
  const words = joined(
    shown.map(({ rows, groups }) => {
      const own = wordsSql(named.noun, groups, word);
      const things = nounNamed(named.noun).table;
      return isAlways(rows)
        ? own
        : filled(`({} AND "rowId" IN (SELECT "id" FROM "${things}" WHERE {}))`, own, conditionSql(rows));
    }),
    ' OR ',
  );
  const things = filled('SELECT "rowId" FROM "search_word" WHERE {}', words);
  const count = await atMost(query, CHEAP, things);
  if (count === 0) return null;
  const ids = filled(`SELECT "${through.parent}" AS "id" FROM "${line}" WHERE "${through.ref}" IN ({})`, things);
  const [mark, index] = [markOf(`"${through.parent}"`), markIndex(line, [through.ref, through.parent]).name];
  const known = filled(
    `"${line}" INDEXED BY "${index}" WHERE ${markOf(`"${through.ref}"`)} IN (SELECT ${markOf('"rowId"')} FROM "search_word" WHERE {})`,
    words,
  );
  const marked: Part['marked'] = {
    marks: filled(`SELECT ${mark} AS "mark" FROM {}`, known),
    // As an expression: else each of them would be looked for under each of the things.
    ids: (met) => ({
      text: `SELECT "${through.parent}" AS "id" FROM ${known.text} AND +${mark} IN (SELECT "value" FROM json_each(?))`,
      params: [...known.params, met],
    }),
  };
  const looked = filled(
    `EXISTS (SELECT 1 FROM "search_word" WHERE "rowId" = "${line}"."${through.ref}" AND {}${ONE})`,
    words,
  );
  // As an expression, so that no index is asked for each of them in turn; as an alternative, so that they are no join.
  const inSet = filled(`(1 = 0 OR "${line}"."${through.ref}" || '' IN ({}))`, things);
  return {
    probe: (rows) =>
      filled(
        `EXISTS (SELECT 1 FROM "${line}" WHERE "${line}"."${through.parent}" = "${table}"."id" AND {} AND {}${ONE})`,
        count === null || rows * THINGS < count ? looked : inSet,
        conditionSql(readable),
      ),
    member: filled(`"${table}"."id" IN ({} AND {})`, ids, conditionSql(readable)),
    ids,
    exact: isAlways(readable),
    cheap: CHEAP / 5,
    things: count ?? CHEAP,
    ...(query.marks ? { marked } : {}),
  };
};

/**
 * The ways in which rows can have this word, for this reader.
 * @param apart nothing is looked up of the word that rows out of the reader's sight could have a part in
 */
export const partsOf = async (query: Query, view: View, word: Word, apart: boolean): Promise<readonly Part[]> =>
  [await byOwn(query, view, word, apart), await byChildren(query, view, word, apart)].filter((part) => part !== null);

/** A word of the search: the ways in which rows have it, and how many may; null where these were not counted to the end. */
export type Term = {
  readonly parts: readonly { readonly part: Part; readonly count: number | null }[];
  readonly count: number | null;
};

/** For whom each row is asked of: first what costs least, and of that the longest words, which are the rarest, so that the others are seldom asked. */
export const uncounted = (words: readonly Word[], all: readonly (readonly Part[])[]): Term[] => {
  const terms = all.map((parts, at) => ({
    long: words[at]?.word.length ?? 0,
    things: Math.max(...parts.map((part) => part.things)),
    term: { parts: parts.map((part) => ({ part, count: null })), count: null },
  }));
  return terms.sort((a, b) => a.things - b.things || b.long - a.long).map(({ term }) => term);
};

export const countTerms = async (query: Query, all: readonly (readonly Part[])[], most: number): Promise<Term[]> => {
  const terms: Term[] = [];
  for (const ways of all) {
    const parts: { part: Part; count: number | null }[] = [];
    for (const part of ways) {
      const long = part.marked && part.things * NAMED > most;
      parts.push({ part, count: long ? null : await atMost(query, most, part.ids) });
    }
    const count = parts.reduce<number | null>(
      (sum, one) => (sum === null || one.count === null ? null : sum + one.count),
      0,
    );
    terms.push({ parts, count });
  }
  return terms;
};

const each = (terms: readonly Term[], of: (one: Term['parts'][number]) => Sql): Sql =>
  joined(
    terms.map(({ parts }) => joined(parts.map(of), ' OR ')),
    ' AND ',
  );
/** Has a row, of so many, all of these terms? By a look into the index for each. */
export const probed = (terms: readonly Term[], rows: number): Sql => each(terms, ({ part }) => part.probe(rows));
/** The same for some thousand rows: by sets of ids where these cost less. */
export const holding = (terms: readonly Term[], rows: number): Sql =>
  each(terms, ({ part, count }) => (count !== null && count <= part.cheap ? part.member : part.probe(rows)));

const idsOf = ({ parts }: Term): Sql =>
  filled(parts.map(() => '{}').join(' UNION ALL '), ...parts.map(({ part }) => part.ids));
const unknown = Number.POSITIVE_INFINITY;
/** The rarest first, those that were not counted to the end last. */
export const byCount = (terms: readonly Term[]): Term[] =>
  [...terms].sort((a, b) => (a.count ?? unknown) - (b.count ?? unknown) || 0);
/** So many times as many ids as the rarest term has cost as much as to look for them row by row. */
const TIMES = 6;

/**
 * Ids of the rows that may have all of the terms: those of the rarest one, without those that others rule out at little
 * cost. `open`: terms of which a row is still to be asked.
 */
export const candidates = (terms: readonly Term[]): { readonly ids: Sql; readonly open: readonly Term[] } => {
  const [rarest, ...others] = byCount(terms) as [Term, ...Term[]];
  const narrowing = others.filter(({ count }) => count !== null && count <= TIMES * (rarest.count ?? 0));
  const settled = new Set([rarest, ...narrowing].filter(({ parts }) => parts.every(({ part }) => part.exact)));
  return {
    ids:
      narrowing.length === 0
        ? filled('SELECT "id" FROM ({} LIMIT 1000000000) AS "rarest"', idsOf(rarest))
        : // Each word is gone through once, instead of asking a set for every id of the rarest.
          filled(
            [rarest, ...narrowing].map(() => 'SELECT "id" FROM ({}) AS "word"').join(' INTERSECT '),
            ...[rarest, ...narrowing].map(idsOf),
          ),
    open: terms.filter((term) => !settled.has(term)),
  };
};

/** How many rows may have all of them, by their ids alone; null where more than `most`. */
export const countAll = (query: Query, terms: readonly Term[], most: number): Promise<number | null> =>
  atMost(query, most, candidates(terms).ids);
