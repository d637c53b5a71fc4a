import { addDays, type Day } from '../base/day.ts';
import { PPM, spread } from '../base/money.ts';

/** A part of the total in parts per million, due so many days after the schedule begins. */
export type InstalmentPart = { ppm: number; afterDays: number };

/** Minor units, and the day on which they are due. */
export type Instalment = { amount: number; dueOn: Day };

/** Whether the parts make a plan: each more than nothing, due in the order given, together the whole. */
export const isPlan = (parts: readonly InstalmentPart[]): boolean =>
  parts.reduce((all, part) => all + part.ppm, 0) === PPM &&
  parts.every(({ ppm, afterDays }) => Number.isInteger(ppm) && ppm > 0 && Number.isInteger(afterDays)) &&
  parts.every(({ afterDays }, at) => afterDays >= (parts[at - 1]?.afterDays ?? 0));

/**
 * What is due when. The amounts sum to `total` exactly: each is its share, and the units that rounding leaves go to the
 * parts with the largest remainder. Throws RangeError on parts that are no plan.
 * @param total minor units
 */
export function schedule(total: number, parts: readonly InstalmentPart[], from: Day): Instalment[] {
  if (!isPlan(parts)) throw new RangeError('instalments must make up the whole, in order');
  const amounts = spread(
    total,
    parts.map((part) => part.ppm),
  );
  return parts.map(({ afterDays }, at) => ({ amount: amounts[at] ?? 0, dueOn: addDays(from, afterDays) }));
}
