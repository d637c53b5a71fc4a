import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects } from '../../../tests/databases.ts';
import { type Shop, shop } from '../../../tests/shop.ts';
import { type World, world } from '../../../tests/world.ts';

describe.each(dialects)('orders that come back after their customer has changed, on %s', (dialect) => {
  let w: World;
  let s: Shop;
  beforeAll(async () => {
    w = await world(dialect);
    s = await shop(w);
  });
  afterAll(() => w.close());

  const entered = async (customerId: string, productId: string): Promise<string> =>
    (await w.do('order.create', { customerId, lines: [{ productId, quantity: 2 }], submit: true })).id ?? '';

  /** Delivered, invoiced and paid: the receipt's id. */
  const completed = async (customerId: string, orderId: string): Promise<string> => {
    await s.ship(orderId);
    await w.do('order.invoice', { orderId });
    const paid = { customerId, receivedOn: '2026-03-02', received: 210, currency: 'TWD', method: 'transfer' };
    const receipt = await w.do('receipt.record', { ...paid, allocations: [{ orderId, allocated: 210 }] });
    expect(await w.row('order', orderId)).toMatchObject({ status: 'completed', sellerId: s.sellerId });
    return receipt.id ?? '';
  };

  test('[S5] [P11] the money of a completed order goes back: it is open again, and its customer’s present seller’s', async () => {
    const customerId = await s.customer();
    const orderId = await entered(customerId, await s.product('BACK', { onHand: 9 }));
    const receiptId = await completed(customerId, orderId);
    const toSellerId = await w.put('person', {
      name: 'Successor',
      email: 'successor@example.test',
      status: 'active',
      teamId: null,
      roleIds: [],
      warehouseIds: [],
    });
    await w.do('customer.reassign', { ids: [customerId], toSellerId });
    expect(await w.row('order', orderId)).toMatchObject({ sellerId: s.sellerId });
    await w.do('receipt.reverse', { id: receiptId, why: 'bounced' });
    const theirs = { sellerId: toSellerId, teamId: null };
    expect(await w.row('order', orderId)).toMatchObject({ status: 'confirmed', ...theirs, sellerName: 'Successor' });
    for (const noun of ['order_line', 'invoice', 'receivable', 'pick'] as const)
      expect(await w.rows(noun, { field: 'orderId', is: 'eq', value: orderId })).toMatchObject([theirs]);
  });

  test('[P8] an order whose money goes back in a currency that its customer has left adds nothing to what they owe', async () => {
    await w.do('setting.set', { key: 'rates', value: { USD: 32_000_000 } });
    const customerId = await s.customer({ creditLimit: 1_000 });
    const productId = await s.product('LEFT', { onHand: 9 });
    const orderId = await entered(customerId, productId);
    const receiptId = await completed(customerId, orderId);
    const abroad = await w.put('price_list', {
      code: 'USD',
      name: 'Abroad',
      currency: 'USD',
      includesTax: false,
      active: true,
    });
    await w.do('price.set', { priceListId: abroad, productId, unitPrice: 3_000_000 });
    await w.do('customer.update', {
      id: customerId,
      set: { currency: { from: 'TWD', to: 'USD' }, priceListId: { from: s.listId, to: abroad } },
    });
    await w.do('receipt.reverse', { id: receiptId, why: 'bounced' });
    expect(await w.row('order', orderId)).toMatchObject({ status: 'confirmed', currency: 'TWD', total: 210 });
    expect(await w.row('customer', customerId)).toMatchObject({ exposure: 0, creditStatus: 'ok' });
    // What the new list says is no price of this order.
    const add = [{ productId, quantity: 1 }];
    expect(await w.refuse('order.update', { id: orderId, add })).toMatchObject({ refused: 'order.no_price' });
    const beside = await entered(customerId, productId);
    expect(await w.row('customer', customerId)).toMatchObject({ exposure: (await w.row('order', beside)).total });
  });
});
