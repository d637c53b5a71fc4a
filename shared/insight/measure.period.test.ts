import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { addDays, daysBetween, weekday } from '../base/day.ts';
import { periodNames } from './figure.ts';
import { comparedPeriod, daysOfKey, keysOf, periodNamed } from './measure.period.ts';

const day = fc.integer({ min: 0, max: 20_000 }).map((n) => addDays('1990-01-01', n));

describe('[E1] periods', () => {
  test('the named ones, on a Thursday in the middle of a quarter', () => {
    const named = Object.fromEntries(
      periodNames.map((name) => {
        const { from, to } = periodNamed(name, '2026-05-14');
        return [name, `${from}..${to}`];
      }),
    );
    expect(named).toEqual({
      today: '2026-05-14..2026-05-14',
      yesterday: '2026-05-13..2026-05-13',
      last_7_days: '2026-05-08..2026-05-14',
      last_28_days: '2026-04-17..2026-05-14',
      last_12_weeks: '2026-02-23..2026-05-14',
      month_to_date: '2026-05-01..2026-05-14',
      last_month: '2026-04-01..2026-04-30',
      quarter_to_date: '2026-04-01..2026-05-14',
      year_to_date: '2026-01-01..2026-05-14',
      last_12_months: '2025-06-01..2026-05-14',
      next_7_days: '2026-05-14..2026-05-20',
      next_8_weeks: '2026-05-14..2026-07-05',
    });
  });

  test('a calendar period is compared with the same days of the one before, others with as many days before', () => {
    const prior = (name: (typeof periodNames)[number], today: string) =>
      Object.values(comparedPeriod(periodNamed(name, today), name, 'previous')).join('..');
    expect(prior('month_to_date', '2026-03-31')).toBe('2026-02-01..2026-02-28');
    expect(prior('last_month', '2026-03-31')).toBe('2026-01-01..2026-01-31');
    expect(prior('year_to_date', '2024-02-29')).toBe('2023-01-01..2023-02-28');
    expect(prior('quarter_to_date', '2026-05-14')).toBe('2026-01-01..2026-02-14');
    expect(prior('last_7_days', '2026-05-14')).toBe('2026-05-01..2026-05-07');
    expect(prior('last_12_weeks', '2026-05-14')).toBe('2025-12-01..2026-02-19');
    expect(prior('today', '2026-05-14')).toBe('2026-05-13..2026-05-13');
  });

  test('a year ago is the same weekdays, and points of a split hold each day of the period once', () => {
    fc.assert(
      fc.property(
        day,
        fc.integer({ min: 0, max: 500 }),
        fc.constantFrom('day', 'week', 'month'),
        (from, length, split) => {
          const period = { from, to: addDays(from, length) };
          const year = comparedPeriod(period, null, 'year');
          expect([weekday(year.from), daysBetween(year.from, year.to)]).toEqual([weekday(from), length]);
          let next = from;
          for (const key of keysOf(period, split)) {
            const days = daysOfKey(key, split, period);
            expect(days.from).toBe(next);
            next = addDays(days.to, 1);
          }
          expect(next).toBe(addDays(period.to, 1));
        },
      ),
    );
  });
});
