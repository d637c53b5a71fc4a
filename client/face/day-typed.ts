/** A day as people type it, in any of the product's languages. */
import { addDays, addMonths, type Day, daysBetween, isDay, weekday } from '../../shared/base/day.ts';

const months = [
  ...['january', 'february', 'march', 'april', 'may', 'june'],
  ...['july', 'august', 'september', 'october', 'november', 'december'],
];
const weekdays = ['monday', 'tuesday', 'wednesday', 'thursday', 'friday', 'saturday', 'sunday'];
/** Monday first; 日 and 天 are both Sunday. */
const weekdaySigns = ['一', '二', '三', '四', '五', '六', '日天'];
const named: ReadonlyMap<string, number> = new Map([
  ['today', 0],
  ['今天', 0],
  ['今日', 0],
  ['tomorrow', 1],
  ['明天', 1],
  ['明日', 1],
  ['後天', 2],
  ['后天', 2],
  ['yesterday', -1],
  ['昨天', -1],
  ['昨日', -1],
]);

const dayIn = (year: number, month: number, date: number): Day | null => {
  const day = `${String(year).padStart(4, '0')}-${String(month).padStart(2, '0')}-${String(date).padStart(2, '0')}`;
  return isDay(day) ? day : null;
};

/** Without its year a day is the one nearest to today: in November the 5th of January is next year's. */
const nearest = (month: number, date: number, today: Day): Day | null => {
  const year = Number(today.slice(0, 4));
  const all = [year, year + 1, year - 1].flatMap((one) => dayIn(one, month, date) ?? []);
  const far = (day: Day): number => Math.abs(daysBetween(today, day));
  return all.reduce<Day | null>((best, day) => (best === null || far(day) < far(best) ? day : best), null);
};

/** Where the word, or its beginning from three letters on, stands among the names; -1 where it does not. */
const place = (names: readonly string[], word: string): number =>
  word.length < 3 ? -1 : names.findIndex((name) => name.startsWith(word));

/** `+7` days on, `-1w` a week back, `+1m` the same date of the next month. */
const moved = (text: string, today: Day): Day | null => {
  const [, sign, figure, unit] = /^([+-])(\d{1,4})([dwm天日週周月]?)$/.exec(text) ?? [];
  if (figure === undefined) return null;
  const n = Number(figure) * (sign === '-' ? -1 : 1);
  if (unit === 'm' || unit === '月') return addMonths(today, n);
  return addDays(today, unit === 'w' || unit === '週' || unit === '周' ? n * 7 : n);
};

/** The next day of that name, a week ahead on the day itself. */
const ofWeek = (text: string, today: Day): Day | null => {
  const [, sign] = /^(?:週|周|星期|禮拜|礼拜)(.)$/.exec(text) ?? [];
  const at = sign ? weekdaySigns.findIndex((signs) => signs.includes(sign)) : place(weekdays, text);
  return at < 0 ? null : addDays(today, ((at + 1 - weekday(today) + 6) % 7) + 1);
};

const figures = (text: string, today: Day): Day | null => {
  const whole =
    /^(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})$/.exec(text) ??
    /^(\d{4})年(\d{1,2})月(\d{1,2})[日號号]?$/.exec(text) ??
    /^(\d{4})(\d{2})(\d{2})$/.exec(text);
  if (whole) return dayIn(Number(whole[1]), Number(whole[2]), Number(whole[3]));
  // As it is read without its year: month first.
  const last = /^(\d{1,2})[-/.](\d{1,2})[-/.](\d{4})$/.exec(text);
  if (last) return dayIn(Number(last[3]), Number(last[1]), Number(last[2]));
  const short = /^(\d{1,2})[-/.](\d{1,2})$/.exec(text) ?? /^(\d{1,2})月(\d{1,2})[日號号]?$/.exec(text);
  return short ? nearest(Number(short[1]), Number(short[2]), today) : null;
};

/** 'Dec 5, 2026', '5 December' and the like; `text` in small letters. */
const spelt = (text: string, today: Day): Day | null => {
  const parts =
    /^(?<month>[a-z]{3,9})\.? (?<date>\d{1,2})(?:,? (?<year>\d{4}))?$/.exec(text) ??
    /^(?<date>\d{1,2}) (?<month>[a-z]{3,9})\.?(?:,? (?<year>\d{4}))?$/.exec(text);
  const { month = '', date, year } = parts?.groups ?? {};
  const at = place(months, month);
  if (at < 0) return null;
  return year ? dayIn(Number(year), at + 1, Number(date)) : nearest(at + 1, Number(date), today);
};

/**
 * What was typed as a day, or null. Read are a day in full ('2026-12-05', '2026/12/5', '20261205', '2026年12月5日',
 * '12/5/2026', 'Dec 5, 2026'), one without its year, always month first ('12/5', '12月5日', 'Dec 5'), one by its distance ('+7', '-1w', '+1m'),
 * and 'today', 'tomorrow', '明天', 'fri', '週五'.
 */
export const typedDay = (typed: string, today: Day): Day | null => {
  const text = typed.normalize('NFKC').trim().toLowerCase().replaceAll('−', '-').replaceAll(/\s+/g, ' ');
  const distance = named.get(text);
  if (distance !== undefined) return addDays(today, distance);
  return moved(text, today) ?? figures(text.replaceAll(' ', ''), today) ?? spelt(text, today) ?? ofWeek(text, today);
};
