/** The cells of a sum, from its rows and from where they are kept: each with the position of the log that it fits. */
import type { Reckoning, Sum } from '../../shared/insight/measure.ts';
import { isInstant } from '../../shared/insight/measure.ts';
import { aggregateSql } from '../read/aggregate.ts';
import type { Store } from '../store/store.ts';
import { QUARTER, withHead } from './figure.anew.ts';
import { addDelta, type Delta, type Deltas, daysIn, foldGroup } from './summary.fold.ts';
import { type Shape, tupleFrom, tupleSql } from './summary.shape.ts';

export type Rebuilt = { readonly position: number; readonly deltas: Deltas };

/** What a sum's rows are gathered by beside their values: the waiting instant, the day, or the quarter of an hour. */
const gatheredBy = (sum: Sum): { readonly [alias: string]: string } => {
  if (sum.waits) return { q: `"${sum.waits}"` };
  if (sum.time === null) return {};
  return { q: isInstant(sum) ? `"${sum.time}" / ${QUARTER}` : `"${sum.time}"` };
};

/** One statement over the rows, with the head of the log of the same snapshot. */
export const rebuiltFrom = async (
  store: Store,
  sum: Sum,
  shape: Shape,
  { currency, zone }: Reckoning,
): Promise<Rebuilt> => {
  const groups = aggregateSql(sum, currency, { by: { ...gatheredBy(sum), ...tupleSql(shape) }, where: [] });
  const { text, params } = withHead(groups);
  const found = await store.aside(text, params);
  const deltas: Deltas = new Map();
  const dayAt = daysIn(zone);
  for (const group of found) {
    if (group.rows === null) continue;
    const tuple = JSON.stringify(tupleFrom(sum.noun, shape, group));
    foldGroup(deltas, sum, tuple, group, dayAt);
  }
  return { position: Number(found[0]?.position ?? 0), deltas };
};

/** The cells as they are kept. */
export const groupsOf = async (store: Store, sum: Sum): Promise<Rebuilt> => {
  const found = await store.aside(
    `SELECT "head"."position" AS "position", "cell"."day" AS "day", "tuple"."cells" AS "cells", "cell"."value" AS "value", "cell"."rows" AS "rows" FROM "figure_head" AS "head" LEFT JOIN "figure_sum" AS "cell" ON "cell"."measure" = "head"."measure" LEFT JOIN "figure_tuple" AS "tuple" ON "tuple"."id" = "cell"."tuple" WHERE "head"."measure" = ?`,
    [sum.name],
  );
  const deltas: Deltas = new Map();
  for (const cell of found)
    if (cell.rows !== null)
      addDelta(deltas, String(cell.day), String(cell.cells), Number(cell.value), Number(cell.rows));
  return { position: Number(found[0]?.position ?? 0), deltas };
};

/** A cell that is not what the rows add up to. */
export type Difference = { readonly measure: string; readonly day: string; readonly cells: string };

const nothing: Delta = { value: 0, rows: 0 };

/** Adds to `found` where two readings of a sum differ, and answers how many cells were held against each other. */
export const differ = (measure: string, kept: Deltas, plain: Deltas, found: Difference[]): number => {
  let count = 0;
  for (const day of new Set([...kept.keys(), ...plain.keys()])) {
    const one = kept.get(day);
    const other = plain.get(day);
    for (const cells of new Set([...(one?.keys() ?? []), ...(other?.keys() ?? [])])) {
      const a = one?.get(cells) ?? nothing;
      const b = other?.get(cells) ?? nothing;
      count++;
      if (a.value !== b.value || a.rows !== b.rows) found.push({ measure, day, cells });
    }
  }
  return count;
};
