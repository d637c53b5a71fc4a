import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  addDays,
  addMonths,
  dayOf,
  daysBetween,
  endOfMonth,
  isDay,
  monthOf,
  periodBounds,
  periodOf,
  startOfDay,
  weekday,
} from './day.ts';

/** The oracle: JavaScript's own calendar in UTC, which day.ts does not use. */
const ms = (day: string) => new Date(`${day}T00:00:00Z`).getTime();
const text = (instant: number) => new Date(instant).toISOString().slice(0, 10);
const DAY = 86_400_000;

const anyDay = fc.integer({ min: ms('0001-01-01') / DAY, max: ms('9999-12-31') / DAY }).map((n) => text(n * DAY));
const recent = fc.integer({ min: ms('1975-01-01') / DAY, max: ms('2045-12-31') / DAY }).map((n) => text(n * DAY));
const zones = ['Asia/Taipei', 'Asia/Shanghai', 'Europe/London', 'America/New_York', 'America/Sao_Paulo', 'UTC'];
const oddZones = ['Asia/Kathmandu', 'America/Havana', 'America/St_Johns', 'Asia/Beirut', 'Australia/Lord_Howe'];
const zone = fc.constantFrom(...zones, ...oddZones);

test('[P8] a day is a real day, written in full', () => {
  const wrong = ['2023-02-29', '1900-02-29', '2024-13-01', '2024-00-10', '2024-04-31', '2024-1-1', '0000-01-01', ''];
  expect(['2024-02-29', '2000-02-29', '0001-01-01', '9999-12-31'].every(isDay)).toBe(true);
  expect(wrong.some(isDay) || isDay('2024-01-01T00:00:00Z') || isDay(' 2024-01-01') || isDay('2024-01-01\n')).toBe(
    false,
  );
  expect(() => addDays('2023-02-29', 1)).toThrow(new RangeError('not a day: 2023-02-29'));
  const figures = fc.tuple(fc.nat({ max: 9999 }), fc.nat({ max: 14 }), fc.nat({ max: 33 }));
  fc.assert(
    fc.property(figures, ([y, m, d]) => {
      const written = `${String(y).padStart(4, '0')}-${String(m).padStart(2, '0')}-${String(d).padStart(2, '0')}`;
      const instant = ms(written);
      expect(isDay(written)).toBe(y > 0 && !Number.isNaN(instant) && text(instant) === written);
    }),
    { numRuns: 1000 },
  );
});

test('[P8] days are counted as the calendar counts them', () => {
  fc.assert(
    fc.property(anyDay, anyDay, (a, b) => {
      const n = (ms(b) - ms(a)) / DAY;
      expect(daysBetween(a, b)).toBe(n);
      expect(addDays(a, n)).toBe(b);
      expect(weekday(a)).toBe(new Date(ms(a)).getUTCDay() || 7);
    }),
    { numRuns: 2000 },
  );
  expect([addDays('2000-02-28', 1), addDays('2400-03-01', -1)]).toEqual(['2000-02-29', '2400-02-29']);
  expect(() => addDays('9999-12-31', 1)).toThrow(RangeError);
  expect(() => addDays('0001-01-01', -1)).toThrow(RangeError);
});

test('[P8] months later is the same date or the month’s last', () => {
  expect(addMonths('2024-01-31', 1)).toBe('2024-02-29');
  expect(addMonths('2023-01-31', 1)).toBe('2023-02-28');
  expect(addMonths('2024-03-31', -1)).toBe('2024-02-29');
  expect(addMonths('2024-01-15', -1)).toBe('2023-12-15');
  fc.assert(
    fc.property(recent, fc.integer({ min: -400, max: 400 }), (day, n) => {
      const at = new Date(ms(day));
      const first = Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + n, 1);
      const last = new Date(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + n + 1, 0)).getUTCDate();
      expect(addMonths(day, n)).toBe(text(first + (Math.min(at.getUTCDate(), last) - 1) * DAY));
      expect(endOfMonth(day)).toBe(text(Date.UTC(at.getUTCFullYear(), at.getUTCMonth() + 1, 0)));
    }),
  );
});

test('[P9] periods tile the calendar: each day is in one, and the next begins where it ends', () => {
  expect(periodOf('2026-04-30', 'two_months')).toBe('2026-03/04');
  expect(periodOf('2026-03-01', 'two_months')).toBe('2026-03/04');
  expect([periodOf('2026-04-30', 'month'), periodOf('2026-04-30', 'year')]).toEqual(['2026-04', '2026']);
  expect(periodBounds('2024-02-10', 'two_months')).toEqual({ from: '2024-01-01', to: '2024-02-29' });
  expect(monthOf('2024-02-10')).toBe('2024-02');
  fc.assert(
    fc.property(recent, fc.constantFrom('month' as const, 'two_months' as const, 'year' as const), (day, kind) => {
      const { from, to } = periodBounds(day, kind);
      expect(from <= day && day <= to).toBe(true);
      expect([from, to].map((edge) => periodOf(edge, kind))).toEqual(Array(2).fill(periodOf(day, kind)));
      expect(periodOf(addDays(to, 1), kind)).not.toBe(periodOf(day, kind));
      expect(periodBounds(addDays(to, 1), kind).from).toBe(addDays(to, 1));
    }),
  );
});

test('[P8] the day at an instant is the one on the wall there', () => {
  expect(dayOf(Date.UTC(2026, 0, 31, 15, 59, 59, 999), 'Asia/Taipei')).toBe('2026-01-31');
  expect(dayOf(Date.UTC(2026, 0, 31, 16), 'Asia/Taipei')).toBe('2026-02-01');
  expect(() => dayOf(0, 'Asia/Nowhere')).toThrow(RangeError);
  fc.assert(
    fc.property(fc.integer({ min: 0, max: ms('2045-01-01') }), zone, (instant, timeZone) => {
      const shown = new Date(instant).toLocaleDateString('sv-SE', { timeZone });
      expect(dayOf(instant, timeZone)).toBe(shown);
    }),
  );
});

test('[P8] a day begins at its first instant, with summer time and without', () => {
  const at = (day: string, timeZone: string) => new Date(startOfDay(day, timeZone)).toISOString();
  expect(at('2026-02-01', 'Asia/Taipei')).toBe('2026-01-31T16:00:00.000Z');
  expect(at('2026-03-29', 'Europe/London')).toBe('2026-03-29T00:00:00.000Z');
  expect(at('2026-03-30', 'Europe/London')).toBe('2026-03-29T23:00:00.000Z');
  expect(at('2018-11-04', 'America/Sao_Paulo')).toBe('2018-11-04T03:00:00.000Z'); // 00:00 left out: begins at 01:00
  expect(at('2018-02-18', 'America/Sao_Paulo')).toBe('2018-02-18T03:00:00.000Z'); // 23:00 came twice the day before
  expect(at('2023-11-05', 'America/Havana')).toBe('2023-11-05T04:00:00.000Z'); // 00:00 came twice
  expect(at('2011-12-30', 'Pacific/Apia')).toBe('2011-12-30T10:00:00.000Z'); // a day that Samoa skipped
  fc.assert(
    fc.property(recent, zone, (day, timeZone) => {
      const start = startOfDay(day, timeZone);
      const shown = (instant: number) => new Date(instant).toLocaleDateString('sv-SE', { timeZone });
      expect(shown(start)).toBe(day);
      expect(shown(start - 1)).toBe(addDays(day, -1));
    }),
    { numRuns: 500 },
  );
});
