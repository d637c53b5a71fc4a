import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects } from '../../../tests/databases.ts';
import { type Shop, shop } from '../../../tests/shop.ts';
import { everyRule, rulesFor, type World, world } from '../../../tests/world.ts';

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
  const submitted = (customerId: string, lines: object[], more = {}) => enter(customerId, lines, { submit: true, ...more });

  test('[S2] a draft takes seller, terms, prices and delivery from its customer, and a number at once', async () => {
    const customerId = await s.customer({ name: 'Formosa', localName: '福爾摩沙' });
    const a = await s.product('DRAFT-1', { price: 12 });
    const b = await s.product('DRAFT-2', { price: 7 });
    const { id = '', number } = await w.do('order.create', { customerId, discount: 100_000, lines: [line(a, 10), line(b, 3), line(a, 1, { free: true })] });
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
    expect(lines.every((one) => one.orderStatus === 'draft' && one.sellerId === s.sellerId && one.teamId === order.teamId)).toBe(true);
  });

  test('[S2] units have an exact factor, prices their quantity breaks, and lines of one product stay two', async () => {
    const customerId = await s.customer();
    const productId = await s.product('UNIT', { price: 10 });
    await w.do('product.update', { id: productId, addUnits: [{ code: 'BOX', factor: 12 }] });
    await w.do('price.set', { priceListId: s.listId, productId, minQuantity: 24, unitPrice: 8_000_000, validFrom: '2026-01-01' });
    await w.do('price.set', { priceListId: s.listId, productId, minQuantity: 24, unitPrice: 1, validFrom: '2026-03-03' });
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
    const priceless = (await w.do('product.create', { sku: 'PRICELESS', name: 'P', baseUnit: 'PCS', taxCode: 'T5' })).id;
    const refuse = (lines: object[], more = {}) => w.refuse('order.create', { customerId, lines, ...more });
    expect(await refuse([line('no-such-product', 1)])).toMatchObject({ refused: 'order.unknown_product', field: 'lines.0.productId' });
    expect(await refuse([line(productId, 1), line(dead, 1)])).toMatchObject({ refused: 'order.product_discontinued', field: 'lines.1.productId' });
    expect(await refuse([line(productId, 1, { unit: 'TON' })])).toMatchObject({ refused: 'order.unknown_unit' });
    expect(await refuse([line(priceless ?? '', 1)])).toMatchObject({ refused: 'order.no_price' });
    expect(await refuse([line(productId, 0)])).toMatchObject({ refused: 'input.invalid', field: 'lines.0.quantity' });
    expect(await refuse(Array.from({ length: 501 }, () => line(productId, 1)))).toMatchObject({ refused: 'input.invalid', field: 'lines' });
    expect(await refuse([line(productId, 1_000_000_000, { unitPrice: 9_000_000_000_000_000 })])).toMatchObject({ refused: 'order.too_large' });
    expect(await refuse([], { customerId: 'no-such-customer' })).toEqual({ refused: 'missing', with: { noun: 'customer' } });
    expect(await refuse([], { submit: true })).toMatchObject({ refused: 'order.no_lines' });
    const { id: stopped = '' } = await w.do('customer.create', { name: 'Stopped', country: 'TW', priceListId: s.listId, sellerId: s.sellerId });
    await w.do('customer.update', { id: stopped, set: { status: { from: 'active', to: 'stopped' } } });
    expect(await w.refuse('order.create', { customerId: stopped, lines: [] })).toMatchObject({ refused: 'order.customer_stopped' });
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
    expect(await w.row('order', id)).toMatchObject({ status: 'cancelled', fulfilment: 'unreserved' });
    expect((await s.picksOf(id)).every((pick) => pick.status === 'released' && pick.orderStatus === 'cancelled')).toBe(true);
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

  test('[P7] what a cancelled or smaller order sets free goes to whoever waits for it, the earliest promise first', async () => {
    const customerId = await s.customer();
    const productId = await s.product('PASSED-ON', { onHand: 10 });
    const holder = await submitted(customerId, [line(productId, 10)]);
    const later = await submitted(customerId, [line(productId, 4)], { promisedOn: '2026-04-02' });
    const sooner = await submitted(customerId, [line(productId, 3)], { promisedOn: '2026-04-01' });
    const [first] = await s.linesOf(holder);
    await w.do('order.update', { id: holder, change: [{ id: first?.id, quantity: { from: 10, to: 8 } }] });
    const reserved = async (id: string) => (await s.linesOf(id)).map((one) => one.reserved)[0];
    expect([await reserved(holder), await reserved(sooner), await reserved(later)]).toEqual([8, 2, 0]);
    await w.do('order.cancel', { id: holder, why: 'too late for them' });
    expect([await reserved(sooner), await reserved(later)]).toEqual([3, 4]);
    expect((await w.row('order', later)).fulfilment).toBe('reserved');
    expect(await s.stockOf(productId)).toMatchObject({ onHand: 10, reserved: 7, available: 3 });
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
    expect(held).toMatchObject({ kind: 'credit', releasedBy: 'finance', status: 'open', excess: 50, orderStatus: 'submitted' });
    expect(await w.row('customer', customerId)).toMatchObject({ exposure: 1_050, creditStatus: 'over' });
    await w.do('hold.release', { id: held?.id, why: 'good payer' });
    expect(await w.row('order', second)).toMatchObject({ status: 'confirmed', openHolds: 0, fulfilment: 'reserved' });
    expect((await s.holdsOf(second))[0]).toMatchObject({ status: 'released', closedName: 'Crossdock', orderStatus: 'confirmed' });
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
    expect(await w.row('order', id)).toMatchObject({ status: 'submitted', reviewed: true, settlement: 'prepayment', prepaymentShare: 300_000, openHolds: 1 });
    const prepayment = (await s.holdsOf(id)).find(({ status }) => status === 'open');
    expect(prepayment).toMatchObject({ kind: 'prepayment', releasedBy: 'receipt', excess: 3_150 });
    expect(await w.refuse('hold.release', { id: prepayment?.id })).toMatchObject({ refused: 'hold.by_receipt' });
    await w.do('order.review', { id, settlement: 'cash_on_delivery' });
    expect(await w.row('order', id)).toMatchObject({ status: 'confirmed', openHolds: 0, fulfilment: 'reserved', collect: 10_500, prepaymentShare: 0 });
    await w.do('setting.set', { key: 'review.amount', value: null });
  });

  test('[S4] different fields of one order are both kept, the same field is shown and not overwritten', async () => {
    const customerId = await s.customer();
    const productId = await s.product('MERGE');
    const id = await enter(customerId, [line(productId, 1)]);
    await w.do('order.update', { id, set: { notes: { from: null, to: 'ring first' } } });
    await w.do('order.update', { id, set: { promisedOn: { from: null, to: '2026-03-09' } } });
    expect(await w.row('order', id)).toMatchObject({ notes: 'ring first', promisedOn: '2026-03-09' });
    expect(await w.refuse('order.update', { id, set: { notes: { from: null, to: 'mine' } } })).toEqual({
      refused: 'order.changed_meanwhile',
      field: 'notes',
      with: { field: 'notes' },
    });
    await w.do('order.update', { id, set: { notes: { from: null, to: 'ring first' } } });
    const [first] = await s.linesOf(id);
    await w.do('order.update', { id, change: [{ id: first?.id, quantity: { from: 1, to: 5 } }] });
    expect(await w.refuse('order.update', { id, change: [{ id: first?.id, quantity: { from: 1, to: 6 } }] })).toMatchObject({
      refused: 'order.changed_meanwhile',
      with: { field: 'quantity', row: first?.id },
    });
    await w.do('order.update', { id, remove: [first?.id] });
    expect(await w.refuse('order.update', { id, change: [{ id: first?.id, quantity: { from: 5, to: 6 } }] })).toMatchObject({ refused: 'order.line_gone' });
    expect(await w.row('order', id)).toMatchObject({ lineCount: 0, total: 0 });
  });

  test('[S4] reservations of a confirmed order follow its lines', async () => {
    const customerId = await s.customer();
    const productId = await s.product('FOLLOW', { onHand: 10 });
    const other = await s.product('FOLLOW-2', { onHand: 10 });
    const id = await submitted(customerId, [line(productId, 4), line(other, 2)]);
    const [first, second] = await s.linesOf(id);
    const to = (from: number, quantity: number) => w.do('order.update', { id, change: [{ id: first?.id, quantity: { from, to: quantity } }] });
    await to(4, 12);
    expect(await s.stockOf(productId)).toMatchObject({ reserved: 10, available: 0 });
    expect((await s.linesOf(id))[0]).toMatchObject({ reserved: 10, fulfilment: 'backordered', net: 1_200 });
    await to(12, 3);
    expect(await s.stockOf(productId)).toMatchObject({ reserved: 3, available: 7 });
    const open = (await s.picksOf(id)).filter((pick) => pick.productId === productId && pick.status === 'reserved');
    expect(open.map((pick) => pick.quantity)).toEqual([3]);
    await w.do('order.update', { id, remove: [second?.id], add: [line(productId, 2)] });
    expect(await s.stockOf(other)).toMatchObject({ reserved: 0 });
    expect(await s.stockOf(productId)).toMatchObject({ reserved: 5 });
    expect(await w.row('order', id)).toMatchObject({ lineCount: 2, fulfilment: 'reserved', total: 525 });
    expect(await w.row('customer', customerId)).toMatchObject({ exposure: 525 });
    const left = await s.linesOf(id);
    expect(await w.refuse('order.update', { id, remove: left.map((one) => one.id) })).toMatchObject({ refused: 'order.no_lines' });
  });

  test('[S4] after the first pick only lines that nobody has picked change', async () => {
    const customerId = await s.customer();
    const a = await s.product('PICKED', { onHand: 10 });
    const b = await s.product('UNPICKED', { onHand: 10 });
    const id = await submitted(customerId, [line(a, 4), line(b, 4)]);
    const [pick] = (await s.picksOf(id)).filter((one) => one.productId === a);
    await w.do('pick.confirm', { id: pick?.id, picked: 4 });
    const [first, second] = await s.linesOf(id);
    const change = (lineId: string | undefined) => ({ id, change: [{ id: lineId, quantity: { from: 4, to: 3 } }] });
    expect(await w.refuse('order.update', change(first?.id))).toMatchObject({ refused: 'order.line_picked', with: { sku: 'PICKED' } });
    expect(await w.refuse('order.update', { id, remove: [first?.id] })).toMatchObject({ refused: 'order.line_picked' });
    expect(await w.refuse('order.update', { id, set: { discount: { from: 0, to: 1 } } })).toMatchObject({ refused: 'order.picking_begun', field: 'discount' });
    await w.do('order.update', change(second?.id));
    await w.do('order.update', { id, set: { notes: { from: null, to: 'still possible' } } });
    expect(await s.stockOf(b)).toMatchObject({ reserved: 3 });
    await w.do('order.cancel', { id, why: 'lost the tender' });
    expect(await s.stockOf(b)).toMatchObject({ reserved: 0 });
    expect(await s.stockOf(a)).toMatchObject({ onHand: 10, reserved: 4 });
    const back = (await s.picksOf(id)).find((one) => one.productId === a);
    expect(back).toMatchObject({ status: 'put_back', orderStatus: 'cancelled' });
    await w.do('pick.put_back', { id: back?.id });
    expect(await s.stockOf(a)).toMatchObject({ onHand: 10, reserved: 0, available: 10 });
  });

  test('[S4] a discount beyond one’s authority opens a hold, also by a change', async () => {
    const customerId = await s.customer();
    const productId = await s.product('GIVEN', { price: 100, minPrice: 80, onHand: 100 });
    const rep = w.as(everyRule, { id: 'rep', name: 'Rep', discountAuthority: 100_000 });
    const within = (await rep.do('order.create', { customerId, lines: [line(productId, 1, { discount: 100_000 })], submit: true })).id ?? '';
    expect(await w.row('order', within)).toMatchObject({ status: 'confirmed' });
    const beyond = (await rep.do('order.create', { customerId, lines: [line(productId, 10, { discount: 100_000 })], discount: 50_000, submit: true })).id ?? '';
    // 10 × (90 − 85.5)
    expect(await s.holdsOf(beyond)).toMatchObject([{ kind: 'discount', releasedBy: 'sales_manager', excess: 45 }]);
    const [first] = await s.linesOf(within);
    await rep.do('order.update', { id: within, change: [{ id: first?.id, discount: { from: 100_000, to: 150_000 } }] });
    expect(await w.row('order', within)).toMatchObject({ status: 'confirmed', openHolds: 1 });
    expect((await s.picksOf(within)).every((pick) => pick.held)).toBe(true);
    const [open] = await s.holdsOf(within);
    await w.do('hold.release', { id: open?.id });
    expect((await s.picksOf(within)).every((pick) => !pick.held)).toBe(true);
    const cheap = await rep.do('order.create', { customerId, lines: [line(productId, 1, { unitPrice: 79_000_000 })], submit: true });
    expect((await s.holdsOf(cheap.id ?? '')).map(({ kind }) => kind)).toEqual(['discount']);
    const free = await rep.do('order.create', { customerId, lines: [line(productId, 2), line(productId, 1, { free: true })], submit: true });
    expect((await s.holdsOf(free.id ?? '')).map(({ kind }) => kind)).toEqual(['discount']);
    const sample = await rep.do('order.create', { customerId, lines: [line(productId, 20), line(productId, 1, { free: true })], submit: true });
    expect(await s.holdsOf(sample.id ?? '')).toEqual([]);
  });

  test('[S5] a short close ends an order with what has left, reopening wants the rest again', async () => {
    const customerId = await s.customer();
    const productId = await s.product('SHORT', { price: 100, onHand: 6 });
    const id = await submitted(customerId, [line(productId, 10)]);
    expect(await w.refuse('order.short_close', { id, why: 'x' })).toMatchObject({ refused: 'order.nothing_shipped' });
    const [pick] = await s.picksOf(id);
    await w.do('pick.confirm', { id: pick?.id, picked: 6 });
    const packed = await w.do('order.pack', { orderId: id, pickIds: [pick?.id] });
    await w.do('order.ship', { orderId: id, packageIds: [packed.id ?? packed.packageId] });
    expect(await w.refuse('order.cancel', { id, why: 'x' })).toMatchObject({ refused: 'order.goods_left' });
    await w.do('order.short_close', { id, why: 'season is over' });
    expect((await s.linesOf(id))[0]).toMatchObject({ closed: 4, shipped: 6, reserved: 0, fulfilment: 'shipped' });
    await w.do('order.invoice', { orderId: id });
    const [receivable] = await w.rows('receivable', { field: 'orderId', is: 'eq', value: id });
    expect(receivable).toMatchObject({ open: 630 });
    await w.do('receipt.record', {
      customerId,
      receivedOn: '2026-03-02',
      received: 630,
      currency: 'TWD',
      method: 'transfer',
      allocations: [{ receivableId: receivable?.id, allocated: 630 }],
    });
    expect(await w.row('order', id)).toMatchObject({ status: 'completed', payment: 'paid', billing: 'invoiced' });
    expect(await w.row('customer', customerId)).toMatchObject({ exposure: 0 });
    await w.do('order.reopen', { id, why: 'they want the rest' });
    expect(await w.row('order', id)).toMatchObject({ status: 'confirmed', completedAt: null, fulfilment: 'backordered' });
    expect((await s.linesOf(id))[0]).toMatchObject({ closed: 0, fulfilment: 'backordered', orderStatus: 'confirmed' });
    expect(await w.row('customer', customerId)).toMatchObject({ exposure: 420 });
  });

  test('[S2] to submit in one breath with the entry is a permission of its own', async () => {
    const customerId = await s.customer();
    const productId = await s.product('BREATH');
    const clerk = w.as([...rulesFor('customer', ['read']), ...rulesFor('order', ['read', 'create']), ...rulesFor('order_line', ['read', 'create'])]);
    const input = { customerId, lines: [line(productId, 1)] };
    expect(await clerk.refuse('order.create', { ...input, submit: true })).toMatchObject({ refused: 'not_permitted', with: { action: 'submit' } });
    await clerk.do('order.create', input);
    const blind = w.as([...rulesFor('order', ['read', 'create']), ...rulesFor('order_line', ['read', 'create'])]);
    expect(await blind.refuse('order.create', input)).toMatchObject({ refused: 'missing', with: { noun: 'customer' } });
  });
});
