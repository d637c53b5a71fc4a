import { projectedFields, type Seen, type View } from '../../shared/access/project.ts';
import type { Condition, Scalar } from '../../shared/base/condition.ts';
import type { Refusal } from '../../shared/base/decision.ts';
import { isStorable } from '../../shared/base/text.ts';
import { nounNamed } from '../../shared/catalogue.ts';
import { type Filter, LIMITS, type Sort } from '../../shared/live/protocol.ts';
import type { Seal } from '../store/seal.ts';
import type { Query, Value } from '../store/store.ts';
import { decode, selectSql } from '../store/tables.ts';
import { conditionSql, type Sql } from './condition-sql.ts';
import { filterSql } from './filter.ts';
import { afterSql, orderSql, sortOf, sortValues } from './order.ts';
import { searchSql } from './search.ts';

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
export const scopeSql = (view: View): Sql =>
  conditionSql({ any: view.grants.map((grant) => grant.rows) } satisfies Condition);

/** Scope, filter and search of a question, as one WHERE. Refuses what touches a field that the reader never sees. */
export const whereSql = (view: View, asked: Pick<Asked, 'where' | 'search'>): Sql | Refusal => {
  const parts: Sql[] = [scopeSql(view)];
  if (asked.where) {
    const filter = filterSql(view, asked.where);
    if ('refused' in filter) return filter;
    parts.push(filter);
  }
  if (asked.search) parts.push(searchSql(view, asked.search));
  return { text: parts.map((part) => part.text).join(' AND '), params: parts.flatMap((part) => [...part.params]) };
};

/**
 * The one way to rows: every list, look-up, search, export and snapshot comes through here, and everything that leaves
 * is projected. Costs one statement on an index for the usual sorts; never more than `limit` + 1 rows.
 */
export const read = async (query: Query, seal: Seal, view: View, asked: Asked): Promise<Page | Refusal> => {
  if (view.grants.length === 0) return { rows: [], next: null };
  const limit = Math.min(Math.max(asked.limit ?? 100, 1), LIMITS.window);
  const sort = sortOf(view, asked.sort);
  if ('refused' in sort) return sort;
  const where = whereSql(view, asked);
  if ('refused' in where) return where;
  const order = orderSql(view, sort);
  const params: Value[] = [...where.params];
  let text = where.text;
  if (asked.after) {
    const after = afterSql(view, sort, asked.after);
    if ('refused' in after) return after;
    text += ` AND ${after.text}`;
    params.push(...after.params);
  }
  const sql = `${selectSql(view.noun)} WHERE ${text} ORDER BY ${order.text} LIMIT ${limit + 1}`;
  const found = await query.all(sql, [...params, ...order.params]);
  const wanted = projectedFields(view);
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

/** The statement that counts what a question matches; run it beside the writer (`store.aside`). */
export const countSql = (view: View, asked: Pick<Asked, 'where' | 'search'>): Sql | Refusal => {
  if (view.grants.length === 0) return { text: 'SELECT 0 AS "count"', params: [] };
  const where = whereSql(view, asked);
  if ('refused' in where) return where;
  return {
    text: `SELECT COUNT(*) AS "count" FROM "${nounNamed(view.noun).table}" WHERE ${where.text}`,
    params: where.params,
  };
};

/** The statement that finds row number `at`, from 1, in a question's order; beside the writer too: it walks that far. */
export const rowAtSql = (view: View, asked: Pick<Asked, 'where' | 'search'>, sort: Sort, at: number): Sql | Refusal => {
  const where = whereSql(view, asked);
  if ('refused' in where) return where;
  const order = orderSql(view, sort);
  return {
    text: `${selectSql(view.noun)} WHERE ${where.text} ORDER BY ${order.text} LIMIT 1 OFFSET ${at - 1}`,
    params: [...where.params, ...order.params],
  };
};
