import { formatQuantity } from '../../../shared/base/quantity.ts';
import type { CodedUnit } from './codes.ts';

export type UnitChoice = { readonly code: string; readonly factor: number };

/** The units in which a product may be counted, the base unit first, then from small to large. */
export const unitsOf = (
  productId: string | undefined,
  baseUnit: string | undefined,
  units: readonly CodedUnit[],
): readonly UnitChoice[] => [
  { code: baseUnit ?? '', factor: 1 },
  ...units
    .filter((unit) => unit.productId === productId && (unit.factor ?? 0) > 1)
    .map(({ code = '', factor = 1 }) => ({ code, factor }))
    .sort((a, b) => a.factor - b.factor),
];

/** How to take it without counting pieces: '2 BOX + 3 PC'; null where no unit is filled. The largest unit that is. */
export const byUnits = (quantity: number, [base, ...units]: readonly UnitChoice[]): string | null => {
  const unit = units.findLast(({ factor }) => factor <= quantity);
  return unit ? formatQuantity(quantity, unit, base?.code) : null;
};
