import { describe, expect, test } from 'vitest';
import { insertedRow } from '../../base/changes.ts';
import type { RowOf } from '../../catalogue.ts';
import { releasePicks, reserveLine, restock, shelfChanges, shelfOf, shelvesByProduct } from './reserve.ts';

const stock = (id: string, available: number, more: Partial<RowOf<'stock'>> = {}): RowOf<'stock'> =>
  insertedRow('stock', id, { productId: 'p', warehouseId: 'w', onHand: available, available, ...more });
const line = (quantity: number, more: Partial<RowOf<'order_line'>> = {}): RowOf<'order_line'> =>
  insertedRow('order_line', 'line', { productId: 'p', nature: 'goods', quantity, ...more });
const order = insertedRow('order', 'order', { number: 'SO-1', warehouseId: 'w', status: 'confirmed' });
const pick = (id: string, quantity: number, status: RowOf<'pick'>['status'] = 'reserved'): RowOf<'pick'> =>
  insertedRow('pick', id, { stockId: 'a', quantity, status, picked: status === 'picked' ? quantity : 0 });
const idsFrom = (): (() => string) => {
  let made = 0;
  return () => `pick-${++made}`;
};

describe('reserving', () => {
  test('[P7] takes along the walk what is available, first expired first, at most what is wanted', () => {
    const rows = [
      stock('a', 5, { sequence: 1 }),
      stock('b', 5, { sequence: 2, expiresOn: '2026-05-01' }),
      stock('c', 5, { sequence: 3, warehouseId: 'other' }),
      stock('d', 5, { sequence: 4, productId: 'q' }),
    ];
    const shelf = shelfOf(rows);
    const { picks, quantity } = reserveLine(
      shelf,
      line(12, { shipped: 1, reserved: 1, closed: 3 }),
      order,
      null,
      idsFrom(),
    );
    expect(quantity).toBe(7);
    expect(
      picks.map((one) => one.op === 'insert' && one.noun === 'pick' && [one.set.stockId, one.set.quantity]),
    ).toEqual([
      ['b', 5],
      ['a', 2],
    ]);
    expect(shelfChanges(shelf, rows)).toEqual([
      { op: 'update', noun: 'stock', id: 'a', set: { reserved: 2, available: 3 } },
      { op: 'update', noun: 'stock', id: 'b', set: { reserved: 5, available: 0 } },
    ]);
  });

  test('[P7] two lines of one product share nothing', () => {
    const shelf = shelfOf([stock('a', 10)]);
    const ids = idsFrom();
    expect(reserveLine(shelf, line(6), order, null, ids).quantity).toBe(6);
    expect(reserveLine(shelf, line(6), order, null, ids).quantity).toBe(4);
    expect(reserveLine(shelf, line(6), order, null, ids).quantity).toBe(0);
    expect(reserveLine(shelfOf([stock('a', 10)]), line(6, { nature: 'charge' }), order, null, ids).quantity).toBe(0);
  });

  test('[P7] what a line takes from its own product’s shelf is taken from the whole one', () => {
    const rows = [stock('a', 5), stock('b', 5, { productId: 'q' }), stock('c', 5)];
    const shelf = shelfOf(rows);
    const own = shelvesByProduct(shelf);
    expect([...own].map(([product, places]) => [product, [...places.keys()]])).toEqual([
      ['p', ['a', 'c']],
      ['q', ['b']],
    ]);
    const ids = idsFrom();
    expect(reserveLine(own.get('p') ?? new Map(), line(7), order, null, ids).quantity).toBe(7);
    expect(shelfChanges(shelf, rows)).toEqual([
      { op: 'update', noun: 'stock', id: 'a', set: { reserved: 5, available: 0 } },
      { op: 'update', noun: 'stock', id: 'c', set: { reserved: 2, available: 3 } },
    ]);
  });

  test('[W1] low follows what is available where the threshold is known', () => {
    const shelf = shelfOf([stock('a', 10)], [{ id: 'p', lowStock: 4 }]);
    const row = shelf.get('a');
    if (!row) throw new Error('no row');
    expect(restock(row, 10, 5).low).toBe(false);
    expect(restock(row, 10, 6)).toEqual({ onHand: 10, reserved: 6, available: 4, low: true });
    const unknown = shelfOf([stock('b', 1, { low: true })]).get('b');
    if (!unknown) throw new Error('no row');
    expect(restock(unknown, 100, 0).low).toBe(true);
  });

  test('[P7] what is only reserved returns at once, what lies in a tote returns by a task and stays reserved', () => {
    const shelf = shelfOf([stock('a', 0, { onHand: 10, reserved: 10 })]);
    const { changes, freed, putBack } = releasePicks(shelf, [pick('x', 4, 'picked'), pick('y', 6)], 10);
    expect([freed, putBack]).toEqual([6, 4]);
    expect(changes).toEqual([
      { op: 'update', noun: 'pick', id: 'y', set: { status: 'released', quantity: 0 } },
      { op: 'update', noun: 'pick', id: 'x', set: { status: 'put_back' } },
    ]);
    expect(shelf.get('a')).toMatchObject({ onHand: 10, reserved: 4, available: 6 });
  });

  test('[P7] a part of a reservation is given up by its size', () => {
    const shelf = shelfOf([stock('a', 0, { onHand: 6, reserved: 6 })]);
    expect(releasePicks(shelf, [pick('y', 6)], 2).changes).toEqual([
      { op: 'update', noun: 'pick', id: 'y', set: { quantity: 4 } },
    ]);
    expect(shelf.get('a')).toMatchObject({ reserved: 4, available: 2 });
  });
});
