import fc from 'fast-check';
import { expect, test } from 'vitest';
import { insertedRow } from '../../base/changes.ts';
import { PPM } from '../../base/money.ts';
import { discountExcess } from '../order/order.holds.ts';
import { priceJudged } from './price.floor.ts';

const listed = { unitPrice: 100_000_000, minPrice: 80_000_000 };
const asked = (unitPrice: number, discount = 0, orderDiscount = 0) => ({
  unitPrice: unitPrice * 1_000_000,
  discount,
  orderDiscount,
});

test('[S2] a price is judged by what is left of it after both discounts', () => {
  const judged = (one: Parameters<typeof priceJudged>[0], authority = 50_000) => priceJudged(one, listed, authority);
  expect(judged(asked(95))).toBe('fine');
  expect(judged(asked(94))).toBe('beyond_authority');
  expect(judged(asked(100, 30_000, 30_000))).toBe('beyond_authority');
  expect(judged(asked(79))).toBe('below_minimum');
  // The minimum holds where the authority would go further; only a full one is above it.
  expect(judged(asked(79), 500_000)).toBe('below_minimum');
  expect(judged(asked(81), 500_000)).toBe('fine');
  expect(judged(asked(1), PPM)).toBe('fine');
  // Of a product without a price on the list the typed one is the usual one.
  expect(priceJudged(asked(10, 60_000), null, 50_000)).toBe('beyond_authority');
});

test('[S2] what is warned of while typing is what holds the order, and nothing else', () => {
  fc.assert(
    fc.property(
      fc.record({
        unitPrice: fc.integer({ min: 0, max: 200_000_000 }),
        discount: fc.nat(PPM),
        orderDiscount: fc.nat(200_000),
        authority: fc.nat(PPM),
        minPrice: fc.option(fc.integer({ min: 0, max: 100_000_000 })),
        quantity: fc.integer({ min: 1, max: 500 }),
      }),
      ({ unitPrice, discount, orderDiscount, authority, minPrice, quantity }) => {
        const price = insertedRow('price', 'price', {
          productId: 'p',
          minQuantity: 1,
          validFrom: '2026-01-01',
          unitPrice: 100_000_000,
          minPrice,
        });
        const line = insertedRow('order_line', 'line', { productId: 'p', quantity, unitPrice, discount });
        const goods = { products: [], units: [], prices: [price], taxCodes: [] };
        const order = { currency: 'TWD', discount: orderDiscount, orderedOn: '2026-02-01' };
        const held = discountExcess(order, [line], goods, authority) > 0;
        expect(priceJudged({ unitPrice, discount, orderDiscount }, price, authority) !== 'fine').toBe(held);
      },
    ),
  );
});
