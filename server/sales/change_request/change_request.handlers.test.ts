import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { RowOf } from '../../../shared/catalogue.ts';
import { dialects } from '../../../tests/databases.ts';
import { type Shop, shop } from '../../../tests/shop.ts';
import { everyRule, type Person, rulesFor, type World, world } from '../../../tests/world.ts';

describe.each(dialects)('change requests (%s)', (dialect) => {
  let w: World;
  let s: Shop;
  let rep: Person;
  let boss: Person;
  beforeAll(async () => {
    w = await world(dialect);
    s = await shop(w, { code: 'CR' });
    rep = w.as(everyRule, { id: 'rep', name: 'Rep', discountAuthority: 100_000 });
    boss = w.as(everyRule, { id: 'boss', name: 'Boss', discountAuthority: 200_000 });
  });
  afterAll(() => w.close());

  const line = (productId: string, quantity: number, more = {}) => ({ productId, quantity, ...more });
  const order = async (sku: string, { onHand = 20, minPrice = 0, ...card } = {}) => {
    const customerId = await s.customer(card);
    const productId = await s.product(sku, { price: 100, onHand, ...(minPrice ? { minPrice } : {}) });
    const other = await s.product(`${sku}-2`, { price: 50, onHand });
    const lines = [line(productId, 4), line(other, 2)];
    const id = (await rep.do('order.create', { customerId, lines, submit: true })).id ?? '';
    const [first, second] = await s.linesOf(id);
    return { id, customerId, productId, other, first: first as Line, second: second as Line };
  };
  type Line = RowOf<'order_line'>;
  const discount = (one: Line, to: number, from = one.discount) => ({ id: one.id, discount: { from, to } });
  const ask = async (id: string, input: object, who = rep): Promise<string> =>
    (await who.do('order.request_change', { id, why: 'they insist', ...input })).id ?? '';
  const requests = (id: string) => w.rows('change_request', { field: 'orderId', is: 'eq', value: id });
  const editsOf = async (requestId: string) =>
    (await w.rows('change_edit', { field: 'requestId', is: 'eq', value: requestId })).sort(
      (a, b) => a.position - b.position,
    );

  test('[S4] an edit beyond one’s authority is refused by its reason and changes only once another accepts it', async () => {
    const o = await order('CR-1');
    const change = [discount(o.first, 300_000)];
    expect(await rep.refuse('order.update', { id: o.id, change })).toEqual({
      refused: 'order.beyond_authority',
      with: { reasons: ['discount'] },
    });
    const id = await ask(o.id, { change });
    expect(await w.row('order', o.id)).toMatchObject({ status: 'confirmed', total: 525, openHolds: 0 });
    expect(await w.row('change_request', id)).toMatchObject({
      status: 'requested',
      beyond: ['discount'],
      requesterId: 'rep',
      orderId: o.id,
      sellerId: s.sellerId,
      orderStatus: 'confirmed',
      askedWhy: 'they insist',
      expiresOn: '2026-03-09',
      totalFrom: 525,
      totalTo: 399,
    });
    expect(await editsOf(id)).toMatchObject([
      { op: 'change', lineId: o.first.id, sku: 'CR-1', discountFrom: 0, discountTo: 300_000, quantityFrom: null },
    ]);
    await boss.do('change_request.decide', { id, accept: 'all' });
    expect(await w.row('change_request', id)).toMatchObject({ status: 'accepted', deciderName: 'Boss' });
    expect(await w.row('order', o.id)).toMatchObject({ status: 'confirmed', total: 399, openHolds: 0 });
    expect(await w.row('customer', o.customerId)).toMatchObject({ exposure: 399 });
    expect((await editsOf(id))[0]?.outcome).toBe('accepted');
  });

  test('[S4] [T1] who asked hears of the order by the decision alone, and its seller when nothing holds it any more', async () => {
    const customerId = await s.customer({});
    const productId = await s.product('CR-TOLD', { price: 100, onHand: 20 });
    const lines = [line(productId, 4, { discount: 300_000 })];
    const o = { id: (await rep.do('order.create', { customerId, lines, submit: true })).id ?? '' };
    expect(await w.row('order', o.id)).toMatchObject({ status: 'submitted', openHolds: 1 });
    const told = async () =>
      (await w.rows('notification', { field: 'aboutId', is: 'eq', value: o.id }))
        .filter(({ kind }) => kind !== 'change_requested')
        .map(({ personId, kind }) => `${personId === s.sellerId ? 'seller' : personId} ${kind}`)
        .sort();
    const id = await ask(o.id, { change: [discount((await s.linesOf(o.id))[0] as Line, 0)] });
    await boss.do('change_request.decide', { id, accept: 'all' });
    expect(await w.row('order', o.id)).toMatchObject({ status: 'confirmed', openHolds: 0 });
    expect(await told()).toEqual(['rep change_decided', 'seller order_confirmed']);
  });

  test('[S4] a price below the list’s minimum is asked for, one above it is the seller’s to give', async () => {
    const o = await order('CR-MIN', { minPrice: 95 });
    const change = [{ id: o.first.id, unitPrice: { from: o.first.unitPrice, to: 94_000_000 } }];
    expect(await rep.refuse('order.update', { id: o.id, change })).toMatchObject({
      refused: 'order.beyond_authority',
      with: { reasons: ['discount', 'minimum'] },
    });
    // A price within authority and above the minimum is the seller's own to give.
    await rep.do('order.update', {
      id: o.id,
      change: [{ id: o.first.id, unitPrice: { from: o.first.unitPrice, to: 96_000_000 } }],
    });
    expect((await s.linesOf(o.id))[0]).toMatchObject({ unitPrice: 96_000_000 });
  });

  test('[S4] terms, growth and what is picked already need approval by the same table', async () => {
    const o = await order('CR-TERMS');
    const noTerms = w.as(
      everyRule.map((rule) =>
        rule.on === 'order' && rule.may === 'update'
          ? { ...rule, groups: rule.groups.filter((group) => group !== 'terms') }
          : rule,
      ),
      { id: 'plain', name: 'Plain', discountAuthority: 100_000 },
    );
    const set = { settlement: { from: 'net', to: 'cash_on_delivery' } };
    expect(await noTerms.refuse('order.update', { id: o.id, set })).toMatchObject({ refused: 'field_not_permitted' });
    const id = await ask(o.id, { set }, noTerms);
    expect(await w.row('change_request', id)).toMatchObject({ beyond: ['terms'] });
    await boss.do('change_request.decide', { id, accept: 'all' });
    expect(await w.row('order', o.id)).toMatchObject({ settlement: 'cash_on_delivery', reviewed: false });

    await w.do('setting.set', { key: 'change.amount', value: 1_000 });
    const quantity = { from: 4, to: 20 };
    expect(await rep.refuse('order.update', { id: o.id, change: [{ id: o.first.id, quantity }] })).toMatchObject({
      with: { reasons: ['amount'] },
    });
    await w.do('setting.set', { key: 'change.amount', value: null });

    const picked = await order('CR-PICKED');
    const [pick] = await s.picksOf(picked.id);
    await w.do('pick.confirm', { id: pick?.id, picked: pick?.quantity });
    const off = { set: { discount: { from: 0, to: 50_000 } } };
    expect(await rep.refuse('order.update', { id: picked.id, ...off })).toMatchObject({
      with: { reasons: ['picking'] },
    });
    const late = await ask(picked.id, off);
    await boss.do('change_request.decide', { id: late, accept: 'all' });
    expect(await w.row('order', picked.id)).toMatchObject({ discount: 50_000, openHolds: 0 });
  });

  test('[S4] all, some or none is accepted; to refuse takes a reason', async () => {
    const o = await order('CR-SOME');
    const third = await s.product('CR-SOME-3', { price: 10, onHand: 9 });
    const id = await ask(o.id, {
      set: { discount: { from: 0, to: 150_000 } },
      change: [discount(o.first, 400_000)],
      add: [line(third, 3, { free: true })],
      remove: [o.second.id],
    });
    const edits = await editsOf(id);
    expect(edits.map(({ op, sku }) => [op, sku])).toEqual([
      ['head', null],
      ['change', 'CR-SOME'],
      ['remove', 'CR-SOME-2'],
      ['add', 'CR-SOME-3'],
    ]);
    const accept = edits.filter(({ op }) => op !== 'change').map((edit) => edit.id);
    expect(await boss.refuse('change_request.decide', { id, accept })).toEqual({
      refused: 'change_request.reason_missing',
      field: 'why',
    });
    expect(await boss.refuse('change_request.decide', { id, accept: ['no-such-edit'], why: 'x' })).toMatchObject({
      refused: 'change_request.unknown_edit',
    });
    await boss.do('change_request.decide', { id, accept, why: 'not on that line' });
    expect(await w.row('change_request', id)).toMatchObject({
      status: 'part_accepted',
      decidedWhy: 'not on that line',
    });
    expect((await editsOf(id)).map(({ outcome }) => outcome)).toEqual(['accepted', 'refused', 'accepted', 'accepted']);
    const lines = await s.linesOf(o.id);
    expect(lines.map(({ sku, quantity, discount: off, free }) => [sku, quantity, off, free])).toEqual([
      ['CR-SOME', 4, 0, false],
      ['CR-SOME-3', 3, 0, true],
    ]);
    // 400 less 15 %, and 5 % tax on it.
    expect(await w.row('order', o.id)).toMatchObject({ discount: 150_000, net: 340, total: 357 });
    expect(await s.stockOf(o.other)).toMatchObject({ reserved: 0 });
    expect(await s.stockOf(third)).toMatchObject({ reserved: 3 });

    const refused = await ask(o.id, { change: [discount(o.first, 900_000)] });
    await boss.do('change_request.decide', { id: refused, accept: 'none', why: 'too much' });
    expect(await w.row('change_request', refused)).toMatchObject({ status: 'refused' });
    expect((await s.linesOf(o.id))[0]).toMatchObject({ discount: 0 });
    expect(await boss.refuse('change_request.decide', { id: refused, accept: 'all' })).toMatchObject({
      refused: 'change_request.not_open',
    });
  });

  test('[S4] an approval is bound to what was asked of: any change since makes it stale, and it is refused by name', async () => {
    const o = await order('CR-STALE');
    const id = await ask(o.id, { change: [discount(o.first, 300_000)] });
    // What follows from work, and what moves neither amounts nor stock, leaves it as it is.
    await w.do('order.update', { id: o.id, set: { notes: { from: null, to: 'ring first' } } });
    const [pick] = (await s.picksOf(o.id)).filter(({ productId }) => productId === o.other);
    await w.do('pick.claim', { ids: [pick?.id] });
    expect(await w.row('change_request', id)).toMatchObject({ status: 'requested' });
    await w.do('order.update', { id: o.id, change: [{ id: o.first.id, quantity: { from: 4, to: 5 } }] });
    expect(await w.row('change_request', id)).toMatchObject({ status: 'void', closedAt: w.now() });
    expect(await boss.refuse('change_request.decide', { id, accept: 'all' })).toEqual({
      refused: 'change_request.stale',
      with: { status: 'void' },
    });
    expect((await s.linesOf(o.id))[0]).toMatchObject({ discount: 0, quantity: 5 });

    for (const [name, input] of [
      ['order.cancel', { why: 'lost' }],
      ['order.review', { settlement: 'cash_on_delivery' }],
    ] as const) {
      const next = await order(`CR-STALE-${name}`);
      const asked = await ask(next.id, { change: [discount(next.first, 300_000)] });
      await w.do(name, { id: next.id, ...input });
      expect([name, (await w.row('change_request', asked)).status]).toEqual([name, 'void']);
    }
  });

  test('[S4] work goes on meanwhile: a line that was picked since is refused by name, the rest can be accepted', async () => {
    const o = await order('CR-WORK');
    const id = await ask(o.id, { change: [discount(o.first, 300_000), discount(o.second, 300_000)] });
    const [pick] = (await s.picksOf(o.id)).filter(({ productId }) => productId === o.productId);
    await w.do('pick.confirm', { id: pick?.id, picked: pick?.quantity });
    expect(await boss.refuse('change_request.decide', { id, accept: 'all' })).toMatchObject({
      refused: 'order.line_picked',
      with: { sku: 'CR-WORK' },
    });
    const rest = (await editsOf(id)).filter(({ sku }) => sku === 'CR-WORK-2').map((edit) => edit.id);
    await boss.do('change_request.decide', { id, accept: rest, why: 'the other has left the shelf' });
    expect((await s.linesOf(o.id)).map((one) => one.discount)).toEqual([0, 300_000]);
  });

  test('[S4] [P12] who asks does not approve, by no role; one request stands at a time; only who asked withdraws', async () => {
    const o = await order('CR-OWN');
    const change = [discount(o.first, 300_000)];
    const id = await ask(o.id, { change });
    const everything = w.as(everyRule, { id: 'rep', name: 'Rep', discountAuthority: 1_000_000 });
    expect(await everything.refuse('change_request.decide', { id, accept: 'all' })).toEqual({
      refused: 'change_request.own',
    });
    expect(await boss.refuse('order.request_change', { id: o.id, change, why: 'x' })).toMatchObject({
      refused: 'change_request.open_already',
    });
    expect(await boss.refuse('change_request.withdraw', { id })).toMatchObject({ refused: 'change_request.not_yours' });
    await rep.do('change_request.withdraw', { id });
    expect((await requests(o.id)).map(({ status }) => status)).toEqual(['withdrawn']);
    expect(await boss.refuse('change_request.decide', { id, accept: 'all' })).toMatchObject({
      refused: 'change_request.not_open',
    });
  });

  test('[S4] [P3] nobody asks about, or decides, what they do not read', async () => {
    const o = await order('CR-READ');
    const blind = w.as(
      everyRule.map((rule) =>
        ['order', 'order_line', 'change_edit'].includes(rule.on)
          ? { ...rule, groups: rule.groups.filter((group) => group !== 'amounts') }
          : rule,
      ),
      { id: 'blind', name: 'Blind', discountAuthority: 1_000_000 },
    );
    const guess = (from: number) =>
      blind.refuse('order.request_change', { id: o.id, why: 'x', change: [discount(o.first, 1, from)] });
    const wrong = await guess(77);
    expect(wrong).toEqual({ refused: 'field_not_permitted', field: 'discount', with: { noun: 'order_line' } });
    expect(await guess(0)).toEqual(wrong);
    const id = await ask(o.id, { change: [discount(o.first, 300_000)] });
    expect(await blind.refuse('change_request.decide', { id, accept: 'none', why: 'x' })).toEqual({
      refused: 'change_request.not_readable',
    });
    const stranger = w.as(rulesFor('change_request', ['decide']), { id: 'far' });
    const unseen = await stranger.refuse('change_request.decide', { id, accept: 'all' });
    expect(unseen).toEqual({ refused: 'missing', with: { noun: 'change_request' } });
    expect(await stranger.refuse('change_request.decide', { id: 'no-such-request', accept: 'all' })).toEqual(unseen);
  });

  test('[S4] what nobody decides in its time ends by the turn of the day', async () => {
    const o = await order('CR-DAY');
    const id = await ask(o.id, { change: [discount(o.first, 300_000)] });
    await w.do('change_request.expire', { day: '2026-03-09' });
    expect(await w.row('change_request', id)).toMatchObject({ status: 'requested' });
    await w.do('change_request.expire', { day: '2026-03-10' });
    expect(await w.row('change_request', id)).toMatchObject({ status: 'expired', closedAt: w.now() });
    const told = {
      all: [
        { field: 'kind', is: 'eq', value: 'change_expired' },
        { field: 'aboutId', is: 'eq', value: o.id },
      ],
    } as const;
    expect(await w.rows('notification', told)).toMatchObject([{ personId: 'rep', byId: null }]);
    await w.do('change_request.expire', { day: '2026-03-10' });
    expect(await w.rows('notification', told)).toHaveLength(1);
    expect(await boss.refuse('change_request.decide', { id, accept: 'all' })).toMatchObject({
      refused: 'change_request.not_open',
      with: { status: 'expired' },
    });
    expect(await rep.refuse('change_request.expire', { day: '2026-03-20' })).toEqual({ refused: 'unknown_command' });
  });

  test('[S4] an edit that was overtaken, or of nothing, is not asked for; a request belongs to its order’s seller', async () => {
    const o = await order('CR-BASE');
    const refuse = (input: object) => rep.refuse('order.request_change', { id: o.id, why: 'x', ...input });
    expect(await refuse({ change: [discount(o.first, 300_000, 5)] })).toMatchObject({
      refused: 'order.changed_meanwhile',
    });
    expect(await refuse({ change: [discount(o.first, 0, 0)] })).toMatchObject({ refused: 'change_request.no_change' });
    const id = await ask(o.id, { change: [discount(o.first, 300_000)] });
    const other = await w.put('person', {
      name: 'Other',
      email: 'cr@example.test',
      status: 'active',
      teamId: null,
      roleIds: [],
      warehouseIds: [],
    });
    await w.do('customer.reassign', { ids: [o.customerId], toSellerId: other });
    expect(await w.row('change_request', id)).toMatchObject({ status: 'requested', sellerId: other, teamId: null });
    expect((await editsOf(id))[0]).toMatchObject({ sellerId: other });
    const draft = (await rep.do('order.create', { customerId: o.customerId, lines: [line(o.productId, 1)] })).id;
    expect(
      await rep.refuse('order.request_change', { id: draft, why: 'x', set: { notes: { from: null, to: 'y' } } }),
    ).toMatchObject({
      refused: 'order.not_in_state',
    });
  });
});
