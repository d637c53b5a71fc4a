import { formatDecimal, parseDecimal } from './decimal.ts';

/** A unit that a product is sold or bought in; `factor` base units make one (1 box = 12 pieces). The base unit has 1. */
export type Unit = { code: string; factor: number };

/** Largest quantity of base units on either side of zero: a price at 6 decimals times this still has a meaning. */
export const MAX_QUANTITY = 1_000_000_000;

const within = (quantity: number): boolean => Number.isInteger(quantity) && Math.abs(quantity) <= MAX_QUANTITY;

/** A factor that a unit may have: whole, from 1 to the largest quantity. */
export const isFactor = (factor: number): boolean => factor >= 1 && within(factor);

/** `n` whole units in base units; null when `n` or the factor is not whole, or the result goes beyond MAX_QUANTITY. */
export function toBase(n: number, factor: number): number | null {
  if (!within(n) || !isFactor(factor)) return null;
  const quantity = n * factor; // at most 10^18, which a double may round, but never back below the limit
  return within(quantity) ? quantity + 0 : null;
}

/**
 * Base units as whole units and the base units left over; both bear the sign of the quantity, and
 * units × factor + rest is the quantity. Throws RangeError on a factor or quantity that cannot be.
 */
export function fromBase(quantity: number, factor: number): { units: number; rest: number } {
  if (!within(quantity) || !isFactor(factor)) throw new RangeError(`no quantity: ${quantity} by ${factor}`);
  const units = Math.trunc(quantity / factor) + 0;
  return { units, rest: quantity - units * factor };
}

/** Base units that a person wrote, '1,200' or '１２００'; null when it is not whole or goes beyond MAX_QUANTITY. */
export function parseQuantity(text: string): number | null {
  const quantity = parseDecimal(text, 0);
  return quantity !== null && within(quantity) ? quantity : null;
}

/**
 * Base units as grouped figures, '1,234'; in a unit as '102 BOX', or '102 BOX + 10' when it does not come out even.
 * @param base the base unit's code, written after what is left over
 */
export function formatQuantity(quantity: number, unit?: Unit, base?: string): string {
  if (unit === undefined) return formatDecimal(quantity, 0);
  const { units, rest } = fromBase(quantity, unit.factor);
  const left = `${formatDecimal(Math.abs(rest), 0)}${base === undefined ? '' : ` ${base}`}`;
  if (rest === 0) return `${formatDecimal(units, 0)} ${unit.code}`;
  if (units === 0) return `${rest < 0 ? '-' : ''}${left}`;
  return `${formatDecimal(units, 0)} ${unit.code} ${rest < 0 ? '-' : '+'} ${left}`;
}
