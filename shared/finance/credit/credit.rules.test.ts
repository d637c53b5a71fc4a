import fc from 'fast-check';
import { expect, test } from 'vitest';
import { creditExcess, creditStatusOf, exposureWith, orderExposure } from './credit.rules.ts';

const order = { status: 'submitted', billing: 'uninvoiced', total: 1000, invoicedTotal: 0, currency: 'TWD' } as const;
const customer = { currency: 'TWD' };

test('[P8] an order counts from submit until it is invoiced', () => {
  expect(orderExposure(order)).toBe(1000);
  expect(orderExposure({ ...order, status: 'draft' })).toBe(0);
  expect(orderExposure({ ...order, status: 'cancelled' })).toBe(0);
  expect(orderExposure({ ...order, status: 'confirmed', billing: 'part_invoiced', invoicedTotal: 400 })).toBe(600);
  expect(orderExposure({ ...order, status: 'completed', billing: 'invoiced', invoicedTotal: 999 })).toBe(0);
});

test('[P8] invoicing moves exposure from the order to the receivable and changes nothing', () => {
  fc.assert(
    fc.property(fc.nat(1e9), fc.nat(1e9), fc.nat(1e9), (others, total, part) => {
      const invoiced = Math.min(part, total);
      const before = exposureWith({ others, customer }, { ...order, total });
      const after = exposureWith(
        { others, customer },
        { ...order, total, billing: 'part_invoiced', invoicedTotal: invoiced },
        invoiced,
      );
      expect(after).toBe(before);
    }),
  );
});

test('[P8] an order in another currency than its customer’s adds nothing to what they owe', () => {
  expect(exposureWith({ others: 300, customer }, order)).toBe(1300);
  expect(exposureWith({ others: 300, customer }, { ...order, currency: 'USD' })).toBe(300);
  expect(exposureWith({ others: 300, customer }, null, 20)).toBe(320);
});

test('[F9] the status follows limit, exposure and what is overdue', () => {
  const at = (limit: number | null, exposure: number, overdue = 0) => creditStatusOf(limit, exposure, overdue, 800_000);
  expect(at(1000, 799)).toBe('ok');
  expect(at(1000, 800)).toBe('near');
  expect(at(1000, 1000)).toBe('near');
  expect(at(1000, 1001)).toBe('over');
  expect(at(1000, 0, 1)).toBe('overdue');
  expect(at(null, 9e15)).toBe('ok');
  expect(at(0, 0)).toBe('ok');
  expect(at(0, 1)).toBe('over');
  expect([creditExcess(1000, 1001), creditExcess(1000, 1000), creditExcess(null, 5)]).toEqual([1, 0, 0]);
});
