/**
 * A window over a list, as a pure reducer: what a screen holds after each frame. The same code runs on the client and in
 * the tests that compare a screen with a fresh read.
 */
import type { Seen } from '../access/project.ts';
import { type Condition, compareScalar, fieldsIn, holds, pushNot, type Scalar } from '../base/condition.ts';
import type { Filter, Frame, Sort } from './protocol.ts';

export type Window = {
  /** Complete rows in the list's order. */
  readonly rows: readonly Seen[];
  /** Does the list go on after the last row? */
  readonly more: boolean;
  readonly limit: number;
  readonly where: Filter | null;
  readonly sort: Sort;
  /** Free text decides membership: it is asked anew, not judged here. */
  readonly searched: boolean;
};

const cellOf = (row: Seen, field: string): Scalar => (row[field] === undefined ? null : (row[field] as Scalar));

/** Null sorts below every value, as the server's lists do. */
export const compareRows = (sort: Sort, a: Seen, b: Seen): number => {
  for (const { field, down } of sort) {
    const x = cellOf(a, field);
    const y = cellOf(b, field);
    const order = x === null ? (y === null ? 0 : -1) : y === null ? 1 : compareScalar(x, y);
    if (order !== 0) return down ? -order : order;
  }
  return a.id < b.id ? -1 : a.id > b.id ? 1 : 0;
};

/** A cell that is not visible on the row satisfies no leaf, negated or not: it may not be filtered by. */
export const matches = (where: Filter | null, row: Seen): boolean => {
  if (where === null) return true;
  const judge = (condition: Condition): boolean => {
    if ('all' in condition) return condition.all.every(judge);
    if ('any' in condition) return condition.any.some(judge);
    for (const field of fieldsIn(condition)) if (!(field in row)) return false;
    return holds(condition, row);
  };
  return judge(pushNot(where as Condition));
};

const indexFor = (window: Window, rows: readonly Seen[], row: Seen): number => {
  let low = 0;
  let high = rows.length;
  while (low < high) {
    const middle = (low + high) >> 1;
    if (compareRows(window.sort, rows[middle] as Seen, row) < 0) low = middle + 1;
    else high = middle;
  }
  return low;
};

export type Applied = {
  readonly window: Window;
  /** The window lost rows and must be asked for more. */
  readonly refill: boolean;
  /** A row changed whose membership free text decides: the window must be asked anew. */
  readonly ask: boolean;
};

/**
 * One frame's operations on a window. A put that matches enters if it lies before the last row (or the list ends here);
 * one that no longer matches leaves; a window that shrank below its limit while the list goes on asks to be refilled.
 */
export const applyFrame = (window: Window, frame: Pick<Frame, 'ops'>): Applied => {
  let rows: Seen[] | null = null;
  let more = window.more;
  let ask = false;
  const current = (): readonly Seen[] => rows ?? window.rows;
  for (const op of frame.ops) {
    const id = op.op === 'put' ? op.row.id : op.id;
    const at = current().findIndex((row) => row.id === id);
    if (op.op === 'drop' || !matches(window.where, op.row)) {
      if (at >= 0) {
        rows ??= [...window.rows];
        rows.splice(at, 1);
      }
      continue;
    }
    if (window.searched) {
      ask = true;
      if (at < 0) continue;
    }
    if (at >= 0) {
      rows ??= [...window.rows];
      rows.splice(at, 1);
    }
    const to = indexFor(window, current(), op.row);
    // Past the last row of a list that goes on: the row belongs to a part that this window does not hold.
    if (to === current().length && more) continue;
    rows ??= [...window.rows];
    rows.splice(to, 0, op.row);
    if (rows.length > window.limit) {
      rows.length = window.limit;
      more = true;
    }
  }
  if (rows === null) return { window, refill: false, ask };
  return { window: { ...window, rows, more }, refill: more && rows.length < window.limit, ask };
};
