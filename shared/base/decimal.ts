/** Decimal text to scaled integers and back, without a floating-point number anywhere. */

const SHAPE = /^([+-]?)(\d+|[1-9]\d{0,2}(?:,\d{3})+|)(?:\.(\d+))?$/;

/** An input method for Chinese writes digits, point, comma and signs at full width; people also paste a true minus. */
const narrow = (text: string): string =>
  text
    .trim()
    .replace(/[\uff0b-\uff0e\uff10-\uff19]/g, (wide) => String.fromCharCode(wide.charCodeAt(0) - 0xfee0))
    .replace(/\u2212/g, '-');

/**
 * The number that a person wrote, times 10^digits: ('1,234.5', 2) is 123450.
 * Null when it is not a number, has more decimals than `digits` (nothing is rounded in silence, and '1.000' is never
 * taken for a thousand), has commas elsewhere than between thousands, or goes beyond 2^53 − 1.
 */
export function parseDecimal(text: string, digits: number): number | null {
  if (text.length > 64) return null;
  const [, sign, whole, fraction = ''] = SHAPE.exec(narrow(text)) ?? [];
  if (whole === undefined || whole + fraction === '' || fraction.length > digits) return null;
  const scaled = BigInt(whole.replaceAll(',', '') + fraction.padEnd(digits, '0'));
  if (scaled > BigInt(Number.MAX_SAFE_INTEGER)) return null;
  return Number(sign === '-' ? -scaled : scaled);
}

type Separators = { group: string; point: string };

const plain: Separators = { group: ',', point: '.' };
const known = new Map<string, Separators>();

/** The separators of a locale; only they come from Intl, so that no amount passes through a float. */
function separatorsOf(locale: string | undefined): Separators {
  if (locale === undefined) return plain;
  const found = known.get(locale);
  if (found) return found;
  const parts = new Intl.NumberFormat(locale, { numberingSystem: 'latn', useGrouping: true }).formatToParts(-1234567.5);
  const textOf = (type: string) => parts.find((part) => part.type === type)?.value;
  const separators = { group: textOf('group') ?? plain.group, point: textOf('decimal') ?? plain.point };
  known.set(locale, separators);
  return separators;
}

export type DecimalFormat = {
  /** Fewest decimals to show; trailing zeros beyond it are left away. All of them when absent. */
  atLeast?: number;
  /** BCP 47; without it '1,234.50', which is also what the product's three languages write. */
  locale?: string | undefined;
};

/** A scaled integer as text with thousands grouped: (-123450, 2) is '-1,234.50'. Throws RangeError beyond 2^53 − 1. */
export function formatDecimal(
  scaled: number,
  digits: number,
  { atLeast = digits, locale }: DecimalFormat = {},
): string {
  if (!Number.isSafeInteger(scaled)) throw new RangeError(`not a safe integer: ${scaled}`);
  const { group, point } = separatorsOf(locale);
  const figures = String(Math.abs(scaled)).padStart(digits + 1, '0');
  const cut = figures.length - digits;
  const whole = figures.slice(0, cut).replace(/\B(?=(\d{3})+$)/g, () => group);
  let fraction = figures.slice(cut);
  while (fraction.length > atLeast && fraction.endsWith('0')) fraction = fraction.slice(0, -1);
  return (scaled < 0 ? '-' : '') + whole + (fraction && point + fraction);
}
