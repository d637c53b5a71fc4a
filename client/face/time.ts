import { type Day, dayOf, daysBetween } from '../../shared/base/day.ts';

const formatters = new Map<string, Intl.DateTimeFormat>();

function formatter(language: string, options: Intl.DateTimeFormatOptions): Intl.DateTimeFormat {
  const key = `${language} ${JSON.stringify(options)}`;
  const found = formatters.get(key) ?? new Intl.DateTimeFormat(language, options);
  formatters.set(key, found);
  return found;
}

/** A calendar day has no place: its numbers are shown as they stand, whatever zone the reader sits in. */
const noon = (day: Day): number => Date.parse(`${day}T12:00:00Z`);

/**
 * 'Nov 23' or '11月23日'; with the year when it is not `today`'s: 'Nov 23, 2025', and in Chinese '2025/11/23', for which
 * a column has room. `withYear`: always with it, and in full: '2026年11月23日'.
 */
export function dayText(day: Day, language: string, today: Day, withYear = false): string {
  const another = !withYear && day.slice(0, 4) !== today.slice(0, 4);
  const year = withYear || another ? ({ year: 'numeric' } as const) : {};
  const month = another && language.startsWith('zh') ? 'numeric' : 'short';
  return formatter(language, { ...year, month, day: 'numeric', timeZone: 'UTC' }).format(noon(day));
}

/** A day where it is entered, always with its year: 'Nov 23, 2026', in Chinese '2026/11/23'. */
export const dayForField = (day: Day, language: string): string => {
  const month = language.startsWith('zh') ? 'numeric' : 'short';
  return formatter(language, { year: 'numeric', month, day: 'numeric', timeZone: 'UTC' }).format(noon(day));
};

/** 'November 2026' or '2026年11月': the month that holds the day. */
export const monthText = (day: Day, language: string): string =>
  formatter(language, { year: 'numeric', month: 'long', timeZone: 'UTC' }).format(noon(day));

/** What the day is called in its week: 'Mon' or '一', 'Monday' or '星期一' in full. */
export const weekdayText = (day: Day, language: string, how: 'short' | 'long'): string =>
  formatter(language, {
    weekday: how === 'short' && language.startsWith('zh') ? 'narrow' : how,
    timeZone: 'UTC',
  }).format(noon(day));

/** 'Monday, November 23, 2026': for titles and for those who hear the page. */
export const dayInFull = (day: Day, language: string): string =>
  formatter(language, { dateStyle: 'full', timeZone: 'UTC' }).format(noon(day));

/** '16:31' in the organisation's zone; `seconds` for records that need them. */
export const clockText = (at: number, language: string, timeZone: string, seconds = false): string =>
  formatter(language, {
    hour: '2-digit',
    minute: '2-digit',
    ...(seconds ? { second: '2-digit' } : {}),
    hourCycle: 'h23',
    timeZone,
  }).format(at);

/** The time of today, the day before that, both in full. */
export const instantInFull = (at: number, language: string, timeZone: string): string =>
  `${dayInFull(dayOf(at, timeZone), language)} ${clockText(at, language, timeZone, true)}`;

/** The clock today, 'Nov 23' earlier: what a column has room for. */
export function instantShort(at: number, now: number, language: string, timeZone: string): string {
  const day = dayOf(at, timeZone);
  const today = dayOf(now, timeZone);
  return day === today ? clockText(at, language, timeZone) : dayText(day, language, today);
}

export type Age = { readonly unit: 'justNow' | 'minutes' | 'hours' | 'days'; readonly n: number };

/** How long ago, in the largest unit that is at least one; what lies ahead (clocks differ) is now. */
export function ageOf(at: number, now: number): Age {
  const minutes = Math.floor((now - at) / 60_000);
  if (minutes < 1) return { unit: 'justNow', n: 0 };
  if (minutes < 60) return { unit: 'minutes', n: minutes };
  if (minutes < 1_440) return { unit: 'hours', n: Math.floor(minutes / 60) };
  return { unit: 'days', n: Math.floor(minutes / 1_440) };
}

/** Days by which a promised or due day has passed; 0 or less when it has not. */
export const daysLate = (day: Day, today: Day): number => daysBetween(day, today);
