/** Figures in words: a value in its unit, and what has become of it against another time. */
import { currencyDigits } from '../../../shared/base/money.ts';
import { amountText } from '../../face/figures.ts';
import { words } from '../../words/words.ts';

export type Unit = 'money' | 'count' | 'quantity' | 'ppm' | 'days' | 'minutes';
/** `text` large, `step` (M, 萬) and `unit` smaller after it; `full` to the last figure, for who hovers and who hears. */
export type Said = {
  readonly text: string;
  readonly step: string | null;
  readonly unit: string | null;
  readonly full: string;
};

/** From here on a large number is shortened, units: 21.43 M. */
const LONG = 1_000_000;
/** On an axis already from here. */
const SHORT = 10_000;
const HOUR = 60;
const DAY = 24 * HOUR;
/** From so many hours, so many days are said. */
const HOURS = 72;

const minus = (text: string): string => text.replace(/^-/, '−');
const plain = (n: number, digits = 0): string =>
  minus(n.toLocaleString(words.language, { maximumFractionDigits: digits, minimumFractionDigits: 0 }));

/** 21,430,000 as '21.43' and 'M': four figures. */
const shortened = (n: number, figures = 4): Pick<Said, 'text' | 'step'> => {
  const parts = new Intl.NumberFormat(words.language, {
    notation: 'compact',
    maximumSignificantDigits: figures,
  }).formatToParts(n);
  const isStep = ({ type }: Intl.NumberFormatPart): boolean => type === 'compact';
  const text = minus(
    parts
      .filter((part) => !isStep(part))
      .map(({ value }) => value)
      .join('')
      .trim(),
  );
  return { text, step: parts.find(isStep)?.value.trim() ?? null };
};

const inMoney = (minor: number, currency: string): Said => {
  const whole = minor / 10 ** currencyDigits(currency);
  const full = `${amountText(minor, currency)} ${currency}`;
  if (Math.abs(whole) >= LONG) return { ...shortened(whole), unit: currency, full };
  return { text: plain(Math.round(whole)), step: null, unit: currency, full };
};

const inMinutes = (minutes: number): Said => {
  const of = (key: 'minutes' | 'hours' | 'days', n: number, digits: number): Said => {
    const unit = words.t(`insight.unit.${key}`);
    return { text: plain(n, digits), step: null, unit, full: `${plain(n, digits)} ${unit}` };
  };
  if (Math.abs(minutes) < 2 * HOUR) return of('minutes', Math.round(minutes), 0);
  if (Math.abs(minutes) < HOURS * HOUR) return of('hours', minutes / HOUR, 1);
  return of('days', minutes / DAY, 1);
};

/** A value in its unit: money in minor units of `currency`, ppm as per cent, minutes as the time they are. */
export const said = (value: number, unit: Unit, currency: string): Said => {
  switch (unit) {
    case 'money':
      return inMoney(value, currency);
    case 'ppm':
      return { text: plain(value / 10_000, 1), step: null, unit: '%', full: `${plain(value / 10_000, 2)}%` };
    case 'days':
      return {
        text: plain(value, 1),
        step: null,
        unit: words.t('insight.unit.days'),
        full: `${plain(value, 1)} ${words.t('insight.unit.days')}`,
      };
    case 'minutes':
      return inMinutes(value);
    default: {
      const short = Math.abs(value) >= LONG ? shortened(value) : { text: plain(value), step: null };
      return { ...short, unit: null, full: plain(value) };
    }
  }
};
/** In one piece, a thin space between. */
const stepped = ({ text, step }: Pick<Said, 'text' | 'step'>): string => (step ? `${text}\u2009${step}` : text);

/** A large number in one line, its unit after it: a per cent sign stands by the number. */
export const inOneLine = (found: Said): string =>
  found.unit === null ? stepped(found) : found.unit === '%' ? `${stepped(found)}%` : `${stepped(found)} ${found.unit}`;

/** The same in one piece and short, for an axis, a bar or a cell. `bare` leaves the currency to the header. */
export const saidShort = (value: number, unit: Unit, currency: string): string => {
  const found = said(value, unit, currency);
  return unit === 'money' ? stepped(found) : inOneLine(found);
};

/** Beside an axis there is room for little: 500 K, 50 萬. */
export const saidOnAxis = (value: number, unit: Unit, currency: string): string => {
  if (unit !== 'money' && unit !== 'count' && unit !== 'quantity') return saidShort(value, unit, currency);
  const whole = unit === 'money' ? value / 10 ** currencyDigits(currency) : value;
  return Math.abs(whole) < SHORT ? plain(whole, 1) : stepped(shortened(whole, 3));
};

/** Per cent of change that are still told. */
const MANY = 999;

export type Change = {
  readonly way: 'more' | 'less' | 'higher' | 'lower' | 'same' | 'new';
  /** How much, ready to be read; empty where it is the same or there was nothing before. */
  readonly by: string;
};
/** What has become of a value: per cent of what it was; of a share, points. Null where one of them says nothing. */
export const changeOf = (now: number | null, before: number | null, unit: Unit): Change | null => {
  if (now === null || before === null) return null;
  const moved = now - before;
  if (unit === 'ppm') {
    const points = Math.round(moved / 1_000) / 10;
    if (points === 0) return { way: 'same', by: '' };
    return {
      way: points > 0 ? 'higher' : 'lower',
      by: words.t('insight.unit.points', { n: plain(Math.abs(points), 1) }),
    };
  }
  if (moved === 0) return { way: 'same', by: '' };
  if (before === 0) return { way: 'new', by: '' };
  const share = Math.abs(moved / before) * 100;
  // Nobody is told of a rise by nothing.
  if (share < 0.05) return { way: 'same', by: '' };
  // Beyond that it says only that there was next to nothing before.
  const by = share > MANY ? `>${MANY}%` : `${plain(share, share < 10 ? 1 : 0)}%`;
  const isTime = unit === 'days' || unit === 'minutes';
  return moved > 0 ? { way: isTime ? 'higher' : 'more', by } : { way: isTime ? 'lower' : 'less', by };
};
