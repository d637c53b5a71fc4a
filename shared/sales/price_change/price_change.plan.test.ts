import fc from 'fast-check';
import { expect, test } from 'vitest';
import { insertedRow } from '../../base/changes.ts';
import { PPM } from '../../base/money.ts';
import { roundings } from './price_change.fields.ts';
import { markOf, newPrice, planOf, type Terms } from './price_change.plan.ts';

const none: ReadonlySet<string> = new Set();
const DAY = '2026-04-01';
const TODAY = '2026-03-02';
const of = (units: number) => units * 1_000_000;
const price = (unitPrice: number, minPrice: number | null = null, more = {}) =>
  insertedRow('price', `price-${unitPrice}`, {
    unitPrice: of(unitPrice),
    minPrice: minPrice === null ? null : of(minPrice),
    validFrom: '2026-01-01',
    ...more,
  });
const outcome = (one: ReturnType<typeof price>, terms: Partial<Terms>, today = TODAY) => {
  const [line] = planOf([one], none, { validFrom: DAY, ...terms }, today);
  return [line?.outcome, (line?.unitPrice ?? 0) / 1e6, line?.minPrice === null ? null : (line?.minPrice ?? 0) / 1e6];
};

test('[S8] a price moves by a share or an amount, and then to the nearest, next or last step', () => {
  const moved = (units: number, terms: Partial<Terms>) => {
    const found = newPrice(of(units), { validFrom: DAY, ...terms });
    return found === null ? null : found / 1e6;
  };
  expect(moved(100, { percent: 50_000 })).toBe(105);
  expect(moved(100, { percent: -50_000 })).toBe(95);
  expect(moved(99.5, { amount: of(3) })).toBe(102.5);
  expect(moved(101, { percent: 30_000, step: of(5) })).toBe(105);
  expect(moved(102, { percent: 0, step: of(5), rounding: 'up' })).toBe(105);
  expect(moved(104, { percent: 0, step: of(5), rounding: 'down' })).toBe(100);
  expect(moved(102.5, { percent: 0, step: of(5) })).toBe(105);
  expect(moved(1, { percent: 333_333 })).toBe(1.333333);
  expect(moved(2, { amount: of(-3) })).toBeNull();
  expect(newPrice(9e15, { validFrom: DAY, percent: 100_000 })).toBeNull();
});

test('[S8] a minimum stays and holds, or moves with its price and never past it', () => {
  expect(outcome(price(100, 80), { percent: -100_000 })).toEqual(['changed', 90, 80]);
  expect(outcome(price(100, 95), { percent: -100_000 })).toEqual(['below_minimum', 90, 95]);
  expect(outcome(price(100, 95), { percent: -100_000, least: 'move' })).toEqual(['changed', 90, 85.5]);
  expect(outcome(price(12, 11), { percent: 0, step: of(5), rounding: 'down', least: 'move' })).toEqual([
    'changed',
    10,
    10,
  ]);
  expect(outcome(price(100), { percent: 50_000, least: 'move' })).toEqual(['changed', 105, null]);
});

test('[S8] what would not move, cannot be kept, or was entered for that very day stays as it is', () => {
  expect(outcome(price(100), { percent: 1_000, step: of(1) })).toEqual(['same', 100, null]);
  expect(outcome(price(2), { amount: of(-3) })).toEqual(['out_of_range', 2, null]);
  expect(outcome(price(2, null, { validFrom: DAY }), { percent: 500_000 })).toEqual(['taken', 2, null]);
  expect(outcome(price(2, null, { validFrom: DAY }), { percent: 500_000 }, DAY)).toEqual(['changed', 3, null]);
});

test('[S8] one that covers another which goes on after it stays, whatever else it would be', () => {
  const offer = price(100, null, { validFrom: DAY, validTo: '2026-04-30' });
  const terms = { validFrom: DAY, percent: 50_000 };
  const of = (covering: ReadonlySet<string>) => planOf([offer], covering, terms, TODAY)[0];
  expect(of(new Set([offer.id]))).toMatchObject({ outcome: 'ends', unitPrice: offer.unitPrice });
  expect(of(none)).toMatchObject({ outcome: 'taken' });
  expect(planOf([offer], new Set([offer.id]), terms, DAY)[0]?.outcome).toBe('ends');
});

test('[S8] a stepped price lies on the step, less than one away, on the side that was asked for', () => {
  fc.assert(
    fc.property(
      fc.integer({ min: 0, max: 1_000_000_000_000 }),
      fc.integer({ min: -PPM, max: 10 * PPM }),
      fc.integer({ min: 1, max: 1_000_000_000 }),
      fc.constantFrom(...roundings),
      (from, percent, step, rounding) => {
        const bare = newPrice(from, { validFrom: DAY, percent }) as number;
        const found = newPrice(from, { validFrom: DAY, percent, step, rounding }) as number;
        expect(found % step).toBe(0);
        expect(Math.abs(found - bare)).toBeLessThan(step);
        if (rounding === 'up') expect(found).toBeGreaterThanOrEqual(bare);
        if (rounding === 'down') expect(found).toBeLessThanOrEqual(bare);
        if (rounding === 'nearest') expect(2 * Math.abs(found - bare)).toBeLessThanOrEqual(step);
      },
    ),
  );
});

test('[S8] a preview is known again by its mark, whatever the order of its lines', () => {
  const terms = { validFrom: DAY, percent: 50_000 };
  const plan = planOf([price(1), price(2)], none, terms, TODAY);
  expect(markOf([...plan].reverse())).toBe(markOf(plan));
  expect(markOf(planOf([price(1), price(3)], none, terms, TODAY))).not.toBe(markOf(plan));
  expect(markOf(planOf([price(1), price(2)], none, { ...terms, percent: 60_000 }, TODAY))).not.toBe(markOf(plan));
});
