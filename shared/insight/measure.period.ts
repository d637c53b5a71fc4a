/** Periods by the organisation's day, and the days of a period gathered to weeks (from Monday) and months. */
import { addDays, addMonths, type Day, daysBetween, endOfMonth, weekday } from '../base/day.ts';
import type { ComparisonName, PeriodName } from './figure.ts';

export type Period = { readonly from: Day; readonly to: Day };
export const timeSplits = ['hour', 'day', 'week', 'month'] as const;
export type TimeSplit = (typeof timeSplits)[number];
export const isTimeSplit = (by: string): by is TimeSplit => (timeSplits as readonly string[]).includes(by);

const firstOfMonth = (day: Day): Day => `${day.slice(0, 7)}-01`;
const mondayOf = (day: Day): Day => addDays(day, 1 - weekday(day));
const firstOfQuarter = (day: Day): Day => {
  const month = Number(day.slice(5, 7));
  return addMonths(firstOfMonth(day), -((month - 1) % 3));
};

/** First and last day of a named period, both included. */
export const periodNamed = (name: PeriodName, today: Day): Period => {
  switch (name) {
    case 'today':
      return { from: today, to: today };
    case 'yesterday':
      return { from: addDays(today, -1), to: addDays(today, -1) };
    case 'last_7_days':
      return { from: addDays(today, -6), to: today };
    case 'last_28_days':
      return { from: addDays(today, -27), to: today };
    case 'last_12_weeks':
      return { from: addDays(mondayOf(today), -77), to: today };
    case 'month_to_date':
      return { from: firstOfMonth(today), to: today };
    case 'last_month': {
      const from = addMonths(firstOfMonth(today), -1);
      return { from, to: endOfMonth(from) };
    }
    case 'quarter_to_date':
      return { from: firstOfQuarter(today), to: today };
    case 'year_to_date':
      return { from: `${today.slice(0, 4)}-01-01`, to: today };
    case 'last_12_months':
      return { from: addMonths(firstOfMonth(today), -11), to: today };
    case 'next_7_days':
      return { from: today, to: addDays(today, 6) };
    case 'next_8_weeks':
      return { from: today, to: addDays(mondayOf(today), 55) };
  }
};

const byMonths: { readonly [name in PeriodName]?: number } = {
  month_to_date: 1,
  last_month: 1,
  quarter_to_date: 3,
  year_to_date: 12,
  last_12_months: 12,
};

/** The period to compare with: the one before (calendar periods by whole months), or the same weekdays a year ago. */
export const comparedPeriod = (
  period: Period,
  name: PeriodName | null,
  compare: Exclude<ComparisonName, 'target'>,
): Period => {
  if (compare === 'year') return { from: addDays(period.from, -364), to: addDays(period.to, -364) };
  const months = name ? byMonths[name] : undefined;
  if (months !== undefined) {
    const to = name === 'last_month' ? addDays(period.from, -1) : addMonths(period.to, -months);
    return { from: addMonths(period.from, -months), to };
  }
  const length = name === 'last_12_weeks' ? 84 : daysBetween(period.from, period.to) + 1;
  return { from: addDays(period.from, -length), to: addDays(period.to, -length) };
};

/** The first day of the day's week or month: the key of its point. Hours are keyed '00' to '23' of one day. */
export const splitKey = (day: Day, split: Exclude<TimeSplit, 'hour'>): Day =>
  split === 'day' ? day : split === 'week' ? mondayOf(day) : firstOfMonth(day);

/** Every key of a period, in order, also those on which nothing happened. */
export const keysOf = ({ from, to }: Period, split: TimeSplit): readonly string[] => {
  if (split === 'hour') return Array.from({ length: 24 }, (_, hour) => String(hour).padStart(2, '0'));
  const keys: string[] = [];
  for (let day = splitKey(from, split); day <= to; ) {
    keys.push(day);
    day = split === 'month' ? addMonths(day, 1) : addDays(day, split === 'week' ? 7 : 1);
  }
  return keys;
};

/** The days of a split's point that lie within the period. */
export const daysOfKey = (key: Day, split: Exclude<TimeSplit, 'hour'>, { from, to }: Period): Period => {
  const last = split === 'day' ? key : split === 'week' ? addDays(key, 6) : endOfMonth(key);
  return { from: key > from ? key : from, to: last < to ? last : to };
};
