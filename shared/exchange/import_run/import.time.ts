/** Dates and times as files write them, read in the time zone of the place where they were written. */
import { type Day, dayOf, isDay, startOfDay } from '../../base/day.ts';

/** In which order a date names year, month and day. */
export const dateOrders = ['ymd', 'dmy', 'mdy'] as const;
export type DateOrder = (typeof dateOrders)[number];
/** What the clock on the wall showed. */
export type WallTime = { readonly day: Day; readonly seconds: number };

const DATE = /^(\d{1,4})[-/.](\d{1,2})[-/.](\d{1,4})(?:[T ]+(\d{1,2}):(\d{2})(?::(\d{2})(?:\.\d+)?)?)?$/;

/** '2010-12-01 08:26:00', '1/12/2010 8:26', '2010/12/1'; null for anything else, a day that no calendar has included. */
export const wallTime = (text: string, order: DateOrder): WallTime | null => {
  const [, a = '', b = '', c = '', hour = '0', minute = '0', second = '0'] = DATE.exec(text.trim()) ?? [];
  const [year, month, date] = a.length === 4 || order === 'ymd' ? [a, b, c] : order === 'dmy' ? [c, b, a] : [c, a, b];
  if (year.length !== 4) return null;
  const day = `${year}-${month.padStart(2, '0')}-${date.padStart(2, '0')}`;
  const seconds = Number(hour) * 3600 + Number(minute) * 60 + Number(second);
  return isDay(day) && Number(hour) < 24 && Number(minute) < 60 && Number(second) < 60 ? { day, seconds } : null;
};

/** The order that fits all of these texts; where several fit, year first, then day first. Null where none does. */
export const dateOrderOf = (texts: readonly string[]): DateOrder | null =>
  texts.length === 0 ? 'ymd' : (dateOrders.find((order) => texts.every((text) => wallTime(text, order))) ?? null);

const clocks = new Map<string, Intl.DateTimeFormat>();
const clockIn = (timeZone: string): Intl.DateTimeFormat => {
  const known = clocks.get(timeZone);
  if (known) return known;
  const options = { timeZone, hourCycle: 'h23', hour: '2-digit', minute: '2-digit', second: '2-digit' } as const;
  const made = new Intl.DateTimeFormat('en-US', options);
  clocks.set(timeZone, made);
  return made;
};
const secondsAt = (instant: number, timeZone: string): number => {
  const [hour = 0, minute = 0, second = 0] = clockIn(timeZone).format(instant).split(':').map(Number);
  return hour * 3600 + minute * 60 + second;
};

/**
 * The instant at which the clock showed that, ms since 1970 UTC. An hour that summer time left out is the one after it;
 * of one that came twice the first.
 */
export const instantOf = ({ day, seconds }: WallTime, timeZone: string): number => {
  const counted = startOfDay(day, timeZone) + seconds * 1000;
  // On the day of a change the hours counted since midnight are not what the clock shows.
  const off = seconds - secondsAt(counted, timeZone);
  if (off === 0 && dayOf(counted, timeZone) === day) return counted;
  const turned = counted + (Math.abs(off) > 43_200 ? off - Math.sign(off) * 86_400 : off) * 1000;
  return secondsAt(turned, timeZone) === seconds ? turned : counted;
};
