/** From rows and changes to cells of a summary; pure. */
import { emptyRow } from '../../shared/base/changes.ts';
import type { Cells } from '../../shared/base/condition.ts';
import { type Day, dayOf } from '../../shared/base/day.ts';
import type { NounName } from '../../shared/catalogue.ts';
import { amountOf, counts, isInstant, type Reckoning, restsOn, type Sum } from '../../shared/insight/measure.ts';
import type { DbRow } from '../store/store.ts';
import { QUARTER } from './figure.anew.ts';
import { type Shape, tupleOf } from './summary.shape.ts';

/** What one row did: as the tail hands it on, or as the log keeps it. */
export type Move = {
  readonly position: number;
  readonly noun: NounName;
  readonly before: Cells | null;
  readonly after: Cells | null;
};
export type Delta = { value: number; rows: number };
/** By day and tuple (its JSON), one below the other. */
export type Deltas = Map<string, Map<string, Delta>>;

/** Beside its days each month has a cell of its own, so that a year is twelve. Sorted apart from the days. */
export const monthKey = (day: Day): string => `M${day.slice(0, 7)}`;

export const addDelta = (deltas: Deltas, day: string, tuple: string, value: number, rows: number): void => {
  let byTuple = deltas.get(day);
  if (!byTuple) {
    byTuple = new Map();
    deltas.set(day, byTuple);
  }
  const known = byTuple.get(tuple);
  if (!known) byTuple.set(tuple, { value, rows });
  else {
    known.value += value;
    known.rows += rows;
  }
};

/** Days of instants, each quarter of an hour worked out once. */
export type DayOf = (instant: number) => Day;
export const daysIn = (zone: string): DayOf => {
  const known = new Map<number, Day>();
  return (instant) => {
    const quarter = Math.floor(instant / QUARTER);
    let day = known.get(quarter);
    if (day === undefined) {
      if (known.size > 200_000) known.clear();
      day = dayOf(quarter * QUARTER, zone);
      known.set(quarter, day);
    }
    return day;
  };
};

/** A waiting row's cell is the instant since when it waits, so that the smallest key is the oldest. */
export const waitKey = (instant: unknown): string =>
  instant === null || instant === undefined ? '' : String(instant).padStart(13, '0');

const dayKeysOf = (sum: Sum, raw: unknown, dayAt: DayOf): readonly string[] => {
  if (sum.time === null) return [''];
  const day = isInstant(sum) ? dayAt(Number(raw)) : String(raw);
  return [day, monthKey(day)];
};

/** What a row adds to (or, with −1, takes from) the cells of a sum. */
const add = (
  deltas: Deltas,
  sum: Sum,
  shape: Shape,
  { currency }: Reckoning,
  dayAt: DayOf,
  row: Cells,
  sign: 1 | -1,
): void => {
  if (!counts(sum, row)) return;
  const tuple = JSON.stringify(tupleOf(shape, row));
  const value = sign * amountOf(sum, row, currency);
  if (sum.waits) addDelta(deltas, waitKey(row[sum.waits]), tuple, value, sign);
  else for (const day of dayKeysOf(sum, sum.time && row[sum.time], dayAt)) addDelta(deltas, day, tuple, value, sign);
};

/** Leaves out what came to nothing: a row that went there and back, or moved within its cell. */
export const pruned = (deltas: Deltas): Deltas => {
  for (const [day, byTuple] of deltas) {
    for (const [tuple, { value, rows }] of byTuple) if (value === 0 && rows === 0) byTuple.delete(tuple);
    if (byTuple.size === 0) deltas.delete(day);
  }
  return deltas;
};

/** Folds changes, in any number, into what they do to the cells of one sum. */
export const foldMoves = (
  deltas: Deltas,
  sum: Sum,
  shape: Shape,
  reckoning: Reckoning,
  dayAt: DayOf,
  moves: readonly Move[],
): void => {
  const watched = [...restsOn(sum), ...shape.told.map(({ field }) => field)];
  for (const { noun, before, after } of moves) {
    if (noun !== sum.noun) continue;
    // Most changes of a row are of no concern to most sums.
    if (before && after && watched.every((name) => before[name] === after[name])) continue;
    if (before) add(deltas, sum, shape, reckoning, dayAt, before, -1);
    if (after) add(deltas, sum, shape, reckoning, dayAt, after, 1);
  }
};

/** One group of the rebuilding statement (`q`: the quarter, day or waiting instant) as cells. */
export const foldGroup = (deltas: Deltas, sum: Sum, tuple: string, group: DbRow, dayAt: DayOf): void => {
  const value = Number(group.value);
  const rows = Number(group.rows);
  if (sum.waits) addDelta(deltas, waitKey(group.q), tuple, value, rows);
  else {
    const raw = isInstant(sum) ? Number(group.q) * QUARTER : group.q;
    for (const day of dayKeysOf(sum, raw, dayAt)) addDelta(deltas, day, tuple, value, rows);
  }
};

type Loose = { readonly [field: string]: unknown };
const parsed = (text: DbRow[string] | undefined): Loose | null =>
  text === null || text === undefined ? null : (JSON.parse(String(text)) as Loose);

/** An entry of the log as a change. Personal cells are digests there; no sum rests on one. */
export const moveFrom = (entry: DbRow): Move => {
  const noun = entry.noun as NounName;
  const row = parsed(entry.row);
  const old = parsed(entry.old);
  const after = row && { ...emptyRow(noun), ...row, id: entry.rowId };
  const before = old && { ...(after ?? emptyRow(noun)), ...old, id: entry.rowId };
  return { position: Number(entry.position), noun, before, after };
};
