import { apportion, minorPerUnit, mulDivRound, PPM, PRICE_DIGITS, safe, sum } from '../../base/money.ts';

export type TaxRounding = 'document' | 'line';

export type PricedLine = {
  /** Base units. */
  quantity: number;
  /** Of one base unit, at 6 decimals of the currency's unit; with or without tax as the order says. */
  unitPrice: number;
  /** Parts per million of the line. */
  discount: number;
  taxCode: string;
  /** Parts per million. */
  taxRate: number;
  /** A free line or a sample: it counts for nothing, whatever its price. */
  free?: boolean;
};

export type PricedOrder = {
  currency: string;
  priceIncludesTax: boolean;
  /** Whether tax is rounded once per code of the document, or on each line. */
  taxRounding: TaxRounding;
  /** Parts per million of the document, after the lines' own discounts. */
  discount: number;
  lines: readonly PricedLine[];
};

/** Minor units; net + tax = gross. */
export type Figures = { net: number; tax: number; gross: number };

/** Minor units; `documentDiscount` is the line's part of it, already taken off, in the terms of the prices. */
export type LineTotals = Figures & { documentDiscount: number };

/** Minor units; one for each code and rate, in the order of first appearance. */
export type TaxTotals = { taxCode: string; taxRate: number; base: number; tax: number };

/** Minor units; net + tax = total, and each is the sum of the lines' and, for base and tax, of the codes'. */
export type Totals = {
  lines: LineTotals[];
  taxes: TaxTotals[];
  net: number;
  tax: number;
  total: number;
  documentDiscount: number;
};

const WHOLE = BigInt(PPM);

/** An exact part of an amount; the denominator is positive. */
type Ratio = { numerator: bigint; denominator: bigint };

const ofWhole = (ppm: number): Ratio => ({ numerator: BigInt(ppm), denominator: WHOLE });

/** The tax on top of a net amount, or within a gross one. */
function taxRatio(taxRate: number, priceIncludesTax: boolean): Ratio {
  if (!(taxRate >= 0)) throw new RangeError(`no tax rate: ${taxRate}`);
  const { numerator, denominator } = ofWhole(taxRate);
  return { numerator, denominator: priceIncludesTax ? denominator + numerator : denominator };
}

const roundedPart = (amount: number, { numerator, denominator }: Ratio): number =>
  safe(mulDivRound(BigInt(amount), numerator, denominator));

/** The part of the sum of some amounts, rounded once, and what of it falls to each. */
function partTogether(amounts: readonly number[], ratio: Ratio): { whole: number; parts: number[] } {
  const whole = roundedPart(sum(amounts), ratio);
  const quotas = amounts.map((amount) => BigInt(amount) * ratio.numerator);
  return { whole, parts: apportion(BigInt(whole), quotas, ratio.denominator).map(safe) };
}

/** An amount in the terms of the prices, with its tax. */
const figuresOf = (amount: number, tax: number, priceIncludesTax: boolean): Figures =>
  priceIncludesTax ? { net: sum([amount, -tax]), tax, gross: amount } : { net: amount, tax, gross: sum([amount, tax]) };

/** The lines' positions, gathered by code and rate, in the order of first appearance. */
function byTax<L extends { taxCode: string; taxRate: number }>(
  lines: readonly L[],
): { taxCode: string; taxRate: number; at: number[] }[] {
  const groups = new Map<string, { taxCode: string; taxRate: number; at: number[] }>();
  lines.forEach(({ taxCode, taxRate }, index) => {
    const key = `${taxRate} ${taxCode}`;
    const group = groups.get(key) ?? { taxCode, taxRate, at: [] };
    group.at.push(index);
    groups.set(key, group);
  });
  return [...groups.values()];
}

const isShare = (ppm: number): boolean => ppm >= 0 && ppm <= PPM;

/**
 * Price × quantity less the line's discount, rounded once: what EN 16931 calls the line's net amount. Minor units, in the
 * terms of the prices, the document's discount not taken off yet. Throws RangeError on a discount that is none.
 * @param minor minor units in one of the currency
 */
export function lineAmount(line: PricedLine, minor: bigint): number {
  if (!isShare(line.discount)) throw new RangeError(`no discount: ${line.discount}`);
  if (line.free) return 0;
  const exact = BigInt(line.unitPrice) * BigInt(line.quantity) * BigInt(PPM - line.discount);
  return safe(mulDivRound(exact, minor, 10n ** BigInt(PRICE_DIGITS) * WHOLE));
}

/** Line figures from amounts in the terms of the prices and the tax of each, with the sums by code and over all. */
function summed(
  order: { priceIncludesTax: boolean; lines: readonly { taxCode: string; taxRate: number }[] },
  amounts: readonly number[],
  taxOf: (at: readonly number[], ratio: Ratio) => readonly number[],
) {
  const tax = amounts.map(() => 0);
  const taxes = byTax(order.lines).map(({ taxCode, taxRate, at }): TaxTotals => {
    const parts = taxOf(at, taxRatio(taxRate, order.priceIncludesTax));
    at.forEach((index, n) => {
      tax[index] = parts[n] ?? 0;
    });
    const own = figuresOf(sum(at.map((index) => amounts[index] ?? 0)), sum(parts), order.priceIncludesTax);
    return { taxCode, taxRate, base: own.net, tax: own.tax };
  });
  const lines = amounts.map((amount, index) => figuresOf(amount, tax[index] ?? 0, order.priceIncludesTax));
  const [net, gross] = [sum(lines.map((line) => line.net)), sum(lines.map((line) => line.gross))];
  return { lines, taxes, net, tax: sum(tax), total: gross };
}

/**
 * All figures of an order, on both sides the same. Each line is rounded, half away from zero; the document's discount
 * is taken on their sum and spread over them; tax is taken per code on what is left (or per line) and spread likewise,
 * so that every column adds up to the unit. Where prices include tax the gross is kept and the tax is found within it.
 * Throws RangeError on a discount outside 0 to 100 %, a negative rate, an unknown currency, or beyond 2^53 − 1.
 */
export function totals(order: PricedOrder): Totals {
  if (!isShare(order.discount)) throw new RangeError(`no discount: ${order.discount}`);
  const minor = minorPerUnit(order.currency);
  const before = order.lines.map((line) => lineAmount(line, minor));
  const off = partTogether(before, ofWhole(order.discount));
  const amounts = before.map((amount, index) => amount - (off.parts[index] ?? 0));
  const figures = summed(order, amounts, (at, ratio) => {
    const own = at.map((index) => amounts[index] ?? 0);
    return order.taxRounding === 'line' ? own.map((one) => roundedPart(one, ratio)) : partTogether(own, ratio).parts;
  });
  const lines = figures.lines.map((line, index) => ({ ...line, documentDiscount: off.parts[index] ?? 0 }));
  return { ...figures, lines, documentDiscount: off.whole };
}

/**
 * What of a line's amount its first `upto` units have cost: parts taken as differences of it sum to the amount exactly,
 * however the quantity is divided. Throws RangeError outside 0 to `quantity`, and on an amount without a quantity.
 */
export function cumulativeShare(amount: number, quantity: number, upto: number): number {
  const inside = quantity < 0 ? upto <= 0 && upto >= quantity : upto >= 0 && upto <= quantity;
  if (!inside || (quantity === 0 && amount !== 0)) throw new RangeError(`${upto} is not within ${quantity}`);
  return quantity === 0 ? 0 : safe(mulDivRound(BigInt(amount), BigInt(upto), BigInt(quantity)));
}

/** What `now` units cost after `already` have been billed. */
const nextShare = (amount: number, { quantity, already, now }: Part): number =>
  cumulativeShare(amount, quantity, already + now) - cumulativeShare(amount, quantity, already);

type Part = { quantity: number; already: number; now: number };

export type BilledLine = Figures & Part & { taxCode: string; taxRate: number };

/**
 * A partial invoice whole. Each line is cumulative minus already invoiced, and so is the tax of each code, so that the
 * invoices of an order sum to it in every column while the tax of each stays within one unit of its own rounding.
 * @param order the order's lines with the figures that totals() gave them, what was invoiced before and what is now
 */
export function billedTotals(order: {
  priceIncludesTax: boolean;
  taxRounding: TaxRounding;
  lines: readonly BilledLine[];
}): Omit<Totals, 'lines' | 'documentDiscount'> & { lines: Figures[] } {
  const { lines, priceIncludesTax } = order;
  const amountOf = (line: BilledLine) => (priceIncludesTax ? line.gross : line.net);
  const before = lines.map((line) => cumulativeShare(amountOf(line), line.quantity, line.already));
  const amounts = lines.map((line) => nextShare(amountOf(line), line));
  return summed(order, amounts, (at, ratio) => {
    if (order.taxRounding === 'line') {
      const taxes = lines.map((line) => nextShare(line.tax, line));
      return at.map((index) => taxes[index] ?? 0);
    }
    const own = at.map((index) => amounts[index] ?? 0);
    const earlier = sum(at.map((index) => before[index] ?? 0));
    const tax = roundedPart(sum([earlier, ...own]), ratio) - roundedPart(earlier, ratio);
    return adjusted(partTogether(own, ratio), own, tax);
  });
}

/** The parts with the unit by which cumulative rounding differs from this document's own, on its largest amount. */
function adjusted({ whole, parts }: { whole: number; parts: number[] }, amounts: readonly number[], target: number) {
  const sizes = amounts.map(Math.abs);
  const largest = sizes.indexOf(Math.max(...sizes));
  return parts.map((part, at) => (at === largest ? part + target - whole : part));
}
