/** What a change of many prices makes of each: reckoned alike for the preview and for the command. */
import type { Day } from '../../base/day.ts';
import { mulDivRound, PPM } from '../../base/money.ts';
import { sha256 } from '../../base/sha256.ts';
import type { RowOf } from '../../catalogue.ts';
import type { Least, Rounding } from './price_change.fields.ts';

type Price = RowOf<'price'>;
/** Prices that one change may write, at most: one command is one transaction, and nobody else writes meanwhile. */
export const PRICES_AT_MOST = 2_000;
const MOST = 9_000_000_000_000_000n;

export type Terms = {
  readonly percent?: number | null | undefined;
  readonly amount?: number | null | undefined;
  readonly step?: number | null | undefined;
  readonly rounding?: Rounding | undefined;
  readonly least?: Least | undefined;
  readonly validFrom: Day;
};

/**
 * What becomes of a price. `changed` is written; `same` comes out as it was; the others are left as they are:
 * `below_minimum` would be less than its minimum, `out_of_range` less than nothing or more than can be kept, `taken` has
 * one of its own from the very day, which was entered for it, `ends` covers another that goes on after its last day: a
 * change of it would be over with it, and the other would come back as it was.
 */
export type Outcome = 'changed' | 'same' | 'below_minimum' | 'out_of_range' | 'taken' | 'ends';
export type PlanLine = {
  readonly price: Price;
  readonly unitPrice: number;
  readonly minPrice: number | null;
  readonly outcome: Outcome;
};

const stepped = (price: bigint, step: bigint, rounding: Rounding): bigint => {
  if (rounding === 'nearest') return mulDivRound(price, 1n, step) * step;
  const whole = price / step;
  const isBetween = price % step !== 0n;
  return (whole + (isBetween && rounding === 'up' ? 1n : 0n)) * step;
};

/** The new price, exact to the sixth decimal and then to the step; null below zero and beyond what can be kept. */
export const newPrice = (price: number, { percent, amount, step, rounding = 'nearest' }: Terms): number | null => {
  const moved = mulDivRound(BigInt(price), BigInt(PPM + (percent ?? 0)), BigInt(PPM)) + BigInt(amount ?? 0);
  if (moved < 0n) return null;
  const found = step ? stepped(moved, BigInt(step), rounding) : moved;
  return found > MOST ? null : Number(found);
};

const outcomeOf = (price: Price, covers: boolean, terms: Terms, today: Day): PlanLine => {
  const stays = (outcome: Outcome): PlanLine => ({
    price,
    unitPrice: price.unitPrice,
    minPrice: price.minPrice,
    outcome,
  });
  if (covers) return stays('ends');
  if (price.validFrom === terms.validFrom && terms.validFrom > today) return stays('taken');
  const unitPrice = newPrice(price.unitPrice, terms);
  if (unitPrice === null) return stays('out_of_range');
  const moved = price.minPrice !== null && terms.least === 'move' ? newPrice(price.minPrice, terms) : price.minPrice;
  // A step may lift a minimum past the price that it is for.
  const minPrice = moved !== null && terms.least === 'move' && moved > unitPrice ? unitPrice : moved;
  if (minPrice !== null && minPrice > unitPrice) return { price, unitPrice, minPrice, outcome: 'below_minimum' };
  const isSame = unitPrice === price.unitPrice && minPrice === price.minPrice;
  return { price, unitPrice, minPrice, outcome: isSame ? 'same' : 'changed' };
};

/**
 * @param prices those that would hold on the day, one for each product and break
 * @param covering ids of those of them after whose last day another that holds already goes on
 */
export const planOf = (
  prices: readonly Price[],
  covering: ReadonlySet<string>,
  terms: Terms,
  today: Day,
): readonly PlanLine[] => prices.map((price) => outcomeOf(price, covering.has(price.id), terms, today));

/** By what a plan is known again: other prices, or other outcomes, have another mark. */
export const markOf = (plan: readonly PlanLine[]): string => {
  const text = plan
    .map(({ price, unitPrice, minPrice, outcome }) => [price.id, price.unitPrice, unitPrice, minPrice, outcome].join())
    .sort()
    .join('\n');
  return [...sha256(new TextEncoder().encode(text)).slice(0, 12)]
    .map((byte) => byte.toString(16).padStart(2, '0'))
    .join('');
};
