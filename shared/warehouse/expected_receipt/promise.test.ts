import fc from 'fast-check';
import { expect, test } from 'vitest';
import { addDays, type Day } from '../../base/day.ts';
import { promised, type Supply } from './promise.ts';

const TODAY = '2026-03-02';
const on = (days: number): Day => addDays(TODAY, days);

test('[S2] there today, else on the day that covers it whole, else on no day that is known', () => {
  const supply: Supply = {
    available: 10,
    waiting: 4,
    coming: [
      { on: on(9), quantity: 20 },
      { on: on(3), quantity: 5 },
    ],
  };
  expect(promised(supply, [6], TODAY)).toEqual([TODAY]);
  expect(promised(supply, [7], TODAY)).toEqual([on(3)]);
  expect(promised(supply, [12], TODAY)).toEqual([on(9)]);
  expect(promised(supply, [32], TODAY)).toEqual([null]);
  // What one line takes the next does not get.
  expect(promised(supply, [6, 5, 1], TODAY)).toEqual([TODAY, on(3), on(9)]);
});

test('[S2] what should have come already is promised to nobody', () => {
  const late: Supply = { available: 0, waiting: 0, coming: [{ on: on(-1), quantity: 100 }] };
  expect(promised(late, [1], TODAY)).toEqual([null]);
  expect(promised({ ...late, coming: [{ on: TODAY, quantity: 100 }] }, [1], TODAY)).toEqual([TODAY]);
});

/** The same said a second time: day by day, what comes is handed out by the piece, to those who wait and then in turn. */
const byTheDay = ({ available, waiting, coming }: Supply, wanted: readonly number[]): (Day | null)[] => {
  const open = [waiting, ...wanted];
  const filled: (Day | null)[] = open.map(() => null);
  let pile = available;
  for (let day = 0; day <= 12; day++) {
    for (const one of coming) if (one.on === on(day)) pile += one.quantity;
    for (let at = 0; at < open.length; at++) {
      if (filled[at] !== null) continue;
      if ((open[at] ?? 0) > pile) break;
      pile -= open[at] ?? 0;
      filled[at] = on(day);
    }
  }
  return filled.slice(1);
};

const anySupply = fc.record({
  available: fc.nat(12),
  waiting: fc.nat(12),
  coming: fc.array(fc.record({ on: fc.integer({ min: -3, max: 12 }).map(on), quantity: fc.nat(9) }), { maxLength: 6 }),
});
const someWanted = fc.array(fc.integer({ min: 1, max: 9 }), { minLength: 1, maxLength: 5 });

test('[S2] [P7] the promise is what handing out day by day comes to', () => {
  fc.assert(
    fc.property(anySupply, someWanted, (supply, wanted) => {
      expect(promised(supply, wanted, TODAY)).toEqual(byTheDay(supply, wanted));
    }),
    { numRuns: 500 },
  );
});

test('[S2] [P7] asking for more is never promised earlier, and more supply never later', () => {
  const later = (a: Day | null, b: Day | null): boolean => (a ?? '9999-12-31') >= (b ?? '9999-12-31');
  fc.assert(
    fc.property(anySupply, someWanted, fc.nat(5), (supply, wanted, more) => {
      const before = promised(supply, wanted, TODAY);
      const greedier = promised(
        supply,
        wanted.map((one) => one + more),
        TODAY,
      );
      const richer = promised({ ...supply, available: supply.available + more }, wanted, TODAY);
      before.forEach((day, at) => {
        expect(later(greedier[at] ?? null, day)).toBe(true);
        expect(later(day, richer[at] ?? null)).toBe(true);
      });
    }),
  );
});
