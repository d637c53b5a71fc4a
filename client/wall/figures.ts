/** Figures as a wall writes them: few digits, read from five metres. */
import { currencyDigits } from '../../shared/base/currency.ts';
import { type Day, daysBetween, weekday } from '../../shared/base/day.ts';
import type { FigurePoint } from '../../shared/insight/figure.ts';
import { clockText } from '../face/time.ts';
import type { Language } from './words.ts';

export type WallUnit = 'count' | 'money' | 'ppm';

/** `unit`: what is written smaller beside the digits: the currency's sign, 萬, %. */
export type Part = { readonly text: string; readonly unit: boolean };

const money = (amount: number, currency: string): Intl.NumberFormatOptions => ({
  style: 'currency',
  currency,
  currencyDisplay: 'narrowSymbol',
  ...(Math.abs(amount) >= 10_000
    ? { notation: 'compact', maximumSignificantDigits: 3 }
    : { notation: 'standard', maximumFractionDigits: 0 }),
});
const UNITS: ReadonlySet<string> = new Set(['currency', 'compact', 'percentSign']);

/** A count from a million on is no longer read digit by digit. */
const count = (amount: number): Intl.NumberFormatOptions =>
  Math.abs(amount) >= 1_000_000 ? { notation: 'compact', maximumSignificantDigits: 3 } : {};

/** A count in full up to a million; an amount to three figures in thousands, millions (萬, 億); a share in per cent. `value` is in the measure's unit. */
export const figureParts = (
  value: number | null,
  unit: WallUnit,
  language: Language,
  currency: string,
): readonly Part[] => {
  if (value === null) return [{ text: '–', unit: false }];
  const amount = unit === 'money' ? value / 10 ** currencyDigits(currency) : unit === 'ppm' ? value / 1_000_000 : value;
  const options: Intl.NumberFormatOptions =
    unit === 'money'
      ? money(amount, currency)
      : unit === 'ppm'
        ? { style: 'percent', maximumFractionDigits: 1 }
        : count(amount);
  const parts: Part[] = [];
  for (const { type, value: text } of new Intl.NumberFormat(language, options).formatToParts(amount)) {
    const small = UNITS.has(type);
    const last = parts.at(-1);
    if (last?.unit === small) parts[parts.length - 1] = { text: last.text + text, unit: small };
    else parts.push({ text, unit: small });
  }
  return parts;
};
export const figureText = (value: number | null, unit: WallUnit, language: Language, currency: string): string =>
  figureParts(value, unit, language, currency)
    .map(({ text }) => text)
    .join('');

/** A value that stands on a bar: there is room for few digits. */
export const barText = (value: number | null, unit: WallUnit, language: Language, currency: string): string =>
  unit === 'count' && value !== null && Math.abs(value) >= 10_000
    ? new Intl.NumberFormat(language, { notation: 'compact', maximumSignificantDigits: 3 }).format(value)
    : figureText(value, unit, language, currency);

/** Chinese characters and what stands among them, as high as they are wide. */
const SQUARE = /[\u2e80-\u9fff\uf900-\ufaff\uff00-\uff60]/;
/** How wide a text is, in widths of a digit. */
export const digitsWide = (text: string): number =>
  [...text].reduce((all, letter) => all + (SQUARE.test(letter) ? 1.7 : 1), 0);
/** The widest part of a text that is not broken, in widths of a digit: a word, or three of the characters that break anywhere. */
export const wordWide = (text: string): number =>
  Math.max(
    1,
    ...text.split(/[\s-]/).map((word) => (SQUARE.test(word) ? Math.min(3 * 1.7, digitsWide(word)) : word.length)),
  );

/** The largest unit that is at least one: what waits for 70 minutes waits for an hour. */
export const waitOf = (
  since: number,
  now: number,
): { readonly unit: 'minutes' | 'hours' | 'days'; readonly n: number } => {
  const minutes = Math.max(0, Math.floor((now - since) / 60_000));
  if (minutes < 60) return { unit: 'minutes', n: minutes };
  if (minutes < 48 * 60) return { unit: 'hours', n: Math.floor(minutes / 60) };
  return { unit: 'days', n: Math.floor(minutes / 1_440) };
};

/** Hours shown of a day at least. */
const HOURS = 10;

/** Of the day's hours those that say something: from the first at which anything happened until now, ten at least. */
export const hoursShown = (points: readonly FigurePoint[], hour: number): readonly FigurePoint[] => {
  const first = points.findIndex(({ value }) => (value ?? 0) > 0);
  const last = Math.max(
    hour,
    points.findLastIndex(({ value }) => (value ?? 0) > 0),
  );
  let from = Math.min(first < 0 ? hour : first, hour);
  let to = last;
  // Whatever room there is goes to the hours that come, then to those that went.
  while (to - from + 1 < HOURS && to < points.length - 1) to++;
  while (to - from + 1 < HOURS && from > 0) from--;
  return points.slice(from, to + 1);
};

/** Of many days today is named, and the Mondays whose names would not touch its own. */
export const isDayNamed = (day: Day, today: Day): boolean =>
  day === today || (weekday(day) === 1 && daysBetween(day, today) >= 7);
/** Of many hours the present one is named, and each third that is not beside it. */
export const isHourNamed = (hour: number, now: number): boolean =>
  hour === now || (hour % 3 === 0 && Math.abs(hour - now) > 1);

/** The points of these keys in their order; of a key without one nothing stands there. */
export const pointsAt = (points: readonly FigurePoint[], keys: readonly string[]): readonly FigurePoint[] =>
  keys.map((key) => points.find((point) => point.key === key) ?? { key, label: null, value: 0, count: 0 });

/** '16:31:08' in the wall's zone. */
export const secondsText = (at: number, language: Language, zone: string): string =>
  clockText(at, language, zone, true);
export const minutesText = (at: number, language: Language, zone: string): string => clockText(at, language, zone);
