import fc from 'fast-check';
import { expect, test } from 'vitest';
import { formatQuantity, fromBase, isFactor, MAX_QUANTITY, parseQuantity, toBase } from './quantity.ts';

const quantity = fc.integer({ min: -MAX_QUANTITY, max: MAX_QUANTITY });
const factor = fc.oneof(fc.integer({ min: 1, max: 144 }), fc.integer({ min: 1, max: MAX_QUANTITY }));

test('[P8] units × factor is exact, or refused beyond the largest quantity', () => {
  expect(toBase(3, 12)).toBe(36);
  expect(Object.is(toBase(-0, 12), 0)).toBe(true);
  expect([toBase(1.5, 12), toBase(1, 0), toBase(1, -1), toBase(1, 0.5), toBase(Number.NaN, 1)]).toEqual(
    Array(5).fill(null),
  );
  expect(toBase(MAX_QUANTITY, 1)).toBe(MAX_QUANTITY);
  expect(toBase(MAX_QUANTITY, 2)).toBeNull();
  expect([isFactor(1), isFactor(MAX_QUANTITY), isFactor(0), isFactor(MAX_QUANTITY + 1)]).toEqual([
    true,
    true,
    false,
    false,
  ]);
  fc.assert(
    fc.property(quantity, factor, (n, by) => {
      const exact = BigInt(n) * BigInt(by);
      const inside = exact <= 1_000_000_000n && exact >= -1_000_000_000n;
      expect(toBase(n, by)).toBe(inside ? Number(exact) : null);
    }),
  );
});

test('[P8] a quantity in a larger unit loses nothing: what is left over is said', () => {
  expect(fromBase(100, 12)).toEqual({ units: 8, rest: 4 });
  expect(fromBase(-100, 12)).toEqual({ units: -8, rest: -4 });
  expect(fromBase(-4, 12)).toEqual({ units: 0, rest: -4 });
  expect(() => fromBase(1, 0)).toThrow(RangeError);
  fc.assert(
    fc.property(quantity, factor, (base, by) => {
      const { units, rest } = fromBase(base, by);
      expect(BigInt(units) * BigInt(by) + BigInt(rest)).toBe(BigInt(base));
      expect(Math.abs(rest) < by && (rest === 0 || rest > 0 === base > 0)).toBe(true);
    }),
  );
});

test('[P8] a typed quantity is whole and within bounds, or refused', () => {
  expect(['1,200', '１２００', ' 7 ', '-3'].map(parseQuantity)).toEqual([1200, 1200, 7, -3]);
  expect(['', '1.5', '1.0', '12 BOX', '1000000001', '1e3'].map(parseQuantity)).toEqual(Array(6).fill(null));
  expect(parseQuantity('1,000,000,000')).toBe(MAX_QUANTITY);
  fc.assert(fc.property(quantity, (n) => parseQuantity(formatQuantity(n)) === n));
});

test('[P8] a quantity is shown in a unit with what is left over', () => {
  const box = { code: 'BOX', factor: 12 };
  expect(formatQuantity(1234)).toBe('1,234');
  expect(formatQuantity(1224, box, 'PCS')).toBe('102 BOX');
  expect(formatQuantity(1234, box, 'PCS')).toBe('102 BOX + 10 PCS');
  expect(formatQuantity(1234, box)).toBe('102 BOX + 10');
  expect(formatQuantity(-1234, box, 'PCS')).toBe('-102 BOX - 10 PCS');
  expect(formatQuantity(-5, box, 'PCS')).toBe('-5 PCS');
  expect(formatQuantity(0, box, 'PCS')).toBe('0 BOX');
});
