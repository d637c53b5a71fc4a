import { expect, test } from 'vitest';
import { effectOf, type Foreseen } from './order.effect.ts';

const row = (noun: Foreseen['noun'], before: object | null, after: object | null): Foreseen => ({
  noun,
  before: before && { id: 'x', orderId: 'o', ...before },
  after: after && { id: 'x', orderId: 'o', ...after },
});

test('[S5] an effect is what moves: amounts, stock, credit, holds and what has to be put back', () => {
  const rows: Foreseen[] = [
    row(
      'order',
      { id: 'o', status: 'confirmed', total: 525, currency: 'TWD' },
      { id: 'o', status: 'cancelled', total: 525, currency: 'TWD' },
    ),
    row(
      'order_line',
      { reserved: 4, quantity: 6, closed: 0, shipped: 0, fulfilment: 'backordered' },
      { reserved: 0, quantity: 6, closed: 0, shipped: 0, fulfilment: 'unreserved' },
    ),
    row('order_line', { orderId: 'other', reserved: 1 }, { orderId: 'other', reserved: 3 }),
    row('pick', { status: 'picked', quantity: 2 }, { status: 'put_back', quantity: 2 }),
    row('pick', { status: 'reserved', quantity: 2 }, { status: 'released', quantity: 0 }),
    row('hold', { status: 'open', kind: 'review' }, { status: 'void', kind: 'review' }),
    row('hold', null, { status: 'open', kind: 'credit' }),
    row(
      'customer',
      { exposure: 525, creditLimit: 600, currency: 'TWD' },
      { exposure: 0, creditLimit: 600, currency: 'TWD' },
    ),
    row('allocation', { allocated: 100 }, null),
    row('change_request', { status: 'requested' }, { status: 'void' }),
  ];
  expect(effectOf(rows, 'o')).toEqual({
    status: { from: 'confirmed', to: 'cancelled' },
    currency: 'TWD',
    reserved: -4,
    short: -2,
    passedOn: 2,
    putBack: 2,
    released: ['review'],
    held: ['credit'],
    exposure: { from: 525, to: 0, limit: 600, currency: 'TWD' },
    freed: 100,
    voided: 1,
  });
});

test('[S5] [P3] what the reader does not see has no effect that they could read', () => {
  const rows: Foreseen[] = [
    row('order', { id: 'o', status: 'draft' }, { id: 'o', status: 'submitted' }),
    row('customer', { creditStatus: 'ok' }, { creditStatus: 'over' }),
    row('order_line', { orderId: 'other' }, { orderId: 'other' }),
  ];
  expect(effectOf(rows, 'o')).toEqual({
    status: { from: 'draft', to: 'submitted' },
    creditStatus: { from: 'ok', to: 'over' },
  });
});
