import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects } from '../../../tests/databases.ts';
import { type Shop, shop } from '../../../tests/shop.ts';
import { rulesFor, type World, world } from '../../../tests/world.ts';

describe.each(dialects)('orders on %s', (dialect) => {
  let w: World;
  let s: Shop;
  beforeAll(async () => {
    w = await world(dialect);
    s = await shop(w);
  });
  afterAll(() => w.close());

  const line = (productId: string, quantity: number, more = {}) => ({ productId, quantity, ...more });
  const enter = async (customerId: string, lines: object[], more = {}): Promise<string> =>
    (await w.do('order.create', { customerId, lines, ...more })).id ?? '';
  const submitted = (customerId: string, lines: object[], more = {}) =>
    enter(customerId, lines, { submit: true, ...more });

  test('[S2] a draft takes seller, terms, prices and delivery from its customer, and a number at once', async () => {
    const customerId = await s.customer({ name: 'Formosa', localName: '福爾摩沙' });
    const a = await s.product('DRAFT-1', { price: 12 });
    const b = await s.product('DRAFT-2', { price: 7 });
    const { id = '', number } = await w.do('order.create', {
      customerId,
      discount: 100_000,
      lines: [line(a, 10), line(b, 3), line(a, 1, { free: true })],
    });
    const order = await w.row('order', id);
    expect(order).toMatchObject({
      number,
      status: 'draft',
      customerName: 'Formosa 福爾摩沙',
      sellerId: s.sellerId,
      sellerName: 'Seller',
      warehouseId: s.warehouseId,
      currency: 'TWD',
      orderedOn: '2026-03-02',
      settlement: 'net',
      deliveryStreet: '1 Street',
      lineCount: 3,
      fulfilment: 'unreserved',
      payment: 'unpaid',
      collect: null,
    });
    expect(number).toMatch(/^SO-\d{6}$/);
    const lines = await s.linesOf(id);
    // 141 less 10 % is 126.9, hence 127 net; 5 % of it is 6.35, hence 6.
    expect([order.net, order.tax, order.total]).toEqual([127, 6, 133]);
    expect(lines.reduce((all, one) => all + one.net, 0)).toBe(127);
    expect(lines.map(({ unitPrice }) => unitPrice)).toEqual([12_000_000, 7_000_000, 0]);
    expect(
      lines.every((one) => one.orderStatus === 'draft' && one.sellerId === s.sellerId && one.teamId === order.teamId),
    ).toBe(true);
  });

  test('[S7] an order may begin as a quote: nothing is reserved or owed until the customer takes it', async () => {
    const customerId = await s.customer({ creditLimit: 1_000_000 });
    const productId = await s.product('QUOTE', { price: 12, onHand: 50 });
    const id = await enter(customerId, [line(productId, 10)]);
    await w.do('order.quote', { id });
    expect(await w.row('order', id)).toMatchObject({ status: 'quote', fulfilment: 'unreserved', openHolds: 0 });
    expect((await s.linesOf(id)).map(({ orderStatus, reserved }) => [orderStatus, reserved])).toEqual([['quote', 0]]);
    expect((await w.row('customer', customerId)).exposure).toBe(0);
    expect(await w.refuse('order.submit', { id })).toMatchObject({ refused: 'order.not_in_state' });
    await w.do('order.accept', { id });
    expect(await w.refuse('order.accept', { id })).toMatchObject({ refused: 'order.not_in_state' });
    await w.do('order.submit', { id });
    expect((await w.row('order', id)).status).toBe('confirmed');
    const empty = await enter(customerId, []);
    expect(await w.refuse('order.quote', { id: empty })).toMatchObject({ refused: 'order.no_lines' });
  });

  test('[S2] units have an exact factor, prices their quantity breaks, and lines of one product stay two', async () => {
    const customerId = await s.customer();
    const productId = await s.product('UNIT', { price: 10 });
    await w.do('product.update', { id: productId, addUnits: [{ code: 'BOX', factor: 12 }] });
    await w.do('price.set', {
      priceListId: s.listId,
      productId,
      minQuantity: 24,
      unitPrice: 8_000_000,
      validFrom: '2026-01-01',
    });
    await w.do('price.set', {
      priceListId: s.listId,
      productId,
      minQuantity: 24,
      unitPrice: 1,
      validFrom: '2026-03-03',
    });
    const id = await enter(customerId, [line(productId, 24, { unit: 'BOX' }), line(productId, 23)]);
    expect((await s.linesOf(id)).map((one) => [one.unit, one.unitFactor, one.quantity, one.unitPrice])).toEqual([
      ['BOX', 12, 24, 8_000_000],
      ['PCS', 1, 23, 10_000_000],
    ]);
    const [, second] = await s.linesOf(id);
    await w.do('order.update', { id, change: [{ id: second?.id, quantity: { from: 23, to: 30 } }] });
    expect((await s.linesOf(id))[1]).toMatchObject({ quantity: 30, unitPrice: 8_000_000, net: 240 });
  });

  test('[S2] what cannot be ordered is refused by name', async () => {
    const customerId = await s.customer();
    const productId = await s.product('REFUSED');
    const dead = await s.product('DEAD');
    await w.do('product.update', { id: dead, set: { status: { from: 'active', to: 'discontinued' } } });
    const priceless = (await w.do('product.create', { sku: 'PRICELESS', name: 'P', baseUnit: 'PCS', taxCode: 'T5' }))
      .id;
    const refuse = (lines: object[], more = {}) => w.refuse('order.create', { customerId, lines, ...more });
    expect(await refuse([line('no-such-product', 1)])).toMatchObject({
      refused: 'order.unknown_product',
      field: 'lines.0.productId',
    });
    expect(await refuse([line(productId, 1), line(dead, 1)])).toMatchObject({
      refused: 'order.product_discontinued',
      field: 'lines.1.productId',
    });
    expect(await refuse([line(productId, 1, { unit: 'TON' })])).toMatchObject({ refused: 'order.unknown_unit' });
    expect(await refuse([line(priceless ?? '', 1)])).toMatchObject({ refused: 'order.no_price' });
    expect(await refuse([line(productId, 0)])).toMatchObject({ refused: 'input.invalid', field: 'lines.0.quantity' });
    expect(await refuse(Array.from({ length: 501 }, () => line(productId, 1)))).toMatchObject({
      refused: 'input.invalid',
      field: 'lines',
    });
    expect(await refuse([line(productId, 1_000_000_000, { unitPrice: 9_000_000_000_000_000 })])).toMatchObject({
      refused: 'order.too_large',
    });
    expect(await refuse([], { customerId: 'no-such-customer' })).toEqual({
      refused: 'missing',
      with: { noun: 'customer' },
    });
    expect(await refuse([], { submit: true })).toMatchObject({ refused: 'order.no_lines' });
    const { id: stopped = '' } = await w.do('customer.create', {
      name: 'Stopped',
      country: 'TW',
      priceListId: s.listId,
      sellerId: s.sellerId,
    });
    await w.do('customer.update', { id: stopped, set: { status: { from: 'active', to: 'stopped' } } });
    expect(await w.refuse('order.create', { customerId: stopped, lines: [] })).toMatchObject({
      refused: 'order.customer_stopped',
    });
    const before = await w.rows('number_series', { field: 'series', is: 'eq', value: 'order' });
    await refuse([line('no-such-product', 1)]);
    expect(await w.rows('number_series', { field: 'series', is: 'eq', value: 'order' })).toEqual(before);
  });

  test('[P7] submitting reserves what there is, two lines of one product together', async () => {
    const customerId = await s.customer();
    const productId = await s.product('TWICE', { onHand: 10 });
    const id = await submitted(customerId, [line(productId, 6), line(productId, 6)]);
    expect(await w.row('order', id)).toMatchObject({ status: 'confirmed', fulfilment: 'backordered', openHolds: 0 });
    expect((await s.linesOf(id)).map((one) => [one.reserved, one.fulfilment, one.orderStatus])).toEqual([
      [6, 'reserved', 'confirmed'],
      [4, 'backordered', 'confirmed'],
    ]);
    expect(await s.stockOf(productId)).toMatchObject({ onHand: 10, reserved: 10, available: 0 });
    const picks = await s.picksOf(id);
    expect(picks.map((pick) => [pick.quantity, pick.status, pick.orderStatus, pick.held])).toEqual([
      [6, 'reserved', 'confirmed', false],
      [4, 'reserved', 'confirmed', false],
    ]);
    await w.do('order.cancel', { id, why: 'changed their mind' });
    expect(await s.stockOf(productId)).toMatchObject({ onHand: 10, reserved: 0, available: 10 });
    expect(await w.row('order', id)).toMatchObject({
      status: 'cancelled',
      fulfilment: 'unreserved',
      cancelReason: 'other',
    });
    expect((await s.picksOf(id)).every((pick) => pick.status === 'released' && pick.orderStatus === 'cancelled')).toBe(
      true,
    );
  });

  test('[P7] twenty buyers of ten units get exactly ten', async () => {
    const customerId = await s.customer();
    const productId = await s.product('TEN', { onHand: 10 });
    await Promise.all(Array.from({ length: 20 }, () => submitted(customerId, [line(productId, 1)])));
    expect(await s.stockOf(productId)).toMatchObject({ reserved: 10, available: 0 });
    const lines = await w.rows('order_line', { field: 'productId', is: 'eq', value: productId });
    expect(lines.filter((one) => one.fulfilment === 'reserved')).toHaveLength(10);
    expect(lines.filter((one) => one.fulfilment === 'backordered')).toHaveLength(10);
  });

  test('[S5] an order over the credit limit is held, has nothing reserved, and is confirmed by the last release', async () => {
    const customerId = await s.customer({ creditLimit: 1_000 });
    const productId = await s.product('CREDIT', { price: 100, onHand: 50 });
    const first = await submitted(customerId, [line(productId, 9)]);
    expect(await w.row('customer', customerId)).toMatchObject({ exposure: 945, creditStatus: 'near' });
    const second = await submitted(customerId, [line(productId, 1)]);
    expect(await w.row('order', first)).toMatchObject({ status: 'confirmed' });
    expect(await w.row('order', second)).toMatchObject({ status: 'submitted', openHolds: 1, fulfilment: 'unreserved' });
    expect(await s.stockOf(productId)).toMatchObject({ reserved: 9 });
    const [held] = await s.holdsOf(second);
    expect(held).toMatchObject({
      kind: 'credit',
      releasedBy: 'finance',
      status: 'open',
      excess: 50,
      orderStatus: 'submitted',
    });
    expect(await w.row('customer', customerId)).toMatchObject({ exposure: 1_050, creditStatus: 'over' });
    await w.do('hold.release', { id: held?.id, why: 'good payer' });
    expect(await w.row('order', second)).toMatchObject({ status: 'confirmed', openHolds: 0, fulfilment: 'reserved' });
    expect((await s.holdsOf(second))[0]).toMatchObject({
      status: 'released',
      closedName: 'Crossdock',
      orderStatus: 'confirmed',
    });
    expect(await w.refuse('hold.release', { id: held?.id })).toMatchObject({ refused: 'hold.not_open' });
  });

  test('[S5] what was released covers no more than was looked at', async () => {
    const customerId = await s.customer({ creditLimit: 1_000 });
    const productId = await s.product('COVER', { price: 100, onHand: 50 });
    const id = await submitted(customerId, [line(productId, 10)]);
    const [credit] = await s.holdsOf(id);
    await w.do('order.hold', { id, why: 'wait for the buyer' });
    await w.do('hold.release', { id: credit?.id });
    expect(await w.row('order', id)).toMatchObject({ status: 'submitted', openHolds: 1 });
    await submitted(customerId, [line(productId, 1)]);
    const manual = (await s.holdsOf(id)).find(({ kind }) => kind === 'manual');
    await w.do('hold.release', { id: manual?.id });
    expect(await w.row('order', id)).toMatchObject({ status: 'submitted', openHolds: 1 });
    const again = (await s.holdsOf(id)).filter(({ kind, status }) => kind === 'credit' && status === 'open');
    expect(again).toMatchObject([{ excess: 155 }]);
  });

  test('[F1] an amount above the policy is reviewed by Finance, terms set, or sent back with a reason', async () => {
    await w.do('setting.set', { key: 'review.amount', value: 10_000 });
    const customerId = await s.customer();
    const productId = await s.product('REVIEW', { price: 100, onHand: 500 });
    const id = await submitted(customerId, [line(productId, 100)]);
    expect((await s.holdsOf(id)).map(({ kind }) => kind)).toEqual(['review']);
    await w.do('order.return', { id, reason: 'split it' });
    expect(await w.row('order', id)).toMatchObject({ status: 'draft', openHolds: 0, submittedAt: null });
    expect(w.entries.findLast((one) => one.rowId === id)).toMatchObject({ why: 'split it' });
    await w.do('order.submit', { id });
    await w.do('order.review', { id, settlement: 'prepayment', prepaymentShare: 300_000 });
    expect(await w.row('order', id)).toMatchObject({
      status: 'submitted',
      reviewed: true,
      settlement: 'prepayment',
      prepaymentShare: 300_000,
      openHolds: 1,
    });
    const prepayment = (await s.holdsOf(id)).find(({ status }) => status === 'open');
    expect(prepayment).toMatchObject({ kind: 'prepayment', releasedBy: 'receipt', excess: 3_150 });
    expect(await w.refuse('hold.release', { id: prepayment?.id })).toMatchObject({ refused: 'hold.by_receipt' });
    await w.do('order.review', { id, settlement: 'cash_on_delivery' });
    expect(await w.row('order', id)).toMatchObject({
      status: 'confirmed',
      openHolds: 0,
      fulfilment: 'reserved',
      collect: 10_500,
      prepaymentShare: 0,
    });
    await w.do('setting.set', { key: 'review.amount', value: null });
  });

  test('[S2] an order is in its list’s currency, at the rate of the day that it was entered', async () => {
    const listId = await w.put('price_list', {
      code: 'GBP',
      name: 'Sterling',
      currency: 'GBP',
      includesTax: true,
      active: true,
    });
    const customerId = await s.customer({ priceListId: listId });
    const productId = await s.product('STERLING');
    await w.do('price.set', { priceListId: listId, productId, unitPrice: 1_250_000, validFrom: '2026-01-01' });
    const lines = [line(productId, 3)];
    expect(await w.refuse('order.create', { customerId, lines })).toMatchObject({
      refused: 'order.no_rate',
      with: { currency: 'GBP' },
    });
    await w.do('setting.set', { key: 'rates', value: { GBP: 41_500_000 } });
    const id = await enter(customerId, lines);
    await w.do('setting.set', { key: 'rates', value: { GBP: 42_000_000 } });
    // 3.75 with 5 % within: 3.57 and 0.18.
    expect(await w.row('order', id)).toMatchObject({
      currency: 'GBP',
      rate: 41_500_000,
      net: 357,
      tax: 18,
      total: 375,
      priceIncludesTax: true,
    });
  });

  test('[S2] to submit in one breath with the entry is a permission of its own', async () => {
    const customerId = await s.customer();
    const productId = await s.product('BREATH');
    const clerk = w.as([
      ...rulesFor('customer', ['read']),
      ...rulesFor('product', ['read']),
      ...rulesFor('order', ['read', 'create']),
      ...rulesFor('order_line', ['read', 'create']),
    ]);
    const input = { customerId, lines: [line(productId, 1)] };
    expect(await clerk.refuse('order.create', { ...input, submit: true })).toMatchObject({
      refused: 'not_permitted',
      with: { action: 'submit' },
    });
    await clerk.do('order.create', input);
    const entering = [...rulesFor('order', ['read', 'create']), ...rulesFor('order_line', ['read', 'create'])];
    const blind = w.as(entering);
    expect(await blind.refuse('order.create', input)).toMatchObject({ refused: 'missing', with: { noun: 'customer' } });
    const half = w.as([...entering, ...rulesFor('customer', ['read'])]);
    const nothing = await half.refuse('order.create', { ...input, lines: [line('not-there-at-all', 1)] });
    expect(await half.refuse('order.create', input)).toEqual(nothing);
    const warehouseId = s.warehouseId;
    const nowhere = await clerk.refuse('order.create', { ...input, warehouseId: 'not-there-at-all' });
    expect(await clerk.refuse('order.create', { ...input, warehouseId })).toEqual(nowhere);
  });
});
