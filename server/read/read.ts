import { projectedFields, type Seen, type View } from '../../shared/access/project.ts';
import { isAlways, normalCondition } from '../../shared/access/rule.ts';
import type { Condition, Scalar } from '../../shared/base/condition.ts';
import type { Refusal } from '../../shared/base/decision.ts';
import { isStorable } from '../../shared/base/text.ts';
import { nounNamed } from '../../shared/catalogue.ts';
import { type Filter, LIMITS, type Sort } from '../../shared/live/protocol.ts';
import type { Seal } from '../store/seal.ts';
import type { DbRow, Query, Store } from '../store/store.ts';
import { decode, selectSql } from '../store/tables.ts';
import { type Along, along, goesAlong, scopeOf, type WordsAlong } from './along.ts';
import { conditionSql, type Sql } from './condition-sql.ts';
import { filterSql } from './filter.ts';
import { afterSql, orderSql, sortOf, sortValues } from './order.ts';
import { isIndexed, pinsOf } from './pins.ts';
import { type Reach, type Way, type Ways, waysTo } from './search.ts';
import { joined } from './sql.ts';

export type Asked = {
  readonly where?: Filter | null | undefined;
  readonly search?: string | null | undefined;
  readonly sort?: Sort | undefined;
  /** Rows at most, 1..500. */
  readonly limit?: number | undefined;
  /** Sort values and id of the row before the first wanted one. */
  readonly after?: readonly Scalar[] | null | undefined;
};
export type Page = { readonly rows: readonly Seen[]; readonly next: readonly Scalar[] | null };

/** Rows that some grant admits: what does not stand here does not exist for this reader. */
export const scopeSql = (view: View): Sql => conditionSql(scopeOf(view));

/** `source`: from which rows; `rows`: the parameters of that and the WHERE, continued by the caller. */
export type Selected = { readonly rows: Sql; readonly source: string };

const selected = (way: Way | null, table: string, bounds: readonly Sql[]): Selected => {
  const where = joined([...bounds, ...(way ? [way.where] : [])], ' AND ');
  return {
    source: way?.source.text ?? `"${table}"`,
    rows: { text: where.text, params: [...(way?.source.params ?? []), ...where.params] },
  };
};

const nothing: Sql = { text: '1 = 0', params: [] };

/** Scope and filter of a question. Refuses what touches a field that the reader never sees. */
const boundsOf = (view: View, { where }: Pick<Asked, 'where'>): readonly Sql[] | Refusal => {
  if (!where) return [scopeSql(view)];
  const filter = filterSql(view, where);
  return 'refused' in filter ? filter : [scopeSql(view), filter];
};

/** Scope, filter and search of a question, as FROM and WHERE, refused as a list is. With a search: beside the writer. */
export const selectedBy = async (
  query: Query,
  view: View,
  { where, search }: Pick<Asked, 'where' | 'search'>,
  reach?: Reach,
): Promise<Selected | Refusal> => {
  const { table } = nounNamed(view.noun);
  const bounds = boundsOf(view, { where });
  if ('refused' in bounds) return bounds;
  if (!search) return selected(null, table, bounds);
  const found = await waysTo(query, view, { search, where }, reach);
  if (!found) return selected(null, table, [...bounds, nothing]);
  return selected((found.near ?? (await found.met()))?.way ?? (await found.far()), table, bounds);
};

/**
 * How far along a list one goes before another way is tried: so many times the rows that are wanted, and so many at least,
 * for what the first few rows have says nothing yet of those behind them; then so many in all.
 */
const STEP = 5;
const STEP_AT_LEAST = 500;
const STEPS = 10_000;

/** Is a step on a list, in rows, worth being tried where all of `count` rows could be judged instead? */
const isWorth = (rows: number, near: Ways['near']): boolean => near === null || rows * 5 <= near.count;

/** Of how many rows of a word the first are tried, if fewer were not enough: a few sizes, so that each statement is prepared once. */
const SIZES = [1_000, 2_500, 5_000, STEPS];

/**
 * By the rows of one of the words, where these stand in the order of the list: whatever has all of them is among them, and the first
 * that are found are the first of the list. Null where none of the words has enough of it near its beginning.
 */
const soughtByWord = async (
  ways: Ways,
  along: WordsAlong,
  limit: number,
  rowsBy: (way: Way) => Promise<readonly DbRow[]>,
): Promise<readonly DbRow[] | null> => {
  const first = Math.max(STEP_AT_LEAST, STEP * (limit + 1));
  let left = STEPS;
  for (const rowsOf of ways.words(along)) {
    const near = await rowsBy(rowsOf(first));
    if (near.length > limit) return near;
    const promising = (1.5 * first * (limit + 1)) / near.length;
    const needed = SIZES.find((size) => size >= promising);
    if (needed === undefined || needed > left) continue;
    left -= needed;
    const found = await rowsBy(rowsOf(needed));
    if (found.length > limit) return found;
  }
  return null;
};

/** What is sought, by steps along the list while these promise enough, else by the nearest way. */
const soughtBy = async (
  ways: Ways,
  list: Along | null,
  limit: number,
  rowsBy: (way: Way) => Promise<readonly DbRow[]>,
): Promise<readonly DbRow[]> => {
  let { near } = ways;
  const first = Math.max(STEP_AT_LEAST, STEP * (limit + 1));
  let promised = 0;
  if (list && isWorth(first, near)) {
    const found = await rowsBy(ways.step(list, first));
    if (found.length > limit) return found;
    promised = (found.length * STEPS) / first;
  }
  if (near === null && list?.words && promised <= limit) {
    const found = await soughtByWord(ways, list.words, limit, rowsBy);
    if (found) return found;
  }
  // As often as the first rows had what is sought, so often will the next. Words that may never meet are not looked for among
  // those where that is not half of what is wanted; one word, or rows that are one's own, may be on the next page.
  if (promised <= limit) near ??= await ways.met();
  const isHoped = ways.sought < 2 || promised * 2 > limit;
  if (list && isHoped && isWorth(STEPS, near)) {
    const found = await rowsBy(ways.step(list, STEPS));
    if (found.length > limit) return found;
  }
  return rowsBy(near?.way ?? (await ways.far()));
};

/**
 * The one way to rows: every list, look-up, search, export and snapshot comes through here, and everything that leaves
 * is projected. Costs one statement on an index for the usual sorts, never more than `limit` + 1 rows; a search costs
 * what `waysTo` says. What grows with the history (`isLong`) is asked beside the writer (`reading`).
 */
export const read = async (
  query: Query,
  seal: Seal,
  view: View,
  asked: Asked,
  reach?: Reach,
): Promise<Page | Refusal> => {
  if (view.grants.length === 0) return { rows: [], next: null };
  const limit = Math.min(Math.max(asked.limit ?? 100, 1), LIMITS.window);
  const sort = sortOf(view, asked.sort);
  if ('refused' in sort) return sort;
  const bounds = boundsOf(view, asked);
  if ('refused' in bounds) return bounds;
  const order = orderSql(view, sort);
  const after = asked.after ? afterSql(view, sort, asked.after) : null;
  if (after && 'refused' in after) return after;
  const { table } = nounNamed(view.noun);
  const wanted = projectedFields(view);
  const rowsBy = (way: Way | null): Promise<readonly DbRow[]> => {
    const { source, rows } = selected(way, table, after ? [...bounds, after] : bounds);
    const sql = `${selectSql(view.noun, source, wanted)} WHERE ${rows.text} ORDER BY ${order.text} LIMIT ${limit + 1}`;
    return query.all(sql, [...rows.params, ...order.params]);
  };
  const list = along(view, sort, order, after, asked.after ?? null);
  // Rules and no filter: for their columns the database would rather take another index, and sort all that is in it.
  const ruled = list?.own === false && !asked.where && !isAlways(normalCondition(scopeOf(view)));
  const ways = asked.search || ruled ? await waysTo(query, view, asked, reach) : null;
  if (asked.search && !ways) return { rows: [], next: null };
  const found = await (ways ? soughtBy(ways, list, limit, rowsBy) : rowsBy(null));
  const rows: Seen[] = [];
  for (const one of found.slice(0, limit)) {
    const seen = view.project(decode(view.noun, one, seal, wanted));
    // The database and the evaluator read the same rule: a row that only one of them admits is a defect, not a row.
    if (!seen) throw new Error(`${view.noun}: the two readings of a rule disagree`);
    rows.push(seen);
  }
  const last = rows.at(-1);
  return { rows, next: found.length > limit && last ? sortValues(sort, last) : null };
};

/**
 * Does what the rows of a question take grow with the history? Not where an index holds them, and no others, in the order
 * that is asked for; and not where they are few: by their ids, or as parts of what they are about (an order's lines).
 */
export const isLong = (view: View, { where, search, sort: wanted }: Asked): boolean => {
  if (search) return true;
  const sort = sortOf(view, wanted);
  if ('refused' in sort) return false;
  if (!where) return !goesAlong(view, sort);
  const pins = pinsOf(view.noun, where as Condition);
  const { about } = nounNamed(view.noun);
  if (pins?.every(({ field }) => field === 'id' || field === about?.field)) return false;
  const whole = 'field' in where && where.is === 'eq' && isIndexed(view.noun, where.field, sort[0]?.field ?? 'id');
  return !(whole && goesAlong(view, sort));
};

/** Where a question is asked: in a snapshot beside the writer, and off the event loop if it takes long. */
export const reading = <T>(
  store: Pick<Store, 'read' | 'beside'>,
  long: boolean,
  work: (query: Query) => Promise<T>,
): Promise<T> => (long ? store.beside(work) : store.read(work));

/** One row by id, or null: out of scope and missing are the same answer by the same statement. */
export const readOne = async (query: Query, seal: Seal, view: View, id: string): Promise<Seen | null> => {
  if (view.grants.length === 0 || !isStorable(id)) return null;
  const [found] = await query.all(`${selectSql(view.noun)} WHERE "id" = ?`, [id]);
  return found ? view.project(decode(view.noun, found, seal)) : null;
};

/** Rows by id, in one statement, projected; those out of sight are absent. At most 500 ids. */
export const readMany = async (
  query: Query,
  seal: Seal,
  view: View,
  ids: readonly string[],
): Promise<ReadonlyMap<string, Seen>> => {
  const seen = new Map<string, Seen>();
  if (view.grants.length === 0 || ids.length === 0) return seen;
  const found = await query.all(`${selectSql(view.noun)} WHERE "id" IN (${ids.map(() => '?').join(', ')})`, ids);
  for (const one of found) {
    const row = view.project(decode(view.noun, one, seal));
    if (row) seen.set(row.id, row);
  }
  return seen;
};

/** What a search matches is counted up to here; beyond, it is "more than". */
export const COUNTED = 1_000;

/**
 * The statement that counts what a question matches; run it beside the writer (`store.aside`). With `most` it stops
 * there: it answers `most + 1` where there are more.
 */
export const countSql = async (
  query: Query,
  view: View,
  asked: Pick<Asked, 'where' | 'search'>,
  most?: number,
): Promise<Sql | Refusal> => {
  if (view.grants.length === 0) return { text: 'SELECT 0 AS "count"', params: [] };
  const chosen = await selectedBy(query, view, asked);
  if ('refused' in chosen) return chosen;
  const { source, rows } = chosen;
  const text =
    most === undefined
      ? `SELECT COUNT(*) AS "count" FROM ${source} WHERE ${rows.text}`
      : `SELECT COUNT(*) AS "count" FROM (SELECT 1 FROM ${source} WHERE ${rows.text} LIMIT ${most + 1}) AS "some"`;
  return { text, params: rows.params };
};

/** The statement that finds row number `at`, from 1, in a question's order; beside the writer too: it walks that far. */
export const rowAtSql = async (
  query: Query,
  view: View,
  asked: Pick<Asked, 'where' | 'search'>,
  sort: Sort,
  at: number,
): Promise<Sql | Refusal> => {
  const chosen = await selectedBy(query, view, asked);
  if ('refused' in chosen) return chosen;
  const order = orderSql(view, sort);
  const { source, rows } = chosen;
  return {
    text: `${selectSql(view.noun, source)} WHERE ${rows.text} ORDER BY ${order.text} LIMIT 1 OFFSET ${at - 1}`,
    params: [...rows.params, ...order.params],
  };
};
