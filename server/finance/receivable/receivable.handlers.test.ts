import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { derivedId } from '../../../shared/base/id.ts';
import { dialects } from '../../../tests/databases.ts';
import { layCustomer, layOrder, layShipment, linesOf, shipAll } from '../../../tests/finance-world.ts';
import { rulesFor, type World, world } from '../../../tests/world.ts';

/** One line of 10 at 100, with 5 % tax: 1,050. */
const ten = [{ quantity: 10, unitPrice: 100_000_000 }];
const receipt = { receivedOn: '2026-03-02', currency: 'TWD', method: 'transfer' };

describe.each(dialects)('money on %s', (dialect) => {
  let w: World;
  beforeAll(async () => {
    w = await world(dialect);
  });
  afterAll(() => w.close());

  const invoiced = async (customerId: string, set = {}): Promise<{ orderId: string; receivableId: string }> => {
    const orderId = await layOrder(w, customerId, ten, set);
    await shipAll(w, orderId);
    await w.do('order.invoice', { orderId });
    const [item] = await w.rows('receivable', { field: 'orderId', is: 'eq', value: orderId });
    return { orderId, receivableId: item?.id ?? '' };
  };

  test('[F3] an invoice makes an open item with the order’s owners, and the order reads as invoiced', async () => {
    const customerId = await layCustomer(w);
    const orderId = await layOrder(w, customerId, ten);
    const [line] = await linesOf(w, orderId);
    if (!line) throw new Error('no line');
    expect(await w.refuse('order.invoice', { orderId })).toEqual({ refused: 'invoice.nothing' });
    await layShipment(w, line, 4);
    const { id } = await w.do('order.invoice', { orderId });
    expect(await w.row('invoice', id as string)).toMatchObject({
      number: 'INV-2026-000001',
      status: 'issued',
      net: 400,
      tax: 20,
      total: 420,
      dueOn: '2026-04-01',
      sellerId: 'seller-1',
      orderStatus: 'confirmed',
    });
    expect(await w.row('order', orderId)).toMatchObject({
      billing: 'part_invoiced',
      invoicedTotal: 420,
      payment: 'unpaid',
    });
    expect(await w.rows('shipment', { field: 'orderId', is: 'eq', value: orderId })).toMatchObject([
      { billed: 'invoiced' },
    ]);
    expect(await w.rows('receivable', { field: 'orderId', is: 'eq', value: orderId })).toMatchObject([
      { status: 'open', open: 420, original: 420, bucket: 'current', overdue: false, sellerId: 'seller-1' },
    ]);
    expect(await w.row('customer', customerId)).toMatchObject({ exposure: 1050 });
    expect(await w.refuse('order.invoice', { orderId })).toEqual({ refused: 'invoice.nothing' });
  });

  test('[P8] money goes nowhere where less is open, nor beyond what came in', async () => {
    const customerId = await layCustomer(w);
    const { receivableId } = await invoiced(customerId);
    const record = (received: number, allocated: number) => ({
      ...receipt,
      customerId,
      received,
      allocations: [{ receivableId, allocated }],
    });
    expect(await w.refuse('receipt.record', record(2000, 1051))).toEqual({
      refused: 'receipt.above_open',
      field: 'allocations.0.allocated',
    });
    expect(await w.refuse('receipt.record', record(500, 501))).toMatchObject({ refused: 'receipt.above_unallocated' });
    const twice = { ...record(2000, 600), allocations: [600, 600].map((allocated) => ({ receivableId, allocated })) };
    expect(await w.refuse('receipt.record', twice)).toMatchObject({
      refused: 'receipt.above_open',
      field: 'allocations.1.allocated',
    });
    expect(await w.refuse('receipt.record', { ...record(2000, 1), currency: 'USD' })).toMatchObject({
      refused: 'receipt.no_rate',
    });
    expect(await w.refuse('receipt.record', { ...record(2000, 1), receivedOn: '2026-03-03' })).toMatchObject({
      refused: 'receipt.received_ahead',
    });
    const other = await layCustomer(w);
    expect(await w.refuse('receipt.record', { ...record(9, 9), customerId: other })).toMatchObject({
      refused: 'receipt.other_customer',
    });
    await w.do('setting.set', { key: 'rates', value: { USD: 32_000_000 } });
    expect(await w.refuse('receipt.record', { ...record(2000, 1), currency: 'USD' })).toMatchObject({
      refused: 'receipt.other_currency',
    });
    const { id } = await w.do('receipt.record', record(2000, 1050));
    expect(await w.row('receipt', id as string)).toMatchObject({
      unallocated: 950,
      status: 'open',
      number: 'RC-2026-000001',
    });
    expect(await w.row('receivable', receivableId)).toMatchObject({ open: 0, status: 'settled' });
    expect(await w.refuse('receipt.allocate', { id, allocations: [{ receivableId, allocated: 1 }] })).toMatchObject({
      refused: 'receipt.above_open',
    });
    expect(await w.row('customer', customerId)).toMatchObject({ exposure: -950 });
  });

  test('[F5] one receipt settles ten invoices in one command, and its return opens all ten', async () => {
    const customerId = await layCustomer(w);
    const items: { orderId: string; receivableId: string }[] = [];
    for (let n = 0; n < 10; n++) items.push(await invoiced(customerId));
    const others = { field: 'customerId', is: 'eq', value: customerId } as const;
    // All but how often and when a row was written.
    const cells = (rows: readonly object[]) => rows.map((row) => ({ ...row, version: 0 }));
    const whole = async () => ({
      orders: cells(await w.rows('order', others)),
      lines: cells(await w.rows('order_line', others)),
      items: cells(await w.rows('receivable', others)),
      allocations: cells(await w.rows('allocation', others)),
      customer: cells([await w.row('customer', customerId)]),
    });
    const before = await whole();
    const { id } = await w.do('receipt.record', {
      ...receipt,
      customerId,
      received: 10_500,
      reference: 'wire 77',
      allocations: items.map(({ receivableId }) => ({ receivableId, allocated: 1050 })),
    });
    const orders = await w.rows('order', others);
    expect(new Set(orders.map(({ status, payment, paidTotal }) => `${status} ${payment} ${paidTotal}`))).toEqual(
      new Set(['completed paid 1050']),
    );
    expect(await w.row('receipt', id as string)).toMatchObject({
      unallocated: 0,
      status: 'allocated',
      reference: 'wire 77',
    });
    const lines = await w.rows('order_line', others);
    expect(new Set(lines.map(({ orderStatus }) => orderStatus))).toEqual(new Set(['completed']));
    await w.do('receipt.reverse', { id, why: 'bounced' });
    expect(await whole()).toEqual(before);
    expect(await w.row('receipt', id as string)).toMatchObject({
      unallocated: 0,
      status: 'reversed',
      received: 10_500,
    });
    expect(await w.refuse('receipt.reverse', { id, why: 'again' })).toEqual({ refused: 'receipt.reversed' });
    expect(
      await w.refuse('receipt.allocate', { id, allocations: [{ orderId: items[0]?.orderId, allocated: 1 }] }),
    ).toEqual({
      refused: 'receipt.reversed',
    });
  });

  test('[F5] reads as often for two invoices as for ten', async () => {
    const customerId = await layCustomer(w);
    const reads: number[] = [];
    const { write } = w.store;
    for (const count of [2, 10]) {
      const items: string[] = [];
      for (let n = 0; n < count; n++) items.push((await invoiced(customerId)).receivableId);
      let asked = 0;
      w.store.write = (work) =>
        write.call(w.store, (connection) =>
          work({
            run: (sql, params) => connection.run(sql, params),
            all: (sql, params) => {
              asked++;
              return connection.all(sql, params);
            },
          }),
        ) as never;
      const allocations = items.map((receivableId) => ({ receivableId, allocated: 1050 }));
      await w.do('receipt.record', { ...receipt, customerId, received: count * 1050, allocations });
      w.store.write = write;
      reads.push(asked);
    }
    expect(reads[1]).toBe(reads[0]);
  });

  test('[F5] money to an order goes to its open items, the earliest first, and the rest is its prepayment', async () => {
    const customerId = await layCustomer(w);
    const orderId = await layOrder(w, customerId, ten);
    const [line] = await linesOf(w, orderId);
    if (!line) throw new Error('no line');
    await layShipment(w, line, 4);
    await w.do('order.invoice', { orderId });
    const over = { ...receipt, customerId, received: 2000, allocations: [{ orderId, allocated: 1051 }] };
    expect(await w.refuse('receipt.record', over)).toMatchObject({ refused: 'receipt.above_open' });
    await w.do('receipt.record', { ...over, allocations: [{ orderId, allocated: 700 }] });
    const put = await w.rows('allocation', { field: 'orderId', is: 'eq', value: orderId });
    expect(put.map(({ receivableId, allocated }) => [receivableId === null, allocated])).toEqual([
      [false, 420],
      [true, 280],
    ]);
    expect(await w.row('order', orderId)).toMatchObject({ paidTotal: 700, payment: 'part_paid', status: 'confirmed' });
    await shipAll(w, orderId);
    await w.do('order.invoice', { orderId });
    const items = await w.rows('receivable', { field: 'orderId', is: 'eq', value: orderId });
    expect(items.map(({ open, original, status }) => [original, open, status])).toEqual([
      [420, 0, 'settled'],
      [630, 350, 'open'],
    ]);
    expect(await w.row('customer', customerId)).toMatchObject({ exposure: 350 - 1300 });
  });

  test('[F1] a prepayment lifts its hold, confirms and reserves; taken back, the order is held again', async () => {
    const customerId = await layCustomer(w);
    const orderId = await layOrder(w, customerId, ten, {
      status: 'submitted',
      settlement: 'prepayment',
      prepaymentShare: 500_000,
      openHolds: 1,
    });
    const owners = { orderId, sellerId: 'seller-1', warehouseId: 'warehouse-1', orderStatus: 'submitted' as const };
    await w.put('hold', { ...owners, kind: 'prepayment', releasedBy: 'receipt', status: 'open', excess: 525 });
    await w.put(
      'product',
      { sku: `SKU-${dialect}`, nature: 'goods', status: 'active', baseUnit: 'PCS', taxCode: 'T50000' },
      'product-1',
    );
    const stockId = await w.put('stock', {
      productId: 'product-1',
      warehouseId: 'warehouse-1',
      locationId: 'location-1',
      onHand: 6,
      available: 6,
    });
    const some = { ...receipt, customerId, received: 1000 };
    const { id } = await w.do('receipt.record', { ...some, allocations: [{ orderId, allocated: 500 }] });
    const holds = () => w.rows('hold', { field: 'orderId', is: 'eq', value: orderId });
    expect(await holds()).toMatchObject([{ status: 'open', excess: 25 }]);
    await w.do('receipt.allocate', { id, allocations: [{ orderId, allocated: 25 }] });
    expect(await holds()).toMatchObject([{ status: 'released', orderStatus: 'confirmed' }]);
    expect(await w.row('order', orderId)).toMatchObject({
      status: 'confirmed',
      openHolds: 0,
      fulfilment: 'backordered',
      paidTotal: 525,
    });
    expect(await w.rows('pick', { field: 'orderId', is: 'eq', value: orderId })).toMatchObject([
      { quantity: 6, status: 'reserved', held: false },
    ]);
    expect(await w.row('stock', stockId)).toMatchObject({ reserved: 6, available: 0 });
    await w.do('receipt.reverse', { id, why: 'recalled' });
    expect(await w.row('order', orderId)).toMatchObject({ status: 'confirmed', openHolds: 1, paidTotal: 0 });
    expect((await holds()).filter(({ status }) => status === 'open')).toMatchObject([
      { kind: 'prepayment', excess: 525 },
    ]);
    expect(await w.rows('pick', { field: 'orderId', is: 'eq', value: orderId })).toMatchObject([{ held: true }]);
  });

  test('[P3] what one does not see is missing, whether it is there or not', async () => {
    const customerId = await layCustomer(w);
    const { receivableId } = await invoiced(customerId);
    const own = { on: 'receivable', may: 'read', scope: 'own', when: null, groups: ['basics'] } as const;
    const clerk = w.as([...rulesFor('receipt', ['read', 'create']), ...rulesFor('customer', ['read']), own], {
      id: 'person-clerk',
    });
    const wish = (id: string) => ({
      ...receipt,
      customerId,
      received: 10,
      allocations: [{ receivableId: id, allocated: 9999 }],
    });
    const hidden = await clerk.refuse('receipt.record', wish(receivableId));
    expect(hidden).toEqual({ refused: 'missing', field: 'allocations', with: { noun: 'receivable' } });
    expect(await clerk.refuse('receipt.record', wish('receivable-nowhere'))).toEqual(hidden);
  });

  test('[P8] the day moves buckets, orders and credit in pages, once', async () => {
    const customerId = await layCustomer(w, { creditLimit: 9_000_000 });
    const { orderId } = await invoiced(customerId);
    for (let n = 0; n < 501; n++) {
      await w.put('receivable', {
        orderId,
        customerId,
        status: 'open',
        dueOn: '2026-04-01',
        bucket: 'current',
        currency: 'TWD',
        original: 1,
        open: 1,
      });
    }
    w.at('2026-04-02');
    const first = await w.do('day.turned', { day: '2026-04-02' });
    expect(first).toMatchObject({ moved: 500, more: 1 });
    expect(await w.rows('setting', { field: 'id', is: 'eq', value: derivedId('setting', 'clock') })).toEqual([]);
    const second = await w.do('day.turned', { day: '2026-04-02' });
    expect(second.more).toBe(0);
    const again = w.entries.length;
    expect(await w.do('day.turned', { day: '2026-04-02' })).toEqual({ moved: 0, more: 0 });
    expect(await w.do('day.turned', { day: '2026-04-01' })).toEqual({ moved: 0, more: 0 });
    expect(w.entries.length).toBe(again);
    const mine = { field: 'customerId', is: 'eq', value: customerId } as const;
    expect(new Set((await w.rows('receivable', mine)).map(({ bucket, overdue }) => `${bucket} ${overdue}`))).toEqual(
      new Set(['d1_30 true']),
    );
    expect(await w.row('order', orderId)).toMatchObject({ payment: 'overdue' });
    expect(await w.row('customer', customerId)).toMatchObject({ creditStatus: 'overdue' });
    expect(await w.row('setting', derivedId('setting', 'clock'))).toMatchObject({ key: 'clock', value: '2026-04-02' });
    const person = w.as(rulesFor('setting', ['read', 'update']), { id: 'person-admin' });
    expect(await person.refuse('day.turned', { day: '2026-04-03' })).toEqual({ refused: 'unknown_command' });
    w.at('2026-03-02');
  });
});
