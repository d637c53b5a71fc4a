import fc from 'fast-check';
import { expect, test } from 'vitest';
import { ageing, bucketOf, buckets } from './ageing.ts';

const DAY = 86_400_000;
const text = (n: number) => new Date(n * DAY).toISOString().slice(0, 10);
const day = fc.integer({ min: 18_000, max: 22_000 });

test('[P8] an item is due on its day and late from the next', () => {
  const at = (late: number) => bucketOf(text(20_000), text(20_000 + late));
  expect([-1, 0, 1, 30, 31, 60, 61, 90, 91, 4000].map(at)).toEqual([
    'current',
    'current',
    'd1_30',
    'd1_30',
    'd31_60',
    'd31_60',
    'd61_90',
    'd61_90',
    'd90_plus',
    'd90_plus',
  ]);
});

test('[P8] Σ buckets = Σ open at any date, credits included', () => {
  const items = fc.array(fc.record({ open: fc.integer({ min: -1e12, max: 1e12 }), due: day }), { maxLength: 60 });
  const limits = { current: 0, d1_30: 30, d31_60: 60, d61_90: 90, d90_plus: Number.POSITIVE_INFINITY };
  fc.assert(
    fc.property(items, day, (given, asOf) => {
      const rows = given.map(({ open, due }) => ({ open, dueOn: text(due) }));
      const aged = ageing(rows, text(asOf));
      const open = given.reduce((all, item) => all + BigInt(item.open), 0n);
      expect(Object.keys(aged)).toEqual([...buckets]);
      expect(buckets.reduce((all, bucket) => all + BigInt(aged[bucket]), 0n)).toBe(open);
      let before = Number.NEGATIVE_INFINITY;
      for (const bucket of buckets) {
        const mine = given.filter(({ due }) => asOf - due > before && asOf - due <= limits[bucket]);
        expect(BigInt(aged[bucket])).toBe(mine.reduce((all, item) => all + BigInt(item.open), 0n));
        before = limits[bucket];
      }
    }),
  );
});
