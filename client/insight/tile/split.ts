import { daysBetween } from '../../../shared/base/day.ts';
import type { FigureQuery, PeriodName } from '../../../shared/insight/figure.ts';

/** The period of a board that names none. */
export const usualPeriod: PeriodName = 'last_28_days';
/** Beyond so many days a day is too thin to read: weeks, then months. */
const DAYS = 45;
const WEEKS = 200;

const splits: { readonly [period in PeriodName]: 'day' | 'week' | 'month' } = {
  today: 'day',
  yesterday: 'day',
  last_7_days: 'day',
  last_28_days: 'day',
  last_12_weeks: 'week',
  month_to_date: 'day',
  last_month: 'day',
  quarter_to_date: 'week',
  year_to_date: 'month',
  last_12_months: 'month',
  next_7_days: 'day',
  next_8_weeks: 'week',
};

/** By what a period is split, so that it can be read: days of a month, weeks of a quarter, months. */
export const splitFor = (period: FigureQuery['period']): string => {
  if (!period) return 'day';
  if (typeof period === 'string') return splits[period];
  const days = daysBetween(period.from, period.to) + 1;
  return days <= DAYS ? 'day' : days <= WEEKS ? 'week' : 'month';
};
