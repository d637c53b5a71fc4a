/** What one row adds to a part of a figure, by the views of one reader: a change moves an open figure without asking anyone. */
import type { View } from '../../shared/access/project.ts';
import type { Cells as RowCells } from '../../shared/base/condition.ts';
import { startOfDay } from '../../shared/base/day.ts';
import { splitKey } from '../../shared/insight/measure.period.ts';
import { amountOf, counts, isInstant, type Reckoning } from '../../shared/insight/measure.ts';
import type { Cells } from './figure.anew.ts';
import type { Part } from './figure.plan.ts';
import type { DayOf } from './summary.fold.ts';

export type Placed = { readonly key: string | null; readonly value: number; readonly waits: number | null };

const textOf = (value: unknown): string | null => (value === null || value === undefined ? null : String(value));

/** Where a row counts in a part, and what it adds; null where it does not. */
export const placeOf = (
  part: Part,
  view: View,
  row: RowCells,
  { currency, zone }: Reckoning,
  dayAt: DayOf,
): Placed | null => {
  const { sum, period, split, only, rests } = part;
  if (!counts(sum, row)) return null;
  const raw = sum.time === null ? null : row[sum.time];
  const day = sum.time === null ? null : isInstant(sum) ? dayAt(Number(raw)) : String(raw);
  if (period && (day === null || day < period.from || day > period.to)) return null;
  for (const { field, values } of only) {
    const value = textOf(row[field]);
    if (value === null || !values.includes(value)) return null;
  }
  const shown = view.fields(row);
  for (const name of rests) if (!shown.includes(name)) return null;
  let key: string | null = null;
  if (split && 'field' in split) key = textOf(row[split.field]);
  else if (split && split.time !== 'hour') key = splitKey(day as string, split.time);
  else if (split) {
    const hour = Math.floor((Number(raw) - startOfDay(day as string, zone)) / 3_600_000);
    key = String(hour).padStart(2, '0');
  }
  const waits = sum.waits && row[sum.waits] !== null ? Number(row[sum.waits]) : null;
  return { key, value: amountOf(sum, row, currency), waits };
};

export type Moved = 'no' | 'yes' | 'ask';

/**
 * Takes a row's old place away and gives it the new one. 'ask': the oldest went, and only the rows know the next.
 */
export const moveCells = (cells: Cells, was: Placed | null, is: Placed | null): Moved => {
  if (!was && !is) return 'no';
  if (was && is && was.key === is.key && was.value === is.value && was.waits === is.waits) return 'no';
  let moved: Moved = 'yes';
  if (was) {
    const cell = cells.get(was.key);
    if (!cell) return 'ask';
    cell.value -= was.value;
    cell.count--;
    if (was.waits !== null && was.waits === cell.oldest && cell.count > 0) moved = 'ask';
    if (cell.count === 0) cells.delete(was.key);
  }
  if (is) {
    const cell = cells.get(is.key);
    if (!cell) cells.set(is.key, { value: is.value, count: 1, oldest: is.waits });
    else {
      cell.value += is.value;
      cell.count++;
      if (is.waits !== null && (cell.oldest === null || is.waits < cell.oldest)) cell.oldest = is.waits;
    }
  }
  return moved;
};
