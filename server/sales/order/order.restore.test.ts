import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects } from '../../../tests/databases.ts';
import { type Shop, shop } from '../../../tests/shop.ts';
import { everyRule, type Person, type World, world } from '../../../tests/world.ts';

describe.each(dialects)('what was ended is taken back (%s)', (dialect) => {
  let w: World;
  let s: Shop;
  let rep: Person;
  beforeAll(async () => {
    w = await world(dialect);
    s = await shop(w, { code: 'BACK' });
    rep = w.as(everyRule, { id: 'rep', name: 'Rep', discountAuthority: 100_000 });
  });
  afterAll(() => w.close());

  const line = (productId: string, quantity: number, more = {}) => ({ productId, quantity, ...more });
  const enter = async (customerId: string, lines: object[], submit = true): Promise<string> =>
    (await rep.do('order.create', { customerId, lines, submit })).id ?? '';
  const cancel = (id: string) => rep.do('order.cancel', { id, why: 'a mistake' });
  const restore = (id: string, by: Person = rep) => by.do('order.restore', { id, why: 'it was none' });
  const kinds = async (id: string, status = 'open') =>
    (await s.holdsOf(id)).filter((hold) => hold.status === status).map(({ kind }) => kind);

  /** Who was told that nothing holds it any more. */
  const freed = async (id: string) =>
    (await w.rows('notification', { field: 'aboutId', is: 'eq', value: id })).filter(
      ({ kind }) => kind === 'order_confirmed' || kind === 'order_released',
    );

  test('[S5] a cancelled order is what it was: reserved anew as far as there is stock, the rest waits', async () => {
    const customerId = await s.customer();
    const productId = await s.product('BACK-1', { price: 100, onHand: 10 });
    const id = await enter(customerId, [line(productId, 8)]);
    const was = await w.row('order', id);
    await cancel(id);
    expect(await s.stockOf(productId)).toMatchObject({ reserved: 0 });
    expect(await w.row('customer', customerId)).toMatchObject({ exposure: 0 });
    // Somebody else took some of it meanwhile.
    const other = await enter(customerId, [line(productId, 5)]);
    await restore(id);
    expect(await w.row('order', id)).toMatchObject({
      status: 'confirmed',
      cancelledAt: null,
      cancelReason: null,
      submittedAt: was.submittedAt,
      fulfilment: 'backordered',
      total: was.total,
    });
    expect((await s.linesOf(id))[0]).toMatchObject({ reserved: 5, orderStatus: 'confirmed' });
    // Nothing held it: that it is confirmed again is no news beside that it is back.
    expect(await freed(id)).toEqual([]);
    expect(await s.stockOf(productId)).toMatchObject({ reserved: 10, available: 0 });
    expect(await w.row('customer', customerId)).toMatchObject({ exposure: 840 + 525 });
    expect(await rep.refuse('order.restore', { id, why: 'x' })).toMatchObject({ refused: 'order.not_in_state' });
    await cancel(other);
    // What comes free goes to whoever waits for it: this order among them.
    expect((await s.linesOf(id))[0]).toMatchObject({ reserved: 8, fulfilment: 'reserved' });
  });

  test('[S5] an order does not come back in a currency in which its customer’s credit is not counted', async () => {
    const customerId = await s.customer();
    const productId = await s.product('BACK-CURRENCY', { price: 100, onHand: 10 });
    const cancelled = await enter(customerId, [line(productId, 2)]);
    await cancel(cancelled);
    const done = await enter(customerId, [line(productId, 3)]);
    await s.ship(done);
    await w.do('order.invoice', { orderId: done });
    const [item] = await w.rows('receivable', { field: 'orderId', is: 'eq', value: done });
    const allocations = [{ receivableId: item?.id, allocated: 315 }];
    const money = { customerId, receivedOn: '2026-03-02', received: 315, currency: 'TWD', method: 'transfer' };
    await w.do('receipt.record', { ...money, allocations });
    expect(await w.row('order', done)).toMatchObject({ status: 'completed', currency: 'TWD' });
    const usd = await w.put('price_list', { code: 'USD', name: 'USD', currency: 'USD', active: true });
    const set = { currency: { from: 'TWD', to: 'USD' }, priceListId: { from: s.listId, to: usd } };
    await w.do('customer.update', { id: customerId, set });
    const refused = { refused: 'order.other_currency', with: { currency: 'TWD' } };
    expect(await rep.refuse('order.restore', { id: cancelled, why: 'x' })).toEqual(refused);
    expect(await rep.refuse('order.reopen', { id: done, why: 'x' })).toEqual(refused);
    expect(await w.row('customer', customerId)).toMatchObject({ exposure: 0 });
  });

  test('[S5] what was picked and is not back on its shelf stays with it; what is back is picked again', async () => {
    const customerId = await s.customer();
    const productId = await s.product('BACK-2', { price: 100, onHand: 20 });
    const second = await s.product('BACK-3', { price: 100, onHand: 20 });
    const id = await enter(customerId, [line(productId, 4), line(second, 3)]);
    for (const pick of await s.picksOf(id)) await w.do('pick.confirm', { id: pick.id, picked: pick.quantity });
    const packed = await w.do('order.pack', { orderId: id, pickIds: (await s.picksOf(id)).map((pick) => pick.id) });
    await cancel(id);
    const tasks = await s.picksOf(id);
    expect(tasks.map(({ status }) => status)).toEqual(['put_back', 'put_back']);
    const [gone] = tasks.filter((pick) => pick.productId === second);
    await w.do('pick.put_back', { id: gone?.id });
    await restore(id);
    const picks = await s.picksOf(id);
    expect(picks.filter((pick) => pick.productId === productId)).toMatchObject([
      { status: 'picked', quantity: 4, picked: 4, packageId: null },
    ]);
    expect(picks.filter((pick) => pick.productId === second && pick.status !== 'released')).toMatchObject([
      { status: 'reserved', quantity: 3, picked: 0 },
    ]);
    expect(await w.row('package', packed.packageId ?? '')).toMatchObject({ status: 'unpacked' });
    for (const product of [productId, second])
      expect(await s.stockOf(product)).toMatchObject({ onHand: 20, reserved: product === productId ? 4 : 3 });
    expect((await s.linesOf(id)).map(({ fulfilment }) => fulfilment).sort()).toEqual(['picking', 'reserved']);
  });

  test('[S5] to cancel, order again and undo is no way around the credit limit, nor is what Finance once accepted', async () => {
    const customerId = await s.customer({ creditLimit: 1_000 });
    const productId = await s.product('BACK-4', { price: 100, onHand: 100 });
    const first = await enter(customerId, [line(productId, 6)]);
    expect(await w.row('order', first)).toMatchObject({ status: 'confirmed' });
    await cancel(first);
    const second = await enter(customerId, [line(productId, 6)]);
    expect(await w.row('order', second)).toMatchObject({ status: 'confirmed' });
    await restore(first);
    expect(await w.row('order', first)).toMatchObject({ status: 'confirmed', openHolds: 1 });
    expect((await s.holdsOf(first)).filter(({ status }) => status === 'open')).toMatchObject([
      { kind: 'credit', excess: 260 },
    ]);
    // Held, it takes nothing from the shelf, and its lines wait for the release.
    expect((await s.linesOf(first))[0]).toMatchObject({ reserved: 0 });
    expect(await w.row('customer', customerId)).toMatchObject({ exposure: 1_260, creditStatus: 'over' });
    const [hold] = (await s.holdsOf(first)).filter(({ status }) => status === 'open');
    await w.do('hold.release', { id: hold?.id });
    expect((await s.linesOf(first))[0]).toMatchObject({ reserved: 6 });
    // What was accepted was accepted for the order that is given up now.
    await cancel(first);
    await restore(first);
    expect(await kinds(first)).toEqual(['credit']);
    expect(await kinds(first, 'void')).toEqual(['credit']);
  });

  test('[S5] a draft is a draft again, a submitted order is submitted and held by what held it', async () => {
    const customerId = await s.customer();
    const productId = await s.product('BACK-5', { price: 100, onHand: 10 });
    const draft = await enter(customerId, [line(productId, 1)], false);
    await cancel(draft);
    await restore(draft);
    expect(await w.row('order', draft)).toMatchObject({ status: 'draft', submittedAt: null, openHolds: 0 });
    const held = await enter(customerId, [line(productId, 2, { discount: 300_000 })]);
    expect(await kinds(held)).toEqual(['discount']);
    await cancel(held);
    expect(await kinds(held)).toEqual([]);
    await restore(held);
    expect(await w.row('order', held)).toMatchObject({ status: 'submitted', openHolds: 1 });
    expect(await kinds(held)).toEqual(['discount']);
    // Whoever could give it agrees to it by undoing it.
    await cancel(held);
    await restore(held, w.as(everyRule, { id: 'boss', name: 'Boss', discountAuthority: 1_000_000 }));
    expect(await w.row('order', held)).toMatchObject({ status: 'confirmed', openHolds: 0 });
  });

  test('[S5] a prepayment that went back is awaited again', async () => {
    const customerId = await s.customer({ settlement: 'prepayment', prepaymentShare: 1_000_000 });
    const productId = await s.product('BACK-6', { price: 100, onHand: 10 });
    const id = await enter(customerId, [line(productId, 2)]);
    const money = { customerId, receivedOn: '2026-03-02', received: 210, currency: 'TWD', method: 'transfer' };
    await w.do('receipt.record', { ...money, allocations: [{ orderId: id, allocated: 210 }] });
    expect(await w.row('order', id)).toMatchObject({ status: 'confirmed', paidTotal: 210 });
    await cancel(id);
    expect(await w.row('order', id)).toMatchObject({ paidTotal: 0 });
    await restore(id);
    expect(await w.row('order', id)).toMatchObject({ status: 'confirmed', openHolds: 1, paidTotal: 0 });
    expect(await kinds(id)).toEqual(['prepayment']);
    expect((await s.linesOf(id))[0]).toMatchObject({ reserved: 0 });
  });

  test('[S5] a short close is taken back before the order is over: the rest is wanted, reserved and owed again', async () => {
    const customerId = await s.customer({ creditLimit: 1_100 });
    const productId = await s.product('BACK-7', { price: 100, onHand: 20 });
    const second = await s.product('BACK-8', { price: 100, onHand: 20 });
    const id = await enter(customerId, [line(productId, 4), line(second, 6)]);
    for (const pick of await s.picksOf(id)) await w.do('pick.confirm', { id: pick.id, picked: pick.quantity });
    const first = (await s.picksOf(id)).find((pick) => pick.productId === productId);
    const packed = await w.do('order.pack', { orderId: id, pickIds: [first?.id] });
    await w.do('order.ship', { orderId: id, packageIds: [packed.packageId] });
    expect(await rep.refuse('order.reopen', { id, why: 'x' })).toMatchObject({ refused: 'order.nothing_closed' });
    await rep.do('order.short_close', { id, why: 'enough' });
    expect(await w.row('order', id)).toMatchObject({ status: 'confirmed', total: 420 });
    expect(await w.row('customer', customerId)).toMatchObject({ exposure: 420 });
    expect((await s.picksOf(id)).map(({ status }) => status).sort()).toEqual(['put_back', 'shipped']);
    await rep.do('order.reopen', { id, why: 'not enough' });
    expect(await w.row('order', id)).toMatchObject({ status: 'confirmed', total: 1_050, openHolds: 0 });
    expect(await freed(id)).toEqual([]);
    expect((await s.linesOf(id)).find((one) => one.productId === second)).toMatchObject({
      closed: 0,
      reserved: 6,
      picked: 6,
      fulfilment: 'picking',
    });
    // What lay in the tote for the shelf is the order's again, and no second piece was taken for it.
    expect(await s.stockOf(second)).toMatchObject({ onHand: 20, reserved: 6 });
    expect((await s.picksOf(id)).map(({ status }) => status).sort()).toEqual(['picked', 'shipped']);
    expect(await w.row('customer', customerId)).toMatchObject({ exposure: 1_050 });
  });

  /** Confirmed, with one of its lines on the way. */
  const partShipped = async (
    productIds: readonly string[],
    customer: object = {},
    before = async (_id: string) => {},
  ) => {
    const customerId = await s.customer(customer);
    const id = await enter(
      customerId,
      productIds.map((productId) => line(productId, 2)),
    );
    await before(id);
    const [pick] = (await s.picksOf(id)).filter(({ productId }) => productId === productIds[0]);
    await w.do('pick.confirm', { id: pick?.id, picked: 2 });
    const packed = await w.do('order.pack', { orderId: id, pickIds: [pick?.id] });
    await w.do('order.ship', { orderId: id, packageIds: [packed.packageId] });
    return { customerId, id };
  };
  const close = (id: string) => rep.do('order.short_close', { id, why: 'enough' });
  const reopen = (id: string, by: Person = rep) => by.do('order.reopen', { id, why: 'not enough' });

  test('[S5] to close short and reopen is no way around review, prepayment and discount', async () => {
    const productId = await s.product('BACK-9', { price: 100, onHand: 40 });
    const second = await s.product('BACK-10', { price: 100, onHand: 40 });
    await w.do('setting.set', { key: 'review.amount', value: 1_000 });
    const reviewed = await partShipped([productId, second]);
    await w.do('order.update', { id: reviewed.id, add: [line(second, 10)] });
    expect(await kinds(reviewed.id)).toEqual(['review']);
    await close(reviewed.id);
    expect(await kinds(reviewed.id)).toEqual([]);
    await reopen(reviewed.id);
    expect(await kinds(reviewed.id)).toEqual(['review']);
    expect(await w.row('order', reviewed.id)).toMatchObject({ status: 'confirmed', openHolds: 1 });
    expect((await s.linesOf(reviewed.id)).map(({ reserved }) => reserved)).toEqual([0, 0, 0]);
    await w.do('setting.set', { key: 'review.amount', value: null });

    const pay = (customerId: string, id: string) =>
      w.do('receipt.record', {
        customerId,
        receivedOn: '2026-03-02',
        received: 420,
        currency: 'TWD',
        method: 'transfer',
        allocations: [{ orderId: id, allocated: 420 }],
      });
    const terms = { settlement: 'prepayment', prepaymentShare: 1_000_000 };
    const prepaid: { customerId: string; id: string } = await partShipped([productId, second], terms, async (id) => {
      const { customerId } = await w.row('order', id);
      await pay(customerId as string, id);
    });
    await w.do('order.update', { id: prepaid.id, add: [line(second, 10)] });
    expect(await kinds(prepaid.id)).toEqual(['prepayment']);
    await close(prepaid.id);
    await reopen(prepaid.id);
    expect(await kinds(prepaid.id)).toEqual(['prepayment']);

    const given = await partShipped([productId, second]);
    const boss = w.as(everyRule, { id: 'boss', name: 'Boss', discountAuthority: 1_000_000 });
    await boss.do('order.update', { id: given.id, add: [line(second, 2, { discount: 500_000 })] });
    await close(given.id);
    await reopen(given.id);
    expect(await kinds(given.id)).toEqual(['discount']);
  });

  test("[S5] what somebody's word held it holds again, unless it was lifted", async () => {
    const productId = await s.product('BACK-11', { price: 100, onHand: 40 });
    const second = await s.product('BACK-12', { price: 100, onHand: 40 });
    const hold = (id: string) => w.do('order.hold', { id, why: 'they are being looked at' });
    const id = await enter(await s.customer(), [line(productId, 2)]);
    await hold(id);
    await cancel(id);
    expect(await kinds(id)).toEqual([]);
    await restore(id);
    expect((await s.holdsOf(id)).map(({ kind, status, closedAt }) => [kind, status, closedAt])).toEqual([
      ['manual', 'open', null],
    ]);
    expect(await w.row('order', id)).toMatchObject({ openHolds: 1 });
    const [held] = await s.holdsOf(id);
    await w.do('hold.release', { id: held?.id });
    await cancel(id);
    await restore(id);
    expect(await kinds(id)).toEqual([]);

    const part = await partShipped([productId, second]);
    await hold(part.id);
    await close(part.id);
    expect(await kinds(part.id)).toEqual([]);
    await reopen(part.id);
    expect(await kinds(part.id)).toEqual(['manual']);
    expect((await s.linesOf(part.id)).map(({ reserved }) => reserved)).toEqual([0, 0]);
  });
});
