import fc from 'fast-check';
import { expect, test } from 'vitest';
import { insertedRow } from '../../base/changes.ts';
import { currencyDigits } from '../../base/currency.ts';
import { PPM } from '../../base/money.ts';
import { givenAway } from './order.free.ts';
import { figured } from './order.lines.ts';
import { freeKinds } from './order.states.ts';

test('[S2] what is given away is counted apart, by kind, and at what the list asks', () => {
  const line = (freeAs: 'goods' | 'sample' | null, quantity: number, listPrice: number | null) => ({
    freeAs,
    quantity,
    listPrice,
  });
  const lines = [
    line('goods', 3, 10_500_000),
    line(null, 9, 1_000_000),
    line('sample', 1, null),
    line('goods', 1, 333_333),
  ];
  expect(givenAway(lines, 'GBP', freeKinds)).toEqual([
    { kind: 'goods', lines: 2, worth: 3_183 },
    { kind: 'sample', lines: 1, worth: 0 },
  ]);
  expect(givenAway(lines, 'TWD', freeKinds)[0]?.worth).toBe(32);
});

/** Orders of every mode: tax in or on top, rounded by document or line, several currencies, units, discounts, gifts. */
const anyLine = fc.record({
  factor: fc.constantFrom(1, 6, 12, 144),
  count: fc.integer({ min: 1, max: 400 }),
  unitPrice: fc.integer({ min: 0, max: 9_000_000_000 }),
  discount: fc.constantFrom(0, 1, 33_333, 50_000, 999_999, PPM),
  free: fc.boolean(),
  taxRate: fc.constantFrom(0, 50_000, 130_000, 200_000, 76_250),
});
const anyOrder = fc.record({
  currency: fc.constantFrom('TWD', 'GBP', 'USD', 'JPY', 'KWD'),
  priceIncludesTax: fc.boolean(),
  discount: fc.constantFrom(0, 1, 25_000, 333_333, PPM),
  rounding: fc.constantFrom('document' as const, 'line' as const),
  lines: fc.array(anyLine, { minLength: 1, maxLength: 8 }),
});
const reckoned = ({
  currency,
  priceIncludesTax,
  discount,
  rounding,
  lines,
}: typeof anyOrder extends fc.Arbitrary<infer T> ? T : never) => {
  const rows = lines.map((one, at) =>
    insertedRow('order_line', `line-${at}`, {
      quantity: one.count * one.factor,
      unitFactor: one.factor,
      unitPrice: one.free ? 0 : one.unitPrice,
      discount: one.free ? 0 : one.discount,
      free: one.free,
      freeAs: one.free ? 'goods' : null,
      taxRate: one.taxRate,
      taxCode: `T${one.taxRate}`,
    }),
  );
  return { rows, found: figured({ currency, priceIncludesTax, discount }, rows, rounding) };
};

test('[S2] [P8] over tax modes, rounding, currencies, units and discounts the lines sum to the order, and gifts cost nothing', () => {
  fc.assert(
    fc.property(anyOrder, (order) => {
      const { rows, found } = reckoned(order);
      if ('refused' in found) return;
      const all = [...found.lines.values()];
      const sum = (name: 'net' | 'tax' | 'total') => all.reduce((so, one) => so + one[name], 0);
      expect({ net: sum('net'), tax: sum('tax'), total: sum('total') }).toEqual(found.order);
      for (const one of all) expect(one.net + one.tax).toBe(one.total);
      for (const { id, free } of rows) if (free) expect(found.lines.get(id)).toEqual({ net: 0, tax: 0, total: 0 });
      // Within what one rounding can do: gross is kept where prices include tax, net where they do not.
      if (order.discount === 0) {
        const scale = 10 ** currencyDigits(order.currency);
        for (const { id, quantity, unitPrice, discount } of rows) {
          const exact = (unitPrice / 1e6) * quantity * (1 - discount / 1e6) * scale;
          const kept = found.lines.get(id)?.[order.priceIncludesTax ? 'total' : 'net'] ?? 0;
          expect(Math.abs(kept - exact)).toBeLessThanOrEqual(0.5 + Math.abs(exact) * 1e-12);
        }
      }
    }),
    { numRuns: 400 },
  );
});

test('[S2] [P8] a discount of 100 % is exactly nothing, by line and by order, in every mode', () => {
  fc.assert(
    fc.property(anyOrder, fc.boolean(), (order, byLine) => {
      const { found } = reckoned({
        ...order,
        discount: byLine ? order.discount : PPM,
        lines: byLine ? order.lines.map((line) => ({ ...line, discount: PPM })) : order.lines,
      });
      if ('refused' in found) return;
      expect(found.order).toEqual({ net: 0, tax: 0, total: 0 });
      for (const one of found.lines.values()) expect(one).toEqual({ net: 0, tax: 0, total: 0 });
    }),
  );
});
