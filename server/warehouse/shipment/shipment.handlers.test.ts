import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RowOf } from '../../../shared/catalogue.ts';
import { dialects } from '../../../tests/databases.ts';
import { type House, house } from '../../../tests/house.ts';
import { type World, world } from '../../../tests/world.ts';

describe.each(dialects)('packing and shipping on %s', (dialect) => {
  let w: World;
  let h: House;
  beforeAll(async () => {
    w = await world(dialect);
    h = await house(w);
  });
  afterAll(() => w.close());

  const ofOrder = <N extends 'pick' | 'shipment_line' | 'package' | 'shipment'>(noun: N, orderId: string) =>
    w.rows(noun, { field: 'orderId', is: 'eq', value: orderId });
  /** An order of two products, all picked: 10 at a cost of 3, 5 at a cost of 0.5. */
  const picked = async (number: string, more: Partial<RowOf<'order'>> = {}) => {
    const a = await h.product(`${number}-A`);
    const b = await h.product(`${number}-B`);
    const order = await h.order(
      number,
      [
        { productId: a, quantity: 10 },
        { productId: b, quantity: 5 },
      ],
      more,
    );
    await h.receive(a, 10, { unitCost: 3_000_000 });
    await h.receive(b, 5, { unitCost: 500_000 });
    const picks = await ofOrder('pick', order.id);
    for (const pick of picks) await w.do('pick.confirm', { id: pick.id, picked: pick.quantity });
    const pickOf = (at: 0 | 1): string => picks.find(({ lineId }) => lineId === order.lineIds[at])?.id ?? '';
    return { ...order, stock: [a, b] as const, pickIds: [pickOf(0), pickOf(1)] as const };
  };

  test('[W5] what is picked goes into numbered packages, and comes out again', async () => {
    const { id: orderId, lineIds, pickIds } = await picked('S-PACK');
    const { packageId = '' } = await w.do('order.pack', { orderId, pickIds: [pickIds[0]], weight: 900 });
    expect(await w.row('package', packageId)).toMatchObject({
      number: 1,
      status: 'packed',
      pieces: 10,
      weight: 900,
      packedName: 'Crossdock',
      orderStatus: 'confirmed',
    });
    expect(await w.row('pick', pickIds[0])).toMatchObject({ status: 'packed', packageId });
    expect(await w.row('order_line', lineIds[0] ?? '')).toMatchObject({ packed: 10, picked: 10, fulfilment: 'packed' });
    expect((await w.row('order', orderId)).fulfilment).toBe('picking');
    expect(await w.refuse('order.pack', { orderId, pickIds })).toMatchObject({ refused: 'pick.not_picked' });
    expect(await w.refuse('order.pack', { orderId, pickIds: ['no-such-pick'] })).toMatchObject({ refused: 'missing' });
    await w.do('order.unpack', { packageId });
    expect(await w.refuse('order.unpack', { packageId })).toMatchObject({ refused: 'package.not_packed' });
    expect(await w.refuse('order.unpack', { packageId: 'no-such-package' })).toEqual({
      refused: 'missing',
      with: { noun: 'order' },
    });
    expect(await w.row('order_line', lineIds[0] ?? '')).toMatchObject({ packed: 0, picked: 10, fulfilment: 'picking' });
    const again = await w.do('order.pack', { orderId, pickIds: [...pickIds] });
    expect(await w.row('package', again.packageId ?? '')).toMatchObject({ number: 2, pieces: 15 });
    expect((await w.row('order', orderId)).fulfilment).toBe('packed');
  });

  test('[W6] goods leave ledger and reservation together, numbered, with the cost they stood at', async () => {
    const { id: orderId, lineIds, pickIds, stock } = await picked('S-SHIP');
    const { packageId: first } = await w.do('order.pack', { orderId, pickIds: [pickIds[0]] });
    const { packageId: second } = await w.do('order.pack', { orderId, pickIds: [pickIds[1]] });
    const { shipmentId = '' } = await w.do('order.ship', {
      orderId,
      packageIds: [first],
      carrier: 'Black Cat',
      tracking: 'T-1',
    });
    const note = await w.row('shipment', shipmentId);
    expect(note).toMatchObject({
      number: expect.stringMatching(/^DN-2026-\d{6}$/),
      status: 'shipped',
      shippedOn: '2026-03-02',
      packages: 1,
      pieces: 10,
      billed: 'open',
      carrier: 'Black Cat',
      tracking: 'T-1',
      consignee: 'Ms Lin',
      deliveryStreet: '1 Harbour Road',
      customerName: 'Acme',
      collect: null,
    });
    const [row] = await w.rows('stock', { field: 'productId', is: 'eq', value: stock[0] });
    expect(row).toMatchObject({ onHand: 0, reserved: 0, available: 0, value: 0 });
    const [, left] = await w.rows('stock_movement', { field: 'stockId', is: 'eq', value: row?.id ?? '' });
    expect(left).toMatchObject({ kind: 'ship', quantity: -10, orderId, unitCost: 3_000_000, reason: note.number });
    expect(await ofOrder('shipment_line', orderId)).toMatchObject([
      { shipmentId, quantity: 10, unitCost: 3_000_000, sku: 'S-SHIP-A' },
    ]);
    expect(await w.row('order_line', lineIds[0] ?? '')).toMatchObject({
      shipped: 10,
      reserved: 0,
      picked: 0,
      packed: 0,
      cost: 30,
      margin: 970,
      fulfilment: 'shipped',
    });
    expect(await w.row('order', orderId)).toMatchObject({
      fulfilment: 'packed',
      cost: 30,
      margin: 970,
      status: 'confirmed',
    });
    expect(await w.refuse('order.ship', { orderId, packageIds: [first, second] })).toMatchObject({
      refused: 'package.not_packed',
    });
    expect(await w.refuse('order.ship', { orderId, packageIds: ['no-such-package'] })).toMatchObject({
      refused: 'missing',
    });

    const next = await w.do('order.ship', { orderId, packageIds: [second] });
    // 5 × 0.5 rounds to 3, half away from zero: TWD has no minor digits.
    expect(await w.row('order', orderId)).toMatchObject({ fulfilment: 'shipped', cost: 33, margin: 1467 });
    const numbers = (await w.rows('shipment')).map(({ number }) => Number(number.slice(-6))).sort((a, b) => a - b);
    expect(numbers).toEqual(numbers.map((_, at) => at + 1));

    await w.do('shipment.deliver', { id: shipmentId });
    expect(await w.row('shipment', shipmentId)).toMatchObject({ status: 'delivered', deliveredAt: w.now() });
    expect((await w.row('order_line', lineIds[0] ?? '')).fulfilment).toBe('delivered');
    expect((await w.row('order', orderId)).fulfilment).toBe('shipped');
    expect(await w.refuse('shipment.deliver', { id: shipmentId })).toMatchObject({
      refused: 'shipment.already_delivered',
    });
    await w.do('shipment.deliver', { id: next.shipmentId });
    expect((await w.row('order', orderId)).fulfilment).toBe('delivered');
  });

  test('[W6] a line may leave in parts; margin is of what has left', async () => {
    const productId = await h.product('S-PART');
    const { id: orderId, lineIds } = await h.order('S-PART', [{ productId, quantity: 3 }], {
      currency: 'USD',
      rate: 32_000_000,
    });
    await h.receive(productId, 2, { unitCost: 16_000_000 });
    const shipAll = async () => {
      const open = (await ofOrder('pick', orderId)).filter(({ status }) => status === 'reserved');
      for (const pick of open) await w.do('pick.confirm', { id: pick.id, picked: pick.quantity });
      const { packageId } = await w.do('order.pack', { orderId, pickIds: open.map(({ id }) => id) });
      await w.do('order.ship', { orderId, packageIds: [packageId] });
    };
    await shipAll();
    // 2 × 16 TWD at 32 TWD a dollar are 1.00 USD; two of three pieces are 2.00 USD.
    expect(await w.row('order_line', lineIds[0] ?? '')).toMatchObject({
      shipped: 2,
      cost: 100,
      margin: 100,
      fulfilment: 'backordered',
    });
    await h.receive(productId, 1, { unitCost: 64_000_000 });
    await shipAll();
    expect(await w.row('order_line', lineIds[0] ?? '')).toMatchObject({
      shipped: 3,
      cost: 300,
      margin: 0,
      fulfilment: 'shipped',
    });
  });

  test('[W6] a held order is staged, never shipped', async () => {
    const { id: orderId, pickIds } = await picked('S-HELD');
    await w.put('hold', { orderId, kind: 'manual', status: 'open', orderStatus: 'confirmed' });
    const { packageId } = await w.do('order.pack', { orderId, pickIds: [...pickIds] });
    expect(await w.refuse('order.ship', { orderId, packageIds: [packageId] })).toEqual({ refused: 'order.held' });
    expect(await ofOrder('shipment', orderId)).toEqual([]);
  });

  test('[W6] cash on delivery is asked for what each delivery brings, all in all the total', async () => {
    const { id: orderId, pickIds } = await picked('S-COD', { settlement: 'cash_on_delivery', collect: 1500 });
    for (const pickId of pickIds) {
      const { packageId } = await w.do('order.pack', { orderId, pickIds: [pickId] });
      await w.do('order.ship', { orderId, packageIds: [packageId] });
    }
    expect((await ofOrder('shipment', orderId)).map(({ collect }) => collect)).toEqual([1000, 500]);
  });

  test('[W6] an order invoiced and paid before completes as its goods leave, its children too', async () => {
    const { id: orderId, lineIds, pickIds } = await picked('S-DONE', { invoicedTotal: 1500, paidTotal: 1500 });
    for (const id of lineIds) {
      const { quantity } = await w.row('order_line', id);
      await w.store.write((connection) =>
        connection.run('UPDATE "sales_order_line" SET "invoiced" = ? WHERE "id" = ?', [quantity, id]),
      );
    }
    const { packageId } = await w.do('order.pack', { orderId, pickIds: [...pickIds] });
    const { shipmentId = '' } = await w.do('order.ship', { orderId, packageIds: [packageId] });
    expect(await w.row('order', orderId)).toMatchObject({ status: 'completed', completedAt: w.now() });
    expect((await w.row('shipment', shipmentId)).orderStatus).toBe('completed');
    for (const pick of await ofOrder('pick', orderId)) expect(pick.orderStatus).toBe('completed');
    expect(await w.refuse('order.pack', { orderId, pickIds: [...pickIds] })).toEqual({
      refused: 'order.not_confirmed',
    });
  });
});
