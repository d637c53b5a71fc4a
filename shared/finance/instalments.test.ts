import fc from 'fast-check';
import { expect, test } from 'vitest';
import { isPlan, schedule } from './instalments.ts';

const DAY = 86_400_000;
const text = (n: number) => new Date(n * DAY).toISOString().slice(0, 10);

/** Plans of one to twelve parts that make up the whole, by cutting it at random places. */
const plan = fc
  .tuple(fc.uniqueArray(fc.integer({ min: 1, max: 999_999 }), { maxLength: 11 }), fc.array(fc.nat({ max: 90 })))
  .map(([cuts, gaps]) => {
    const edges = [0, ...cuts.sort((a, b) => a - b), 1_000_000];
    let afterDays = 0;
    return edges.slice(1).map((edge, at) => {
      afterDays += gaps[at] ?? 0;
      return { ppm: edge - (edges[at] ?? 0), afterDays };
    });
  });

test('[P8] instalments sum to the total exactly, each within a unit of its share', () => {
  const thirds = [333_333, 333_333, 333_334].map((ppm, at) => ({ ppm, afterDays: at * 30 }));
  expect(schedule(10_000, thirds, '2026-01-31')).toEqual([
    { amount: 3333, dueOn: '2026-01-31' },
    { amount: 3333, dueOn: '2026-03-02' },
    { amount: 3334, dueOn: '2026-04-01' },
  ]);
  fc.assert(
    fc.property(fc.maxSafeInteger(), plan, fc.integer({ min: 0, max: 30_000 }), (total, parts, from) => {
      const due = schedule(total, parts, text(from));
      expect(due.reduce((all, { amount }) => all + BigInt(amount), 0n)).toBe(BigInt(total));
      due.forEach(({ amount, dueOn }, at) => {
        const { ppm = 0, afterDays = 0 } = parts[at] ?? {};
        const off = BigInt(amount) * 1_000_000n - BigInt(total) * BigInt(ppm);
        expect(off < 1_000_000n && off > -1_000_000n).toBe(true);
        expect(dueOn).toBe(text(from + afterDays));
      });
    }),
  );
});

test('[P8] parts that are not the whole, or not in order, are no plan', () => {
  const half = { ppm: 500_000, afterDays: 0 };
  const later = { ppm: 500_000, afterDays: 30 };
  expect(isPlan([half, later])).toBe(true);
  const wrong = [
    [],
    [half],
    [half, half, half],
    [later, half],
    [
      { ...half, ppm: 1_500_000 },
      { ...later, ppm: -500_000 },
    ],
  ];
  for (const parts of wrong) {
    expect(isPlan(parts)).toBe(false);
    expect(() => schedule(100, parts, '2026-01-01')).toThrow(RangeError);
  }
  expect(isPlan([{ ppm: 1_000_000, afterDays: -1 }]) || isPlan([{ ppm: 1_000_000, afterDays: 0.5 }])).toBe(false);
});
