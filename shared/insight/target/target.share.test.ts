import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, daysBetween } from '../../base/day.ts';
import { daysOfKey, keysOf, type TimeSplit } from '../measure.period.ts';
import type { Measure } from '../measure.ts';
import { measureNamed } from '../measures.ts';
import { mayHaveTarget } from './target.rules.ts';
import { reachedBy, targetOver } from './target.share.ts';

const bookings = measureNamed('bookings') as Measure;
const share = measureNamed('margin_share') as Measure;
const january = { from: '2026-01-01', to: '2026-01-31' };

test('[E1] a month’s target of a sum is shared out by its days; a share stands as it is', () => {
  const steps = [{ from: '2026-01-01', amount: 3_100 }];
  expect(targetOver(bookings, steps, january)).toBe(3_100);
  expect(targetOver(bookings, steps, { from: '2026-01-01', to: '2026-01-10' })).toBe(1_000);
  expect(targetOver(bookings, steps, { from: '2026-01-31', to: '2026-02-14' })).toBe(100 + 1_550);
  expect(targetOver(share, [{ from: '2025-06-01', amount: 240_000 }], { from: '2026-01-10', to: '2026-01-12' })).toBe(
    240_000,
  );
});

test('[E1] a later target counts from its month on, whatever the order in which they were set', () => {
  const steps = [
    { from: '2026-02-01', amount: 2_800 },
    { from: '2026-01-01', amount: 3_100 },
  ];
  expect(targetOver(bookings, steps, { from: '2026-01-30', to: '2026-02-03' })).toBe(200 + 300);
  const shares = [
    { from: '2026-01-01', amount: 200_000 },
    { from: '2026-02-01', amount: 300_000 },
  ];
  expect(targetOver(share, shares, { from: '2026-01-31', to: '2026-02-03' })).toBe(275_000);
});

test('[E1] days before the first target have none, and then the whole has none', () => {
  const steps = [{ from: '2026-02-01', amount: 2_800 }];
  expect(targetOver(bookings, steps, { from: '2026-01-31', to: '2026-02-28' })).toBeNull();
  expect(targetOver(bookings, [], january)).toBeNull();
  expect(targetOver(bookings, steps, { from: '2026-02-02', to: '2026-02-01' })).toBeNull();
});

test('[E1] a period that runs on is told as far as today; one that is over or still to come, whole', () => {
  expect(reachedBy(january, '2026-01-10')).toEqual({ from: '2026-01-01', to: '2026-01-10' });
  expect(reachedBy(january, '2026-01-31')).toEqual(january);
  expect(reachedBy(january, '2026-03-01')).toEqual(january);
  expect(reachedBy(january, '2025-12-31')).toEqual(january);
});

test('[E1] what stands now has no target', () => {
  expect(['bookings', 'margin_share', 'on_time_in_full'].map(mayHaveTarget)).toEqual([true, true, true]);
  expect(['stock_value', 'dso', 'orders_late', 'no_such'].map(mayHaveTarget)).toEqual([false, false, false, false]);
});

test('[E1] the shares of days, weeks and months add up to that of the whole, to the last minor unit', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 700 }),
      fc.integer({ min: 0, max: 200 }),
      fc.array(fc.tuple(fc.integer({ min: 1, max: 24 }), fc.integer({ min: 0, max: 1_000_000_000_000 })), {
        maxLength: 6,
      }),
      fc.integer({ min: 0, max: 1_000_000_000_000 }),
      fc.constantFrom<Exclude<TimeSplit, 'hour'>>('day', 'week', 'month'),
      (start, length, later, first, split) => {
        const from = addDays('2025-01-01', start);
        const period = { from, to: addDays(from, length) };
        const months = new Map(
          later.map(([n, amount]) => [
            `${2025 + Math.floor(n / 12)}-${String((n % 12) + 1).padStart(2, '0')}-01`,
            amount,
          ]),
        );
        const steps = [
          { from: '2024-12-01', amount: first },
          ...[...months].map(([at, amount]) => ({ from: at, amount })),
        ];
        const parts = keysOf(period, split).map((key) => daysOfKey(key, split, period));
        expect(parts.reduce((days, part) => days + daysBetween(part.from, part.to) + 1, 0)).toBe(length + 1);
        const sum = parts.reduce((all, part) => all + (targetOver(bookings, steps, part) ?? Number.NaN), 0);
        expect(sum).toBe(targetOver(bookings, steps, period));
      },
    ),
  );
});
