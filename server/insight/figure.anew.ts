/** Sums asked of the rows themselves, beside the writer: what summaries do not carry, and what they are checked against. */
import type { View } from '../../shared/access/project.ts';
import { dayOf, startOfDay } from '../../shared/base/day.ts';
import { fieldNamed } from '../../shared/catalogue.ts';
import { splitKey } from '../../shared/insight/measure.period.ts';
import { within } from '../../shared/insight/measure.rows.ts';
import { isInstant, type Reckoning } from '../../shared/insight/measure.ts';
import { aggregateSql, allVisible } from '../read/aggregate.ts';
import { conditionSql, type Sql } from '../read/condition-sql.ts';
import type { DbRow } from '../store/store.ts';
import type { Part } from './figure.plan.ts';

/** Of one point: what it adds up to, over how many rows, and since when the oldest of them waits (ms). */
export type Cell = { value: number; count: number; oldest: number | null };
export type Cells = Map<string | null, Cell>;
/** Points of one part as they stood at a position of the log. */
export type Asked = { readonly cells: Cells; readonly position: number };

export const addCell = (
  cells: Cells,
  key: string | null,
  value: number,
  count: number,
  oldest: number | null,
): void => {
  const cell = cells.get(key);
  if (!cell) {
    cells.set(key, { value, count, oldest });
    return;
  }
  cell.value += value;
  cell.count += count;
  if (oldest !== null && (cell.oldest === null || oldest < cell.oldest)) cell.oldest = oldest;
};

/** Days begin at whole quarters of an hour in every zone of today: instants are gathered by them, and then to days. */
export const QUARTER = 900_000;

/** The statement for one part, by what this reader may see. */
export const anewSql = (part: Part, view: View, { currency, zone }: Reckoning): Sql => {
  const { sum, period, split, only } = part;
  const where: Sql[] = [allVisible(view, part.rests)];
  if (period) where.push(conditionSql(within(sum, period, zone)));
  for (const { field, values } of only) where.push(conditionSql({ field, is: 'in', value: values }));
  let by: { [alias: string]: string } = {};
  if (split && 'field' in split) by = { key: `"${split.field}"` };
  else if (split) by = { key: isInstant(sum) ? `"${sum.time}" / ${QUARTER}` : `"${sum.time}"` };
  const groups = aggregateSql(sum, currency, { by, where, ...(sum.waits ? { oldest: sum.waits } : {}) });
  return withHead(groups);
};

/** The groups with the head of the log of the same snapshot. */
export const withHead = ({ text, params }: Sql): Sql => ({
  text: `SELECT "head"."position" AS "position", "groups".* FROM "log_head" AS "head" LEFT JOIN (${text}) AS "groups" ON 1 = 1 WHERE "head"."id" = 1`,
  params,
});

export const askedFrom = (part: Part, rows: readonly DbRow[], { zone }: Reckoning): Asked => {
  const { sum, split, period } = part;
  const cells: Cells = new Map();
  const midnight = split && 'time' in split && split.time === 'hour' ? startOfDay(period?.from as string, zone) : 0;
  const keyOf = (raw: DbRow[string] | undefined): string | null => {
    if (!split) return null;
    if ('field' in split) {
      if (raw === null || raw === undefined) return null;
      return fieldNamed(sum.noun, split.field)?.kind === 'flag' ? String(raw === 1) : String(raw);
    }
    if (!isInstant(sum)) return splitKey(String(raw), split.time === 'hour' ? 'day' : split.time);
    const at = Number(raw) * QUARTER;
    if (split.time === 'hour') return String(Math.floor((at - midnight) / 3_600_000)).padStart(2, '0');
    return splitKey(dayOf(at, zone), split.time);
  };
  for (const row of rows) {
    const count = Number(row.rows ?? 0);
    if (count > 0)
      addCell(cells, keyOf(row.key), Number(row.value), count, row.oldest == null ? null : Number(row.oldest));
  }
  return { cells, position: Number(rows[0]?.position ?? 0) };
};
