import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects } from '../../../tests/databases.ts';
import { type Shop, shop } from '../../../tests/shop.ts';
import { everyRule, type World, world } from '../../../tests/world.ts';

const LIMIT = 1_000;

describe.each(dialects)('how much an order grows by its editor’s word alone, on %s', (dialect) => {
  let w: World;
  let s: Shop;
  beforeAll(async () => {
    w = await world(dialect);
    s = await shop(w);
    await w.do('setting.set', { key: 'change.amount', value: LIMIT });
  });
  afterAll(() => w.close());

  const rep = () => w.as(everyRule, { id: 'rep', name: 'Rep', discountAuthority: 100_000 });
  /** Of ten pieces at 100 each, 1050 with tax; a piece more is 105. */
  const order = async (sku: string, card: object = {}) => {
    const customerId = await s.customer(card);
    const productId = await s.product(sku, { onHand: 500 });
    const lines = [{ productId, quantity: 10 }];
    const { id = '' } = await rep().do('order.create', { customerId, lines, submit: true });
    return { id, productId, customerId };
  };
  const to = async (id: string, quantity: number) => {
    const [first] = await s.linesOf(id);
    return { id, change: [{ id: first?.id, quantity: { from: first?.quantity, to: quantity } }] };
  };
  const beyond = { refused: 'order.beyond_authority', with: { reasons: ['amount'] } };
  const agreed = async (id: string) => (await w.row('order', id)).agreedTotal;

  test('[S4] many edits just within the limit come to no more than one', async () => {
    const { id, productId } = await order('GROWS');
    expect(await agreed(id)).toBe(1_050);
    for (let quantity = 12; quantity <= 18; quantity += 2) await rep().do('order.update', await to(id, quantity));
    await rep().do('order.update', await to(id, 19));
    expect(await w.row('order', id)).toMatchObject({ total: 1_995, agreedTotal: 1_050 });
    expect(await rep().refuse('order.update', await to(id, 20))).toEqual(beyond);
    // Nor by a line more, or a dearer one.
    const line = { productId, quantity: 1 };
    expect(await rep().refuse('order.update', { id, add: [line] })).toEqual(beyond);
    const [first] = await s.linesOf(id);
    const dearer = [{ id: first?.id, unitPrice: { from: first?.unitPrice, to: 110_000_000 } }];
    expect(await rep().refuse('order.update', { id, change: dearer })).toEqual(beyond);
  });

  test('[S4] edits that arrive together, of several or kept by one without a connection, are one count', async () => {
    const { id, productId } = await order('AT-ONCE');
    const desks = ['a', 'b', 'c'].map((who) => w.as(everyRule, { id: who, name: who }));
    const adding = { id, add: [{ productId, quantity: 1 }] };
    const sent = Array.from({ length: 15 }, (_, at) => desks[at % desks.length]?.do('order.update', adding));
    const told = await Promise.allSettled(sent);
    expect(told.filter(({ status }) => status === 'fulfilled')).toHaveLength(9);
    expect(await w.row('order', id)).toMatchObject({ total: 1_995, agreedTotal: 1_050 });
  });

  test('[S4] what was made smaller grows back, and nothing smaller is asked about', async () => {
    const { id } = await order('BACK');
    for (const quantity of [2, 10, 1, 19, 3, 10, 19, 18]) await rep().do('order.update', await to(id, quantity));
    // Not even where the order stands above what a stricter policy leaves alone.
    await w.do('setting.set', { key: 'change.amount', value: 100 });
    await rep().do('order.update', await to(id, 17));
    expect(await rep().refuse('order.update', await to(id, 18))).toEqual(beyond);
    await w.do('setting.set', { key: 'change.amount', value: LIMIT });
    await rep().do('order.update', await to(id, 18));
    expect(await agreed(id)).toBe(1_050);
  });

  test('[S4] [F1] an approved change, Finance’s review and full authority are agreements; what is refused is none', async () => {
    const { id } = await order('AGREES');
    await rep().do('order.update', await to(id, 18));
    const ask = async (quantity: number) =>
      (await rep().do('order.request_change', { ...(await to(id, quantity)), why: 'they insist' })).id;
    await w.do('change_request.decide', { id: await ask(40), accept: 'none', why: 'no' });
    expect(await agreed(id)).toBe(1_050);
    const asked = await ask(40);
    expect(await w.row('change_request', asked ?? '')).toMatchObject({ beyond: ['amount'], totalFrom: 1_890 });
    await w.do('change_request.decide', { id: asked, accept: 'all' });
    expect(await agreed(id)).toBe(4_200);
    await rep().do('order.update', await to(id, 49));
    expect(await rep().refuse('order.update', await to(id, 50))).toEqual(beyond);

    await w.do('order.review', { id, total: 5_145 });
    expect(await agreed(id)).toBe(5_145);
    await rep().do('order.update', await to(id, 58));
    expect(await rep().refuse('order.update', await to(id, 59))).toEqual(beyond);

    await w.do('order.update', await to(id, 100));
    expect(await agreed(id)).toBe(10_500);
    await rep().do('order.update', await to(id, 109));
    expect(await rep().refuse('order.update', await to(id, 110))).toEqual(beyond);
    // A note agrees to nothing, whoever writes it.
    await w.do('order.update', { id, set: { notes: { from: null, to: 'ring first' } } });
    expect(await agreed(id)).toBe(10_500);
  });

  test('[S4] it counts from what was submitted, however it comes to be confirmed, and a draft from nothing', async () => {
    const { id } = await order('HELD', { creditLimit: 500 });
    expect(await w.row('order', id)).toMatchObject({ status: 'submitted', agreedTotal: 1_050 });
    await rep().do('order.update', await to(id, 15));
    await rep().do('order.update', await to(id, 19));
    expect(await rep().refuse('order.update', await to(id, 20))).toEqual(beyond);
    await w.do('order.return', { id, reason: 'too much' });
    expect(await agreed(id)).toBeNull();
    await rep().do('order.update', await to(id, 60));
    await rep().do('order.submit', { id });
    expect(await agreed(id)).toBe(6_300);
    await rep().do('order.update', await to(id, 65));
    const [open] = (await s.holdsOf(id)).filter(({ status }) => status === 'open');
    await w.do('hold.release', { id: open?.id });
    expect(await w.row('order', id)).toMatchObject({ status: 'confirmed', agreedTotal: 6_300 });
  });

  test('[S4] [S5] what is closed short and wanted again makes no room for more', async () => {
    const { id, productId } = await order('SHORT');
    await rep().do('order.update', await to(id, 15));
    const [pick] = await s.picksOf(id);
    await w.do('pick.confirm', { id: pick?.id, picked: 2, shortReason: 'no more there' });
    await w.do('order.pack', { orderId: id, pickIds: [pick?.id] });
    const packages = await w.rows('package', { field: 'orderId', is: 'eq', value: id });
    await w.do('order.ship', { orderId: id, packageIds: packages.map((one) => one.id) });
    await w.do('order.short_close', { id, why: 'the rest is late' });
    expect(await w.row('order', id)).toMatchObject({ total: 210, agreedTotal: 1_050 - 1_365 });
    await rep().do('order.update', { id, add: [{ productId, quantity: 4 }] });
    expect(await rep().refuse('order.update', { id, add: [{ productId, quantity: 1 }] })).toEqual(beyond);
    await w.do('order.reopen', { id, why: 'they want it all' });
    expect(await w.row('order', id)).toMatchObject({ total: 1_995, agreedTotal: 1_050 });
  });

  test('[S4] [S5] to undo a cancellation agrees to nothing more', async () => {
    const { id } = await order('ENDED');
    await rep().do('order.update', await to(id, 19));
    await w.do('order.cancel', { id, why: 'lost' });
    await w.do('order.restore', { id, why: 'won again' });
    expect(await w.row('order', id)).toMatchObject({ status: 'confirmed', total: 1_995, agreedTotal: 1_050 });
    expect(await rep().refuse('order.update', await to(id, 20))).toEqual(beyond);
  });
});
