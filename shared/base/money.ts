import { currencyDigits } from './currency.ts';
import { formatDecimal, parseDecimal } from './decimal.ts';

export { currencies, currencyDigits, isCurrency } from './currency.ts';

/** Decimals of a stored unit price and of an exchange rate: 1.25 is 1250000. */
export const PRICE_DIGITS = 6;

/** Whole of a rate in parts per million: 5 % is 50000. */
export const PPM = 1_000_000;

const PRICE_SCALE = 10n ** BigInt(PRICE_DIGITS);
const SAFE = BigInt(Number.MAX_SAFE_INTEGER);

/** 10^digits of the currency: minor units in one unit. */
export const minorPerUnit = (currency: string): bigint => 10n ** BigInt(currencyDigits(currency));

/** The way back from BigInt to what is stored. Throws RangeError beyond 2^53 − 1 on either side. */
export function safe(n: bigint): number {
  if (n > SAFE || n < -SAFE) throw new RangeError(`beyond 2^53 - 1: ${n}`);
  return Number(n);
}

/** Σ of integers, exact whatever the order. Throws RangeError where the sum leaves 2^53 − 1. */
export const sum = (amounts: readonly number[]): number => safe(amounts.reduce((all, one) => all + BigInt(one), 0n));

const magnitude = (n: bigint): bigint => (n < 0n ? -n : n);

/** a · b / c, rounded half away from zero: 2.5 → 3, −2.5 → −3. Throws RangeError when c is 0. */
export function mulDivRound(a: bigint, b: bigint, c: bigint): bigint {
  if (c === 0n) throw new RangeError('division by zero');
  const product = a * b;
  const divisor = magnitude(c);
  const rounded = (2n * magnitude(product) + divisor) / (2n * divisor);
  return product < 0n !== c < 0n ? -rounded : rounded;
}

/**
 * Price × quantity in minor units, rounded once, half away from zero.
 * @param unitPrice of one base unit, at 6 decimals of the currency's unit
 * @param quantity in base units
 */
export const extend = (unitPrice: number, quantity: number, currency: string): number =>
  safe(mulDivRound(BigInt(unitPrice) * BigInt(quantity), minorPerUnit(currency), PRICE_SCALE));

/** `ppm` parts per million of an amount, in its minor units, rounded half away from zero. */
export const share = (amount: number, ppm: number): number =>
  safe(mulDivRound(BigInt(amount), BigInt(ppm), BigInt(PPM)));

/**
 * Whole parts that sum to `total` and lie next to their exact quotas `numerators[i] / denominator` (largest remainder;
 * the earlier part wins a tie). Σ quotas must be `total` or round to it; then a part whose quota is whole is its quota.
 * The mirror image has the mirrored answer, so that a credit note undoes its invoice part by part.
 */
export function apportion(total: bigint, numerators: readonly bigint[], denominator: bigint): bigint[] {
  const leading = [total, ...numerators].find((n) => n !== 0n) ?? 0n;
  if (leading < 0n) {
    const mirrored = numerators.map((n) => -n);
    return apportion(-total, mirrored, denominator).map((part) => -part);
  }
  const parts = numerators.map((numerator, index) => {
    const remainder = ((numerator % denominator) + denominator) % denominator;
    return { index, remainder, whole: (numerator - remainder) / denominator };
  });
  const missing = parts.reduce((left, part) => left - part.whole, total);
  if (missing < 0n || missing > BigInt(parts.length)) throw new RangeError(`${total} is not the sum of its quotas`);
  const raised = [...parts].sort((a, b) => (a.remainder < b.remainder ? 1 : a.remainder > b.remainder ? -1 : 0));
  for (const part of raised.slice(0, Number(missing))) part.whole += 1n;
  return parts.map((part) => part.whole);
}

/**
 * Divides an amount in proportion to whole-number weights, to the unit: the parts sum to `total` exactly.
 * Weights that are all zero count as equal; weights of both signs that cancel out count by their size.
 * Throws RangeError when there is something to divide and nothing to divide it over.
 */
export function spread(total: number, weights: readonly number[]): number[] {
  if (weights.length === 0 && total !== 0) throw new RangeError(`${total} cannot be spread over nothing`);
  const given = weights.map(BigInt);
  const even = given.every((weight) => weight === 0n);
  const cancelled = given.reduce((all, one) => all + one, 0n) === 0n;
  const sized = even ? given.map(() => 1n) : cancelled ? given.map(magnitude) : given;
  const all = sized.reduce((before, one) => before + one, 0n);
  const sign = all < 0n ? -1n : 1n;
  const quotas = sized.map((weight) => BigInt(total) * weight * sign);
  return apportion(BigInt(total), quotas, all * sign).map(safe);
}

/** A typed amount in minor units; null for what is no amount of this currency (see parseDecimal). */
export const parseAmount = (text: string, currency: string): number | null =>
  parseDecimal(text, currencyDigits(currency));

/** A typed unit price at 6 decimals; null for what is none. */
export const parsePrice = (text: string): number | null => parseDecimal(text, PRICE_DIGITS);

/** Minor units as '-1,234.50', with all the currency's digits and no symbol. */
export const formatAmount = (minor: number, currency: string, locale?: string): string =>
  formatDecimal(minor, currencyDigits(currency), { locale });

/** A unit price at 6 decimals as '1.25' or '0.012345': the currency's digits at least, no idle zeros beyond. */
export const formatPrice = (micro: number, currency: string, locale?: string): string =>
  formatDecimal(micro, PRICE_DIGITS, { atLeast: currencyDigits(currency), locale });

/**
 * An amount in another currency's minor units, rounded half away from zero.
 * @param amount minor units of `from`
 * @param rateMicro units of `to` for one unit of `from`, at 6 decimals
 */
export const convert = (amount: number, rateMicro: number, from: string, to: string): number =>
  safe(mulDivRound(BigInt(amount) * BigInt(rateMicro), minorPerUnit(to), PRICE_SCALE * minorPerUnit(from)));
