import { describe, expect, test } from 'vitest';
import { insertedRow } from '../../base/changes.ts';
import type { Change } from '../../base/decision.ts';
import type { RowOf } from '../../catalogue.ts';
import { type Family, familyAfter, follow } from './order.children.ts';

const owners = { orderId: 'o', sellerId: 's', teamId: null, warehouseId: 'w', orderStatus: 'confirmed' } as const;
const line = (more: Partial<RowOf<'order_line'>> = {}) =>
  insertedRow('order_line', 'l', {
    quantity: 5,
    nature: 'goods',
    fulfilment: 'reserved',
    reserved: 5,
    ...owners,
    ...more,
  });
const pick = (more: Partial<RowOf<'pick'>> = {}) =>
  insertedRow('pick', 'p', { lineId: 'l', quantity: 5, status: 'reserved', reservedAt: 3, ...owners, ...more });
const family = (more: Partial<Family> = {}): Family => ({
  order: insertedRow('order', 'o', {
    status: 'confirmed',
    sellerId: 's',
    warehouseId: 'w',
    total: 100,
    lineCount: 1,
    fulfilment: 'reserved',
    settlement: 'net',
  }),
  lines: [line()],
  holds: [],
  requests: [],
  edits: [],
  quotes: [],
  picks: [pick()],
  packages: [],
  shipments: [],
  shipmentLines: [],
  invoices: [],
  invoiceLines: [],
  receivables: [],
  allocations: [],
  ...more,
});
const order = (set: Partial<RowOf<'order'>>): Change => ({ op: 'update', noun: 'order', id: 'o', set });
const left = (from: Family, changes: readonly Change[], completes?: boolean): Family =>
  familyAfter(from, follow(from, changes, 7, completes));

describe('[P7] what follows from a change of an order', () => {
  test('nothing from nothing', () => expect(follow(family(), [], 7)).toEqual([]));

  test('a line reads by its picks, the order by its lines', () => {
    const claimed: Change = { op: 'update', noun: 'pick', id: 'p', set: { status: 'claimed' } };
    const taken = left(family(), [claimed]);
    expect([taken.lines[0]?.fulfilment, taken.order.fulfilment]).toEqual(['picking', 'picking']);
    const back: Change = { op: 'update', noun: 'pick', id: 'p', set: { status: 'put_back', quantity: 5 } };
    expect(left(family(), [back]).lines[0]).toMatchObject({ reserved: 0, fulfilment: 'backordered' });
  });

  test('status, seller and team stand on every child, the new ones too', () => {
    const hold: Change = { op: 'insert', noun: 'hold', id: 'h', set: { orderId: 'o', status: 'open' } };
    const moved = left(family(), [order({ sellerId: 'next', teamId: 't', status: 'cancelled' }), hold]);
    for (const child of [...moved.lines, ...moved.picks, ...moved.holds]) {
      expect(child).toMatchObject({ sellerId: 'next', teamId: 't', warehouseId: 'w', orderStatus: 'cancelled' });
    }
    expect(moved.order.openHolds).toBe(1);
    expect(moved.picks[0]?.held).toBe(true);
  });

  const done = family({
    lines: [line({ shipped: 5, reserved: 0, invoiced: 5, fulfilment: 'shipped' })],
    picks: [pick({ status: 'shipped' })],
    holds: [insertedRow('hold', 'h', { status: 'open', ...owners })],
  });
  const paid = order({ invoicedTotal: 100, paidTotal: 100 });

  test('an order shipped, invoiced and paid completes by itself and holds nothing', () => {
    const completed = left(done, [paid]);
    expect(completed.order).toMatchObject({
      status: 'completed',
      completedAt: 7,
      payment: 'paid',
      billing: 'invoiced',
      openHolds: 0,
    });
    expect(completed.holds[0]).toMatchObject({ status: 'void', orderStatus: 'completed' });
    expect(completed.lines[0]?.orderStatus).toBe('completed');
    expect(left(done, [paid], false).order).toMatchObject({ status: 'confirmed', completedAt: null });
  });

  test('cash to collect is what is not paid yet', () => {
    const cash = (paidTotal: number) =>
      left(family(), [order({ settlement: 'cash_on_delivery', paidTotal })]).order.collect;
    expect([cash(0), cash(30), cash(130)]).toEqual([100, 70, 0]);
    expect(left(family(), [order({ paidTotal: 1 })]).order.collect).toBeNull();
  });
});
