/** Stacked bars of what is open by age: widths in per cent of the widest bar. */

import { type Aged, weightOf } from '../../../shared/finance/ageing.by.ts';
import { type Bucket, buckets } from '../../../shared/finance/ageing.ts';

export type Piece = { readonly bucket: Bucket; readonly width: number };

/** To a tenth of a per cent. */
const percent = (part: number, whole: number): number => (whole > 0 ? Math.round((1_000 * part) / whole) / 10 : 0);

/** The pieces of one bar; what is too small to draw is left out. `whole`: the weight that fills the width. */
export const piecesOf = (group: Aged, whole: number): readonly Piece[] =>
  buckets
    .map((bucket) => ({ bucket, width: percent(weightOf(group, bucket), whole) }))
    .filter(({ width }) => width > 0);

/** The widest bar of each currency: bars are compared within one. */
export const widest = (groups: readonly Aged[]): ReadonlyMap<string, number> => {
  const found = new Map<string, number>();
  for (const group of groups) {
    const filled = buckets.reduce((all, bucket) => all + weightOf(group, bucket), 0);
    found.set(group.currency, Math.max(found.get(group.currency) ?? 0, filled));
  }
  return found;
};
