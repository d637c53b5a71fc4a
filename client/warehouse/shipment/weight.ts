import { formatDecimal, parseDecimal } from '../../../shared/base/decimal.ts';

/** Most that one package may weigh, grams: what the command takes. */
export const HEAVIEST = 2_000_000;
const DECIMALS = 3;

/** Grams of what a scale shows in kilograms; null when it is no weight that a package can have. */
export const gramsOf = (kilograms: string): number | null => {
  const grams = parseDecimal(kilograms, DECIMALS);
  return grams !== null && grams > 0 && grams <= HEAVIEST ? grams : null;
};
/** Grams as kilograms: 2400 is '2.4'. */
export const kilogramsText = (grams: number): string => formatDecimal(grams, DECIMALS, { atLeast: 1 });
