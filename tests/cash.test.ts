/** From entry to cash by the commands of all three departments, and the ways by which an order's money comes back. */
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startingRoles } from '../shared/access/roles.ts';
import type { RowOf } from '../shared/catalogue.ts';
import { dialects } from './databases.ts';
import { type Shop, shop } from './shop.ts';
import { type World, world } from './world.ts';

const sumOf = <R>(rows: readonly R[], of: (row: R) => number): number => rows.reduce((all, row) => all + of(row), 0);

describe.each(dialects)('from entry to cash on %s', (dialect) => {
  let w: World;
  let s: Shop;
  beforeAll(async () => {
    w = await world(dialect);
    s = await shop(w);
  });
  afterAll(() => w.close());

  const enter = async (customerId: string, lines: object[], more = {}): Promise<string> =>
    (await w.do('order.create', { customerId, lines, submit: true, ...more })).id ?? '';
  const of = (orderId: string) => ({ field: 'orderId', is: 'eq', value: orderId }) as const;

  /** Picks, packs and ships what of the order stands reserved, at most `most` pieces of each pick. */
  const ship = async (orderId: string, most = Number.POSITIVE_INFINITY): Promise<void> => {
    const picks = (await s.picksOf(orderId)).filter(({ status }) => status === 'reserved');
    await w.do('pick.claim', { ids: picks.map(({ id }) => id) });
    for (const pick of picks) {
      const picked = Math.min(pick.quantity, most);
      const short = picked < pick.quantity ? { shortReason: 'Not there' } : {};
      await w.do('pick.confirm', { id: pick.id, picked, ...short });
    }
    const { packageId } = await w.do('order.pack', { orderId, pickIds: picks.map(({ id }) => id) });
    await w.do('order.ship', { orderId, packageIds: [packageId] });
  };
  const receive = (customerId: string, received: number, allocations: object[]) =>
    w.do('receipt.record', {
      customerId,
      receivedOn: '2026-03-02',
      received,
      currency: 'TWD',
      method: 'transfer',
      allocations,
    });
  const judge = async (orderId: string): Promise<RowOf<'order'>> => {
    const order = await w.row('order', orderId);
    const invoices = await w.rows('invoice', of(orderId));
    const billed = await w.rows('invoice_line', of(orderId));
    for (const field of ['net', 'tax', 'total'] as const) {
      expect([field, sumOf(invoices, (one) => one[field])]).toEqual([field, sumOf(billed, (one) => one[field])]);
      if (order.billing === 'invoiced')
        expect([field, sumOf(invoices, (one) => one[field])]).toEqual([field, order[field]]);
    }
    for (const line of await s.linesOf(orderId)) {
      expect(line.invoiced).toBe(
        sumOf(
          billed.filter(({ lineId }) => lineId === line.id),
          (one) => one.quantity,
        ),
      );
      if (line.nature === 'goods') expect(line.invoiced).toBeLessThanOrEqual(line.shipped);
    }
    return order;
  };

  test('[S2] [F3] [F5] [W6] an order entered, shipped in two deliveries, invoiced twice and paid once completes by itself', async () => {
    const customerId = await s.customer({ creditLimit: 1_000_000 });
    const goods = await s.product('CASH-1', { price: 37, onHand: 5 });
    const post = await s.product('POST', { price: 60, nature: 'charge' });
    const orderId = await enter(customerId, [
      { productId: goods, quantity: 9 },
      { productId: post, quantity: 1 },
    ]);
    await ship(orderId);
    await w.do('order.invoice', { orderId });
    expect(await judge(orderId)).toMatchObject({
      status: 'confirmed',
      billing: 'part_invoiced',
      fulfilment: 'backordered',
    });
    await w.do('stock.receive', {
      productId: goods,
      warehouseId: s.warehouseId,
      locationId: s.locationId,
      quantity: 10,
    });
    await ship(orderId);
    await w.do('order.invoice', { orderId });
    // 9 × 37 + 60 are 393, with 5 % tax 413.
    expect(await judge(orderId)).toMatchObject({
      status: 'confirmed',
      billing: 'invoiced',
      total: 413,
      invoicedTotal: 413,
    });
    await receive(customerId, 413, [{ orderId, allocated: 413 }]);
    expect(await judge(orderId)).toMatchObject({ status: 'completed', payment: 'paid', paidTotal: 413 });
    expect(await w.row('customer', customerId)).toMatchObject({ exposure: 0, creditStatus: 'ok' });
    const shipments = await w.rows('shipment', of(orderId));
    expect(shipments.map(({ billed, orderStatus }) => [billed, orderStatus])).toEqual([
      ['invoiced', 'completed'],
      ['invoiced', 'completed'],
    ]);
  });

  test('[F3] [F5] the starting roles of Finance can do it, and of them only the manager takes a receipt back', async () => {
    const desk = (code: string) =>
      w.as(startingRoles.find((role) => role.code === code)?.rules ?? [], { id: `person-${code}` });
    const [clerk, manager, seller] = [desk('finance_clerk'), desk('finance_manager'), desk('sales_manager')];
    const customerId = await s.customer();
    const goods = await s.product('CASH-R', { price: 100, onHand: 4 });
    const orderId = await enter(customerId, [{ productId: goods, quantity: 4 }]);
    await ship(orderId);
    expect(await seller.refuse('order.invoice', { orderId })).toMatchObject({ refused: 'not_permitted' });
    await clerk.do('order.invoice', { orderId });
    const [item] = await w.rows('receivable', of(orderId));
    const money = {
      customerId,
      receivedOn: '2026-03-02',
      received: 420,
      currency: 'TWD',
      method: 'cheque',
      reference: 'no. 7',
    };
    expect(await seller.refuse('receipt.record', money)).toMatchObject({ refused: 'not_permitted' });
    const { id } = await clerk.do('receipt.record', money);
    await clerk.do('receipt.allocate', { id, allocations: [{ receivableId: item?.id, allocated: 420 }] });
    expect(await w.row('order', orderId)).toMatchObject({ status: 'completed' });
    expect(await clerk.refuse('receipt.reverse', { id, why: 'bounced' })).toMatchObject({ refused: 'not_permitted' });
    await manager.do('receipt.reverse', { id, why: 'bounced' });
    expect(await w.row('order', orderId)).toMatchObject({ status: 'confirmed', payment: 'unpaid' });
  });

  test('[F1] [F5] a prepaid order waits for its money, is confirmed by it, and takes it at its invoice', async () => {
    const customerId = await s.customer({ settlement: 'prepayment', prepaymentShare: 300_000 });
    const goods = await s.product('CASH-2', { price: 100, onHand: 10 });
    const orderId = await enter(customerId, [{ productId: goods, quantity: 10 }]);
    expect(await w.row('order', orderId)).toMatchObject({ status: 'submitted', openHolds: 1 });
    await receive(customerId, 500, [{ orderId, allocated: 315 }]);
    expect(await w.row('order', orderId)).toMatchObject({
      status: 'confirmed',
      openHolds: 0,
      fulfilment: 'reserved',
      payment: 'part_paid',
    });
    expect(await s.stockOf(goods)).toMatchObject({ reserved: 10, available: 0 });
    await ship(orderId);
    await w.do('order.invoice', { orderId });
    expect(await judge(orderId)).toMatchObject({ billing: 'invoiced', paidTotal: 315, status: 'confirmed' });
    expect(await w.rows('receivable', of(orderId))).toMatchObject([{ original: 1050, open: 735 }]);
    expect(await w.row('customer', customerId)).toMatchObject({ exposure: 735 - 185 });
  });

  test('[S5] [F5] what was prepaid for a cancelled order is the customer’s credit again', async () => {
    const customerId = await s.customer({ settlement: 'prepayment', prepaymentShare: 1_000_000 });
    const goods = await s.product('CASH-3', { price: 100, onHand: 10 });
    const orderId = await enter(customerId, [{ productId: goods, quantity: 10 }]);
    const { id } = await receive(customerId, 1050, [{ orderId, allocated: 1050 }]);
    await w.do('order.cancel', { id: orderId, why: 'changed their mind' });
    expect(await w.row('order', orderId)).toMatchObject({ status: 'cancelled', paidTotal: 0 });
    expect(await w.row('receipt', id ?? '')).toMatchObject({ unallocated: 1050, status: 'open' });
    expect(await w.rows('allocation', of(orderId))).toEqual([]);
    expect(await w.row('customer', customerId)).toMatchObject({ exposure: -1050 });
    expect(await s.stockOf(goods)).toMatchObject({ reserved: 0, available: 10 });
  });

  test('[P8] [S5] an order closed short is invoiced to what left, and no invoice has passed it', async () => {
    const customerId = await s.customer({ settlement: 'prepayment', prepaymentShare: 1_000_000 });
    const goods = await s.product('CASH-4', { price: 33, onHand: 7 });
    const post = await s.product('POST-4', { price: 9, nature: 'charge' });
    const orderId = await enter(
      customerId,
      [
        { productId: goods, quantity: 11 },
        { productId: post, quantity: 1 },
      ],
      { discount: 70_000 },
    );
    const { total } = await w.row('order', orderId);
    const { id } = await receive(customerId, total, [{ orderId, allocated: total }]);
    await ship(orderId, 3);
    await w.do('order.invoice', { orderId });
    await judge(orderId);
    await w.do('order.short_close', { id: orderId, why: 'no more to be had' });
    const closed = await judge(orderId);
    expect(closed).toMatchObject({ status: 'completed', payment: 'paid' });
    const receipt = await w.row('receipt', id ?? '');
    expect(receipt.unallocated + closed.paidTotal).toBe(total);
    expect(closed.paidTotal).toBe(closed.invoicedTotal);
  });
});
