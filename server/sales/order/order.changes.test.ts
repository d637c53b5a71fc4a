import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects } from '../../../tests/databases.ts';
import { type Shop, shop } from '../../../tests/shop.ts';
import { everyRule, rulesFor, type World, world } from '../../../tests/world.ts';

describe.each(dialects)('changes of orders on %s', (dialect) => {
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
    // Since when the later one waits stays as it was, however the order changes meanwhile.
    const since = (await s.linesOf(later)).map(({ backorderedAt }) => backorderedAt);
    expect(since).toEqual([expect.any(Number)]);
    w.at(w.now() + 60_000);
    await w.do('order.update', { id: later, set: { deliveryPhone: { from: null, to: '02 1234' } } });
    expect((await s.linesOf(later)).map(({ backorderedAt }) => backorderedAt)).toEqual(since);
    await w.do('order.cancel', { id: holder, why: 'too late for them', reason: 'stock' });
    expect(await w.row('order', holder)).toMatchObject({ cancelledAt: w.now(), cancelReason: 'stock' });
    expect((await s.linesOf(later)).map(({ backorderedAt }) => backorderedAt)).toEqual([null]);
    expect([await reserved(sooner), await reserved(later)]).toEqual([3, 4]);
    expect((await w.row('order', later)).fulfilment).toBe('reserved');
    expect(await s.stockOf(productId)).toMatchObject({ onHand: 10, reserved: 7, available: 3 });
  });

  test('[P12] who may write an order but not its lines takes none of them away', async () => {
    const customerId = await s.customer();
    const id = await enter(customerId, [line(await s.product('KEPT'), 2)]);
    const [first] = await s.linesOf(id);
    const carrier = w.as([...rulesFor('order', ['read', 'update']), ...rulesFor('order_line', ['read'])]);
    await carrier.do('order.update', { id, set: { deliveryPhone: { from: null, to: '02 1234' } } });
    expect(await carrier.refuse('order.update', { id, remove: [first?.id] })).toMatchObject({
      refused: 'field_not_permitted',
      with: { noun: 'order_line' },
    });
  });

  test('[P12] [P3] who reads prices of other orders only learns none of a line by guessing at it', async () => {
    const customerId = await s.customer();
    const productId = await s.product('GUESSED', { price: 370 });
    const id = await enter(customerId, [line(productId, 2)]);
    const [first] = await s.linesOf(id);
    const elsewhere = { field: 'quantity', is: 'eq' as const, value: 99 };
    const person = w.as([
      ...rulesFor('order', ['read', 'update']),
      ...rulesFor('order_line', ['read', 'update'], ['basics']),
      ...rulesFor('order_line', ['read', 'update'], ['amounts']).map((rule) => ({ ...rule, when: elsewhere })),
    ]);
    const guess = (from: number | undefined, to: number | undefined) =>
      person.refuse('order.update', { id, change: [{ id: first?.id, unitPrice: { from, to } }] });
    const wrong = await guess(1, 2);
    expect(wrong).toEqual({ refused: 'field_not_permitted', field: 'unitPrice', with: { noun: 'order_line' } });
    expect([await guess(first?.unitPrice, 2), await guess(1, first?.unitPrice)]).toEqual([wrong, wrong]);
    await person.do('order.update', { id, change: [{ id: first?.id, quantity: { from: 2, to: 3 } }] });
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
    expect(
      await w.refuse('order.update', { id, change: [{ id: first?.id, quantity: { from: 1, to: 6 } }] }),
    ).toMatchObject({
      refused: 'order.changed_meanwhile',
      with: { field: 'quantity', row: first?.id },
    });
    await w.do('order.update', { id, remove: [first?.id] });
    expect(
      await w.refuse('order.update', { id, change: [{ id: first?.id, quantity: { from: 5, to: 6 } }] }),
    ).toMatchObject({ refused: 'order.line_gone' });
    expect(await w.row('order', id)).toMatchObject({ lineCount: 0, total: 0 });
  });

  test('[S4] reservations of a confirmed order follow its lines', async () => {
    const customerId = await s.customer();
    const productId = await s.product('FOLLOW', { onHand: 10 });
    const other = await s.product('FOLLOW-2', { onHand: 10 });
    const id = await submitted(customerId, [line(productId, 4), line(other, 2)]);
    const [first, second] = await s.linesOf(id);
    const to = (from: number, quantity: number) =>
      w.do('order.update', { id, change: [{ id: first?.id, quantity: { from, to: quantity } }] });
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
    expect(await w.refuse('order.update', { id, remove: left.map((one) => one.id) })).toMatchObject({
      refused: 'order.no_lines',
    });
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
    expect(await w.refuse('order.update', change(first?.id))).toMatchObject({
      refused: 'order.line_picked',
      with: { sku: 'PICKED' },
    });
    expect(await w.refuse('order.update', { id, remove: [first?.id] })).toMatchObject({ refused: 'order.line_picked' });
    expect(await w.refuse('order.update', { id, set: { discount: { from: 0, to: 1 } } })).toMatchObject({
      refused: 'order.beyond_authority',
      with: { reasons: ['picking'] },
    });
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

  test('[S4] a discount beyond one’s authority opens a hold when it is submitted, and is not given to a submitted order', async () => {
    const customerId = await s.customer();
    const productId = await s.product('GIVEN', { price: 100, minPrice: 80, onHand: 100 });
    const rep = w.as(everyRule, { id: 'rep', name: 'Rep', discountAuthority: 100_000 });
    const within =
      (await rep.do('order.create', { customerId, lines: [line(productId, 1, { discount: 100_000 })], submit: true }))
        .id ?? '';
    expect(await w.row('order', within)).toMatchObject({ status: 'confirmed' });
    const beyond =
      (
        await rep.do('order.create', {
          customerId,
          lines: [line(productId, 10, { discount: 100_000 })],
          discount: 50_000,
          submit: true,
        })
      ).id ?? '';
    // 10 × (90 − 85.5)
    expect(await s.holdsOf(beyond)).toMatchObject([{ kind: 'discount', releasedBy: 'sales_manager', excess: 45 }]);
    const [first] = await s.linesOf(within);
    expect(
      await rep.refuse('order.update', {
        id: within,
        change: [{ id: first?.id, discount: { from: 100_000, to: 150_000 } }],
      }),
    ).toEqual({ refused: 'order.beyond_authority', with: { reasons: ['discount'] } });
    // As much as waits for the manager, or was agreed to, is there already: less than that is the seller's to give.
    const [open] = await s.holdsOf(beyond);
    const less = { from: 100_000, to: 80_000 };
    const [ten] = await s.linesOf(beyond);
    await rep.do('order.update', { id: beyond, change: [{ id: ten?.id, discount: less }] });
    expect(await s.holdsOf(beyond)).toMatchObject([{ status: 'open', excess: 26 }]);
    await w.do('hold.release', { id: open?.id });
    expect(await w.row('order', beyond)).toMatchObject({ status: 'confirmed', openHolds: 0 });
    await rep.do('order.update', { id: beyond, change: [{ id: ten?.id, discount: { from: 80_000, to: 70_000 } }] });
    expect(await w.row('order', beyond)).toMatchObject({ openHolds: 0 });
    const cheap = await rep.do('order.create', {
      customerId,
      lines: [line(productId, 1, { unitPrice: 79_000_000 })],
      submit: true,
    });
    expect((await s.holdsOf(cheap.id ?? '')).map(({ kind }) => kind)).toEqual(['discount']);
    const free = await rep.do('order.create', {
      customerId,
      lines: [line(productId, 2), line(productId, 1, { free: true })],
      submit: true,
    });
    expect((await s.holdsOf(free.id ?? '')).map(({ kind }) => kind)).toEqual(['discount']);
    const sample = await rep.do('order.create', {
      customerId,
      lines: [line(productId, 20), line(productId, 1, { free: true })],
      submit: true,
    });
    expect(await s.holdsOf(sample.id ?? '')).toEqual([]);
  });

  test('[S4] what was agreed to of one line is not given once more on each of the others', async () => {
    const customerId = await s.customer();
    const [a, b] = [
      await s.product('AGREED', { price: 100, minPrice: 80, onHand: 100 }),
      await s.product('NOT-AGREED', { price: 100, minPrice: 80, onHand: 100 }),
    ];
    const rep = w.as(everyRule, { id: 'rep', name: 'Rep', discountAuthority: 100_000 });
    const lines = [line(a, 10, { discount: 150_000 }), line(b, 10)];
    const id = (await rep.do('order.create', { customerId, lines, submit: true })).id ?? '';
    const [open] = await s.holdsOf(id);
    expect(open).toMatchObject({ kind: 'discount', excess: 50 });
    await w.do('hold.release', { id: open?.id });
    const [first, second] = await s.linesOf(id);
    const gives = (to: number, from = 0) => ({ id, change: [{ id: second?.id, discount: { from, to } }] });
    expect(await rep.refuse('order.update', gives(150_000))).toEqual({
      refused: 'order.beyond_authority',
      with: { reasons: ['discount'] },
    });
    expect(await rep.refuse('order.update', gives(250_000))).toEqual({
      refused: 'order.beyond_authority',
      with: { reasons: ['discount', 'minimum'] },
    });
    // Within their authority, and of what was agreed to the quantity made less.
    await rep.do('order.update', gives(100_000));
    await rep.do('order.update', { id, change: [{ id: first?.id, quantity: { from: 10, to: 8 } }] });
    // Somebody with more authority gives more; what the seller does not touch is not theirs to answer for.
    await w.do('order.update', gives(180_000, 100_000));
    await rep.do('order.update', { id, add: [line(a, 1)] });
    await rep.do('order.update', { id, change: [{ id: second?.id, quantity: { from: 10, to: 9 } }] });
    // What is taken off one line is not given on another.
    const moved = [
      { id: first?.id, discount: { from: 150_000, to: 0 } },
      { id: second?.id, discount: { from: 180_000, to: 190_000 } },
    ];
    expect(await rep.refuse('order.update', { id, change: moved })).toMatchObject({
      refused: 'order.beyond_authority',
    });
    expect(await w.row('order', id)).toMatchObject({ openHolds: 0 });
  });

  test('[S2] [S4] what is free is not made a larger share by taking away what is paid', async () => {
    const customerId = await s.customer();
    const productId = await s.product('PAID', { price: 100, onHand: 100 });
    const rep = w.as(everyRule, { id: 'rep', name: 'Rep', discountAuthority: 100_000 });
    const lines = [line(productId, 9), line(productId, 9), line(productId, 2, { free: true })];
    const id = (await rep.do('order.create', { customerId, lines, submit: true })).id ?? '';
    expect(await s.holdsOf(id)).toEqual([]);
    const [first, second] = await s.linesOf(id);
    const beyond = { refused: 'order.beyond_authority', with: { reasons: ['discount'] } };
    const fewer = (to: number) => ({ id, change: [{ id: first?.id, quantity: { from: 9, to } }] });
    expect(await rep.refuse('order.update', fewer(1))).toEqual(beyond);
    expect(await rep.refuse('order.update', { id, remove: [second?.id] })).toEqual(beyond);
    await rep.do('order.update', fewer(12));
    await rep.do('order.update', { id, change: [{ id: first?.id, quantity: { from: 12, to: 9 } }] });
    // Nor by taking paid goods for less than they were sold for above the list.
    const dear = [line(productId, 9, { unitPrice: 1_000_000_000 }), line(productId, 5, { free: true })];
    const sold = (await rep.do('order.create', { customerId, lines: dear, submit: true })).id ?? '';
    expect(await s.holdsOf(sold)).toEqual([]);
    const [paid] = await s.linesOf(sold);
    const cheaper = { unitPrice: { from: 1_000_000_000, to: 100_000_000 } };
    expect(await rep.refuse('order.update', { id: sold, change: [{ id: paid?.id, ...cheaper }] })).toEqual(beyond);
  });

  test('[S4] who gave a discount does not agree to it, whatever their roles are', async () => {
    const customerId = await s.customer();
    const productId = await s.product('OWN', { price: 100, onHand: 10 });
    const boss = w.as(everyRule, { id: 'boss', name: 'Boss', discountAuthority: 100_000 });
    const lines = [line(productId, 1, { discount: 300_000 })];
    const id = (await boss.do('order.create', { customerId, lines, submit: true })).id ?? '';
    const [open] = await s.holdsOf(id);
    expect(open).toMatchObject({ kind: 'discount', openedById: 'boss' });
    expect(await boss.refuse('hold.release', { id: open?.id })).toEqual({ refused: 'hold.own' });
    await w.do('hold.release', { id: open?.id });
    expect(await w.row('order', id)).toMatchObject({ status: 'confirmed' });
  });

  test('[S5] orders entered at once do not each find room for themselves alone under one credit limit', async () => {
    const customerId = await s.customer({ creditLimit: 1_000 });
    const productId = await s.product('ROOM', { price: 100, onHand: 100 });
    const desks = ['a', 'b', 'c', 'd'].map((id) => w.as(everyRule, { id, name: id, discountAuthority: 1_000_000 }));
    const made = await Promise.all(
      desks.map((desk) => desk.do('order.create', { customerId, lines: [line(productId, 6)], submit: true })),
    );
    const orders = await Promise.all(made.map(({ id = '' }) => w.row('order', id)));
    expect(orders.filter(({ status }) => status === 'confirmed')).toHaveLength(1);
    expect(await s.stockOf(productId)).toMatchObject({ reserved: 6 });
    for (const { id, status } of orders)
      expect((await s.holdsOf(id)).map(({ kind }) => kind)).toEqual(status === 'confirmed' ? [] : ['credit']);
    // A change that grows it over the limit waits as well, as does one that was asked for and accepted.
    const confirmed = orders.find(({ status }) => status === 'confirmed')?.id ?? '';
    for (const { id } of orders) if (id !== confirmed) await w.do('order.cancel', { id, why: 'not now' });
    const [first] = await s.linesOf(confirmed);
    const change = [{ id: first?.id, quantity: { from: 6, to: 12 } }];
    const asked = await desks[0]?.do('order.request_change', { id: confirmed, why: 'more', change });
    await w.do('change_request.decide', { id: asked?.id, accept: 'all' });
    expect(await w.row('order', confirmed)).toMatchObject({ openHolds: 1, total: 1_260 });
    expect((await s.holdsOf(confirmed)).map(({ kind, excess }) => [kind, excess])).toEqual([['credit', 260]]);
  });

  test('[F1] [S5] nobody agrees to more than they have looked at', async () => {
    const customerId = await s.customer({ creditLimit: 100 });
    const productId = await s.product('LOOKED-AT', { price: 50, onHand: 100 });
    const id = await submitted(customerId, [line(productId, 3)]);
    const [held] = await s.holdsOf(id);
    const excess = held?.excess ?? 0;
    expect(held).toMatchObject({ kind: 'credit', status: 'open' });
    expect(excess).toBeGreaterThan(0);
    // Another order of theirs has come in meanwhile.
    const other = await submitted(customerId, [line(productId, 10)]);
    const more = excess + (await w.row('order', other)).total;
    expect(await w.refuse('hold.release', { id: held?.id, excess })).toEqual({
      refused: 'hold.grown',
      field: 'excess',
      with: { hold: held?.id, excess: more },
    });
    expect(await s.holdsOf(id)).toMatchObject([{ kind: 'credit', status: 'open' }]);
    const blind = w.as([
      ...rulesFor('hold', ['read', 'release'], ['basics']),
      ...rulesFor('order', ['read', 'review'], ['basics']),
    ]);
    expect(await blind.refuse('hold.release', { id: held?.id, excess })).toEqual({
      refused: 'field_not_permitted',
      field: 'excess',
      with: { noun: 'hold' },
    });
    await w.do('hold.release', { id: held?.id, excess: more });
    expect(await w.row('order', id)).toMatchObject({ status: 'confirmed' });
    const { total } = await w.row('order', other);
    const [first] = await s.linesOf(other);
    await w.do('order.update', { id: other, change: [{ id: first?.id, quantity: { from: 10, to: 20 } }] });
    const changed = { refused: 'changed_meanwhile', field: 'total' };
    expect(await w.refuse('order.review', { id: other, total })).toEqual(changed);
    expect(await w.row('order', other)).toMatchObject({ reviewed: false });
    expect(await blind.refuse('order.review', { id: other, total })).toEqual({
      refused: 'field_not_permitted',
      field: 'total',
      with: { noun: 'order' },
    });
    await w.do('order.review', { id: other, total: (await w.row('order', other)).total });
    expect(await w.row('order', other)).toMatchObject({ reviewed: true });
  });

  test('[S5] a short close and a reopening are no way around the credit limit', async () => {
    const customerId = await s.customer({ creditLimit: 1_100 });
    const productId = await s.product('EVADE', { price: 100, onHand: 4 });
    const id = await submitted(customerId, [line(productId, 10)]);
    const [pick] = await s.picksOf(id);
    await w.do('pick.confirm', { id: pick?.id, picked: 4 });
    const packed = await w.do('order.pack', { orderId: id, pickIds: [pick?.id] });
    await w.do('order.ship', { orderId: id, packageIds: [packed.packageId] });
    await w.do('order.short_close', { id, why: 'to make room' });
    expect(await w.row('customer', customerId)).toMatchObject({ exposure: 420 });
    const second = await submitted(customerId, [line(productId, 6)]);
    expect(await w.row('order', second)).toMatchObject({ status: 'confirmed' });
    await w.do('order.invoice', { orderId: id });
    const [item] = await w.rows('receivable', { field: 'orderId', is: 'eq', value: id });
    const allocations = [{ receivableId: item?.id, allocated: 420 }];
    const money = { customerId, receivedOn: '2026-03-02', received: 420, currency: 'TWD', method: 'transfer' };
    await w.do('receipt.record', { ...money, allocations });
    expect(await w.row('order', id)).toMatchObject({ status: 'completed' });
    await w.do('order.reopen', { id, why: 'the rest after all' });
    // 6 wanted again beside 6 of the other order: 1,260 over 1,100.
    expect((await s.holdsOf(id)).filter(({ status }) => status === 'open')).toMatchObject([
      { kind: 'credit', excess: 160 },
    ]);
    expect(await w.row('order', id)).toMatchObject({ status: 'confirmed', openHolds: 1 });
    expect(await w.row('customer', customerId)).toMatchObject({ exposure: 1_260, creditStatus: 'over' });
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
    expect(await w.row('order', id)).toMatchObject({
      status: 'confirmed',
      completedAt: null,
      fulfilment: 'backordered',
    });
    expect((await s.linesOf(id))[0]).toMatchObject({ closed: 0, fulfilment: 'backordered', orderStatus: 'confirmed' });
    expect(await w.row('customer', customerId)).toMatchObject({ exposure: 420 });
  });
});
