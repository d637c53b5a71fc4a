import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { averageCost, costIn, isValuable, revalue } from './stock.cost.ts';

describe('cost', () => {
  test('[W3] the average weighs what lay there with what came, to six decimals', () => {
    expect(averageCost([], 5, 7)).toBe(7);
    expect(averageCost([{ onHand: 0, unitCost: 900 }], 5, 7)).toBe(7);
    expect(averageCost([{ onHand: 10, unitCost: 10_000_000 }], 5, 13_000_000)).toBe(11_000_000);
    expect(averageCost([{ onHand: 1, unitCost: 1 }], 1, 2)).toBe(2); // 1.5, half away from zero
    expect(
      averageCost(
        [
          { onHand: 2, unitCost: 1 },
          { onHand: 0, unitCost: 50 },
        ],
        1,
        2,
      ),
    ).toBe(1); // 1.33
  });

  test('[P8] receiving at the average leaves the average, and it lies between the two costs', () => {
    const quantity = fc.integer({ min: 1, max: 1_000_000 });
    const cost = fc.integer({ min: 0, max: 9_000_000_000 });
    fc.assert(
      fc.property(quantity, cost, quantity, cost, (onHand, unitCost, came, at) => {
        expect(averageCost([{ onHand, unitCost }], came, unitCost)).toBe(unitCost);
        const average = averageCost([{ onHand, unitCost }], came, at);
        expect(average).toBeGreaterThanOrEqual(Math.min(unitCost, at));
        expect(average).toBeLessThanOrEqual(Math.max(unitCost, at));
        // Valued at the average, nothing is gained or lost but what rounding to the sixth decimal may hide.
        const exact = BigInt(onHand) * BigInt(unitCost) + BigInt(came) * BigInt(at);
        const off = BigInt(average) * BigInt(onHand + came) - exact;
        expect((off < 0n ? -off : off) * 2n <= BigInt(onHand + came)).toBe(true);
      }),
      { verbose: 1 },
    );
  });

  test('[P8] a cost in the order’s currency goes by the order’s rate, rounded once', () => {
    expect(costIn(16_000_000, 2, 'USD', 32_000_000)).toBe(100);
    expect(costIn(500_000, 5, 'TWD', 1_000_000)).toBe(3);
    expect(costIn(500_000, 5, 'TWD', 0)).toBe(3);
  });

  test('[W1] the value is what lies there at its cost, within what can be counted exactly', () => {
    const row = { onHand: 3, unitCost: 1_500_000, value: 0 };
    revalue(row, 'TWD');
    expect(row.value).toBe(5);
    expect(isValuable(9_000_000_000_000_000, 1_000_000_000, 'TWD')).toBe(false);
    expect(isValuable(1_000_000_000, 1_000_000_000, 'GBP')).toBe(true);
  });
});
