import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects } from '../../../tests/databases.ts';
import { type House, house } from '../../../tests/house.ts';
import { rulesFor, type World, world } from '../../../tests/world.ts';

const goods = rulesFor('product', ['read']);
const places = [...goods, ...rulesFor('warehouse', ['read']), ...rulesFor('location', ['read'])];

describe.each(dialects)('stock on %s', (dialect) => {
  let w: World;
  let h: House;
  beforeAll(async () => {
    w = await world(dialect);
    h = await house(w);
  });
  afterAll(() => w.close());

  const stockOf = (productId: string) => w.rows('stock', { field: 'productId', is: 'eq', value: productId });
  const ledger = async (stockId: string): Promise<number> =>
    (await w.rows('stock_movement', { field: 'stockId', is: 'eq', value: stockId })).reduce(
      (all, one) => all + one.quantity,
      0,
    );

  test('[W3] goods in makes the row, the movement and the value, and flags what stays low', async () => {
    const productId = await h.product('W3-A', { lowStock: 10, localName: '扳手' });
    await h.receive(productId, 10, { unitCost: 12_500_000 });
    const [low] = await stockOf(productId);
    expect(low).toMatchObject({
      onHand: 10,
      reserved: 0,
      available: 10,
      low: true,
      unitCost: 12_500_000,
      value: 125,
      productName: 'Product W3-A 扳手',
    });
    const { id = '' } = await h.receive(productId, 5);
    expect(await stockOf(productId)).toMatchObject([
      { id, onHand: 15, available: 15, low: false, unitCost: 12_500_000, value: 188 },
    ]);
    expect(await ledger(id)).toBe(15);
  });

  test('[W3] the cost is a moving average of all places of the warehouse, and another warehouse’s stays', async () => {
    const other = await house(w, 'KHH');
    const productId = await h.product('W3-B');
    await h.receive(productId, 10, { unitCost: 10_000_000 });
    await other.receive(productId, 4);
    await h.receive(productId, 5, { unitCost: 13_000_000, locationId: h.shelves[1] });
    const rows = await stockOf(productId);
    expect(
      rows.map((row) => [row.warehouseCode, row.locationCode, row.onHand, row.unitCost, row.value]).sort(),
    ).toEqual([
      ['KHH', 'A-01', 4, 10_000_000, 40],
      ['TPE', 'A-01', 10, 11_000_000, 110],
      ['TPE', 'B-01', 5, 11_000_000, 55],
    ]);
  });

  test('[W3] who may not write a cost receives without one, and is refused with one', async () => {
    const productId = await h.product('W3-C');
    const picker = w.as([...rulesFor('stock', ['read', 'receive'], ['basics', 'place', 'quantities']), ...places]);
    const input = { productId, warehouseId: h.warehouseId, locationId: h.shelves[0], quantity: 3 };
    expect(await picker.refuse('stock.receive', { ...input, unitCost: 1 })).toMatchObject({
      refused: 'field_not_permitted',
      field: 'unitCost',
    });
    await picker.do('stock.receive', input);
    expect(await stockOf(productId)).toMatchObject([{ onHand: 3, unitCost: 0, value: 0 }]);
  });

  test('[W3] a place outside of one’s warehouses answers as one that is not there', async () => {
    const productId = await h.product('W3-D');
    const own = ['read', 'receive'].map(
      (may) => ({ on: 'stock', may, scope: 'warehouse', when: null, groups: ['basics'] }) as const,
    );
    const far = w.as([...own, ...places], { warehouses: ['elsewhere'] });
    const input = { productId, warehouseId: h.warehouseId, locationId: h.shelves[0], quantity: 3 };
    expect(await far.refuse('stock.receive', input)).toEqual({ refused: 'missing', with: { noun: 'stock' } });
    const blind = w.as([...own, ...goods, ...rulesFor('warehouse', ['read'])], { warehouses: [h.warehouseId] });
    const nowhere = await blind.refuse('stock.receive', { ...input, locationId: 'not-there-at-all' });
    expect(await blind.refuse('stock.receive', input)).toEqual(nowhere);
    const unseen = w.as([...own, ...places.filter((rule) => rule.on !== 'product')], { warehouses: [h.warehouseId] });
    const nothing = await unseen.refuse('stock.receive', { ...input, productId: 'not-there-at-all' });
    expect(await unseen.refuse('stock.receive', input)).toEqual(nothing);
  });

  test('[W3] lots lie apart, and one lot has one expiry', async () => {
    const productId = await h.product('W3-E');
    await h.receive(productId, 3, { lot: 'L1', expiresOn: '2026-09-01' });
    await h.receive(productId, 4, { lot: 'L2', expiresOn: '2026-06-01' });
    await h.receive(productId, 2, { lot: 'L1', expiresOn: '2026-09-01' });
    expect((await stockOf(productId)).map(({ lot, onHand }) => [lot, onHand]).sort()).toEqual([
      ['L1', 5],
      ['L2', 4],
    ]);
    const base = { productId, warehouseId: h.warehouseId, locationId: h.shelves[0], quantity: 1 };
    expect(await w.refuse('stock.receive', { ...base, lot: 'L1', expiresOn: '2027-01-01' })).toMatchObject({
      refused: 'stock.expiry_differs',
    });
    expect(await w.refuse('stock.receive', { ...base, expiresOn: '2027-01-01' })).toMatchObject({
      refused: 'stock.expiry_needs_lot',
    });
    const order = await h.order('SO-LOT', [{ productId, quantity: 6 }]);
    await h.receive(productId, 1, { lot: 'L3' });
    const picks = await w.rows('pick', { field: 'orderId', is: 'eq', value: order.id });
    // First expired, first out.
    expect(picks.map(({ quantity }) => quantity).sort()).toEqual([2, 4]);
  });

  test('[W3] who waits is served by promise, then by number, in the same transaction', async () => {
    const productId = await h.product('W3-F');
    const late = await h.order('SO-0001', [{ productId, quantity: 4 }], { promisedOn: '2026-05-01' });
    const none = await h.order('SO-0000', [{ productId, quantity: 4 }]);
    const second = await h.order(
      'SO-0003',
      [
        { productId, quantity: 2 },
        { productId, quantity: 2 },
      ],
      { promisedOn: '2026-04-01' },
    );
    const first = await h.order('SO-0002', [{ productId, quantity: 4 }], { promisedOn: '2026-04-01' });
    await h.receive(productId, 7);
    const reserved = async (one: { lineIds: readonly string[] }) =>
      Promise.all(one.lineIds.map(async (id) => (await w.row('order_line', id)).reserved));
    expect(await reserved(first)).toEqual([4]);
    expect(await reserved(second)).toEqual([2, 1]);
    expect(await reserved(late)).toEqual([0]);
    expect(await w.row('order', first.id)).toMatchObject({ fulfilment: 'reserved' });
    expect(await w.row('order', second.id)).toMatchObject({ fulfilment: 'backordered' });
    await h.receive(productId, 100);
    expect([await reserved(second), await reserved(late), await reserved(none)]).toEqual([[2, 2], [4], [4]]);
    expect(await stockOf(productId)).toMatchObject([{ onHand: 107, reserved: 16, available: 91 }]);
  });

  test('[W2] an adjustment is a line of the ledger with its reason, never below nothing', async () => {
    const productId = await h.product('W2-A', { lowStock: 2 });
    const { id: stockId = '' } = await h.receive(productId, 5, { unitCost: 2_000_000 });
    await w.do('stock.adjust', { stockId, quantity: -3, reason: 'broken' });
    expect(await w.row('stock', stockId)).toMatchObject({ onHand: 2, available: 2, low: true, value: 4 });
    expect(await w.refuse('stock.adjust', { stockId, quantity: -3, reason: 'broken' })).toMatchObject({
      refused: 'stock.below_zero',
    });
    expect(await w.refuse('stock.adjust', { stockId, quantity: 0, reason: 'broken' })).toMatchObject({
      refused: 'stock.no_change',
    });
    expect(await ledger(stockId)).toBe(2);
    const [, lost] = await w.rows('stock_movement', { field: 'stockId', is: 'eq', value: stockId });
    expect(lost).toMatchObject({ kind: 'adjust', quantity: -3, reason: 'broken', movedName: 'Crossdock' });
  });

  test('[W2] below what is reserved the youngest give up first: elsewhere if there is any, else they wait', async () => {
    const productId = await h.product('W2-B');
    const old = await h.order('SO-0010', [{ productId, quantity: 4 }]);
    w.at(w.now() + 1000);
    const young = await h.order('SO-0011', [{ productId, quantity: 6 }], { promisedOn: '2026-03-05' });
    const { id: stockId = '' } = await h.receive(productId, 10);
    await h.receive(productId, 1, { locationId: h.shelves[1] });
    await w.do('stock.adjust', { stockId, quantity: -2, reason: 'water' });
    expect((await w.row('order_line', old.lineIds[0] ?? '')).reserved).toBe(4);
    await w.do('stock.adjust', { stockId, quantity: -3, reason: 'water' });
    expect(await w.row('stock', stockId)).toMatchObject({ onHand: 5, reserved: 5, available: 0 });
    expect((await w.row('order_line', old.lineIds[0] ?? '')).reserved).toBe(4);
    expect(await w.row('order_line', young.lineIds[0] ?? '')).toMatchObject({ reserved: 2, fulfilment: 'backordered' });
    expect((await w.row('order', young.id)).fulfilment).toBe('backordered');
    const picks = await w.rows('pick', { field: 'orderId', is: 'eq', value: young.id });
    expect(picks.map(({ stockId: at, quantity, status }) => [at === stockId, quantity, status])).toEqual([
      [true, 1, 'reserved'],
      [false, 1, 'reserved'],
    ]);
    await w.do('stock.adjust', { stockId, quantity: 4, reason: 'found again' });
    expect(await w.row('order_line', young.lineIds[0] ?? '')).toMatchObject({ reserved: 6, fulfilment: 'reserved' });
    await w.do('stock.adjust', { stockId, quantity: -7, reason: 'water' });
    expect((await w.row('order_line', old.lineIds[0] ?? '')).reserved).toBe(2);
    expect((await w.row('order_line', young.lineIds[0] ?? '')).reserved).toBe(1);
  });

  test('[W2] what lies in a tote is there: an adjustment stops at it', async () => {
    const productId = await h.product('W2-C');
    const order = await h.order('SO-0020', [{ productId, quantity: 3 }]);
    const { id: stockId = '' } = await h.receive(productId, 5);
    const [pick] = await w.rows('pick', { field: 'orderId', is: 'eq', value: order.id });
    await w.do('pick.confirm', { id: pick?.id, picked: 3 });
    expect(await w.refuse('stock.adjust', { stockId, quantity: -3, reason: 'gone' })).toMatchObject({
      refused: 'stock.below_picked',
    });
    await w.do('stock.adjust', { stockId, quantity: -2, reason: 'gone' });
    expect(await w.row('stock', stockId)).toMatchObject({ onHand: 3, reserved: 3, available: 0 });
  });

  test('[W8] codes of warehouses and of their locations are given once', async () => {
    expect(await w.refuse('warehouse.create', { code: 'TPE', name: 'Twice' })).toMatchObject({
      refused: 'warehouse.code_taken',
    });
    const place = { warehouseId: h.warehouseId, code: 'A-01', sequence: 1 };
    expect(await w.refuse('location.create', place)).toMatchObject({ refused: 'location.code_taken' });
    const { id: locationId } = await w.do('location.create', { ...place, code: 'Q-01', purpose: 'quarantine' });
    const goods = { productId: await h.product('W8-A'), warehouseId: h.warehouseId, quantity: 1 };
    expect(await w.refuse('stock.receive', { ...goods, locationId })).toMatchObject({
      refused: 'location.not_for_goods_in',
    });
    const charge = await h.product('W8-B', { nature: 'charge' });
    expect(await w.refuse('stock.receive', { ...goods, productId: charge, locationId: h.shelves[0] })).toMatchObject({
      refused: 'stock.not_stocked',
    });
  });
});
