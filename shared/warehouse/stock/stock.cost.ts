import { extend, minorPerUnit, mulDivRound, PRICE_DIGITS, safe } from '../../base/money.ts';
import type { RowOf } from '../../catalogue.ts';

type Held = Pick<RowOf<'stock'>, 'onHand' | 'unitCost'>;

/**
 * Moving average of one base unit after goods came in, at 6 decimals, half away from zero. What lay there at a cost of
 * nothing counts with it: goods found by an adjustment lower the average.
 * @param rows all places of the product in one warehouse, before
 * @param quantity base units that came in
 * @param unitCost of one of them, 6 decimals
 */
export const averageCost = (rows: readonly Held[], quantity: number, unitCost: number): number => {
  let onHand = BigInt(quantity);
  let cost = BigInt(quantity) * BigInt(unitCost);
  for (const row of rows) {
    onHand += BigInt(row.onHand);
    cost += BigInt(row.onHand) * BigInt(row.unitCost);
  }
  return onHand <= 0n ? unitCost : safe(mulDivRound(cost, 1n, onHand));
};

/**
 * What base units cost in an order's currency, minor units, rounded once.
 * @param unitCost of one, 6 decimals of the organisation's currency
 * @param rate of the organisation's currency for one of the order's, 6 decimals; 0 stands for one to one
 */
export const costIn = (unitCost: number, quantity: number, currency: string, rate: number): number =>
  safe(
    mulDivRound(
      BigInt(unitCost) * BigInt(quantity),
      minorPerUnit(currency),
      rate > 0 ? BigInt(rate) : 10n ** BigInt(PRICE_DIGITS),
    ),
  );

/** Largest `unitCost` × `onHand` that can be valued; beyond it the figure would not be exact. */
export const isValuable = (unitCost: number, onHand: number, currency: string): boolean =>
  BigInt(unitCost) * BigInt(onHand) * minorPerUnit(currency) <
  BigInt(Number.MAX_SAFE_INTEGER) * 10n ** BigInt(PRICE_DIGITS);

/** Brings `value` (minor units of the organisation's currency) to what `onHand` and `unitCost` say. */
export const revalue = (row: Held & { value: number }, currency: string): void => {
  row.value = extend(row.unitCost, row.onHand, currency);
};
