import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects } from '../../../tests/databases.ts';
import { type Shop, shop } from '../../../tests/shop.ts';
import { everyRule, rulesFor, type World, world } from '../../../tests/world.ts';

const DAY = 86_400_000;

describe.each(dialects)('quotes on %s', (dialect) => {
  let w: World;
  let s: Shop;
  let n = 0;
  beforeAll(async () => {
    w = await world(dialect);
    s = await shop(w);
  });
  afterAll(() => w.close());

  /** A draft of two lines at 12 and 7, ten and three of them. */
  const draft = async () => {
    n++;
    const customerId = await s.customer();
    const a = await s.product(`Q-${n}A`, { price: 12, onHand: 50 });
    const b = await s.product(`Q-${n}B`, { price: 7, onHand: 50 });
    const lines = [
      { productId: a, quantity: 10 },
      { productId: b, quantity: 3, unitPrice: 6_500_000 },
    ];
    const { id = '', number = '' } = await w.do('order.create', { customerId, lines });
    return { id, number, customerId, a, b };
  };
  const quotesOf = async (id: string) =>
    [...(await w.rows('quote', { field: 'orderId', is: 'eq', value: id }))].sort((x, y) => x.revision - y.revision);
  const listed = (productId: string, units: number, validFrom: string) =>
    w.do('price.set', { priceListId: s.listId, productId, unitPrice: units * 1_000_000, validFrom });

  test('[S7] an offer has a last day, and is frozen as it was made', async () => {
    const { id, number } = await draft();
    expect(await w.do('order.quote', { id })).toMatchObject({ id, number });
    expect(await w.row('order', id)).toMatchObject({ status: 'quote', revision: 1, validUntil: '2026-04-01' });
    const [quote] = await quotesOf(id);
    expect(quote).toMatchObject({
      number,
      status: 'open',
      revision: 1,
      net: 140,
      validUntil: '2026-04-01',
      lineCount: 2,
    });
    expect(quote?.lines).toMatchObject([
      { quantity: 10, unitPrice: 12_000_000, net: 120 },
      { quantity: 3, unitPrice: 6_500_000, net: 20 },
    ]);
    const sold = await draft();
    await w.do('order.submit', { id: sold.id });
    expect(await w.refuse('order.quote', { id: sold.id })).toMatchObject({ refused: 'order.not_in_state' });
    const other = await draft();
    for (const validUntil of ['2026-03-01', '2027-03-04'])
      expect(await w.refuse('order.quote', { id: other.id, validUntil })).toMatchObject({
        refused: 'quote.validity',
        field: 'validUntil',
      });
    await w.do('order.quote', { id: other.id, validUntil: '2026-03-02' });
  });

  test('[S7] what was offered is changed by revision alone, and what was sent before stays to be read', async () => {
    const { id, number } = await draft();
    await w.do('order.quote', { id });
    const [first] = await s.linesOf(id);
    const change = [{ id: first?.id, quantity: { from: 10, to: 20 } }];
    expect(await w.refuse('order.update', { id, change })).toMatchObject({ refused: 'order.not_in_state' });
    const note = { notes: { from: null, to: 'x' } };
    expect(await w.refuse('order.update', { id, set: note })).toMatchObject({ refused: 'order.not_in_state' });
    await w.do('order.revise', { id });
    expect(await w.row('order', id)).toMatchObject({ status: 'draft', revision: 1, validUntil: null, number });
    await w.do('order.update', { id, change });
    expect(await w.do('order.quote', { id, validUntil: '2026-03-20' })).toMatchObject({ number: `${number}-R2` });
    const quotes = await quotesOf(id);
    expect(quotes.map((one) => [one.number, one.status, one.net, one.validUntil])).toEqual([
      [number, 'revised', 140, '2026-04-01'],
      [`${number}-R2`, 'open', 260, '2026-03-20'],
    ]);
    expect(quotes[0]?.lines).toMatchObject([{ quantity: 10 }, { quantity: 3 }]);
  });

  test('[S7] it is marked as sent, once', async () => {
    const { id } = await draft();
    expect(await w.refuse('order.sent', { id })).toMatchObject({ refused: 'order.not_in_state' });
    await w.do('order.quote', { id });
    await w.do('order.sent', { id });
    expect((await quotesOf(id))[0]).toMatchObject({ sentAt: w.now(), sentName: expect.any(String) });
    expect(await w.refuse('order.sent', { id })).toEqual({ refused: 'quote.sent_already' });
    // A revision has to be sent itself.
    await w.do('order.revise', { id });
    await w.do('order.quote', { id });
    expect((await quotesOf(id))[1]).toMatchObject({ sentAt: null, sentName: null });
  });

  test('[S7] with the turn of the day after its last it is past, whoever sold it is told, and it can be revised', async () => {
    const { id } = await draft();
    await w.do('order.quote', { id, validUntil: '2026-03-03' });
    await w.do('quote.expire', { day: '2026-03-03' });
    expect((await quotesOf(id))[0]?.status).toBe('open');
    await w.do('quote.expire', { day: '2026-03-04' });
    expect((await quotesOf(id))[0]).toMatchObject({ status: 'expired', closedAt: w.now() });
    expect(await w.rows('notification', { field: 'aboutId', is: 'eq', value: id })).toMatchObject([
      { kind: 'quote_expired', personId: s.sellerId },
    ]);
    await w.do('quote.expire', { day: '2026-03-05' });
    expect(await w.rows('notification', { field: 'aboutId', is: 'eq', value: id })).toHaveLength(1);
    expect(await w.refuse('order.accept', { id })).toEqual({ refused: 'quote.expired', with: { day: '2026-03-03' } });
    await w.do('order.revise', { id });
    await w.do('order.quote', { id });
    await w.do('order.accept', { id });
    expect((await quotesOf(id)).map(({ status }) => status)).toEqual(['revised', 'accepted']);
    const someone = w.as(everyRule, { id: 'someone', name: 'Someone' });
    expect(await someone.refuse('quote.expire', { day: '2026-03-09' })).toEqual({ refused: 'unknown_command' });
  });

  test('[S7] an offer, past or not, is offered anew until another day, without being a draft in between', async () => {
    const { id, number } = await draft();
    await w.do('order.quote', { id, validUntil: '2026-03-03' });
    const again = { id, validUntil: '2026-03-05', renews: 1 };
    expect(await w.do('order.quote', again)).toMatchObject({ number: `${number}-R2` });
    await w.do('quote.expire', { day: '2026-03-06' });
    expect(await w.refuse('order.accept', { id })).toMatchObject({ refused: 'quote.expired' });
    expect(await w.refuse('order.quote', { id, validUntil: '2026-03-01', renews: 2 })).toMatchObject({
      refused: 'quote.validity',
    });
    await w.do('order.quote', { id, validUntil: '2026-03-20', renews: 2 });
    expect(await w.row('order', id)).toMatchObject({ status: 'quote', revision: 3, validUntil: '2026-03-20' });
    const quotes = await quotesOf(id);
    expect(quotes.map((one) => [one.status, one.validUntil, one.total])).toEqual([
      ['revised', '2026-03-03', quotes[0]?.total],
      ['revised', '2026-03-05', quotes[0]?.total],
      ['open', '2026-03-20', quotes[0]?.total],
    ]);
    expect(await w.refuse('order.accept', { id, revision: 2 })).toEqual({
      refused: 'changed_meanwhile',
      field: 'revision',
    });
    await w.do('order.accept', { id, revision: 3 });
    expect((await quotesOf(id)).at(-1)).toMatchObject({ status: 'accepted' });
  });

  test('[S7] what a colleague has offered meanwhile is offered over by nobody who did not look at it', async () => {
    const { id, number } = await draft();
    expect(await w.refuse('order.quote', { id, renews: 1 })).toMatchObject({ refused: 'order.not_in_state' });
    await w.do('order.quote', { id });
    expect(await w.refuse('order.quote', { id })).toEqual({
      refused: 'order.not_in_state',
      with: { status: 'quote' },
    });
    await w.do('order.quote', { id, renews: 1 });
    for (const renews of [1, 3])
      expect(await w.refuse('order.quote', { id, renews })).toEqual({ refused: 'changed_meanwhile', field: 'renews' });
    expect((await quotesOf(id)).map((one) => [one.number, one.status])).toEqual([
      [number, 'revised'],
      [`${number}-R2`, 'open'],
    ]);
  });

  test('[S7] offered anew after the list has moved, it is still said which prices hold', async () => {
    const { id, a } = await draft();
    await w.do('order.quote', { id });
    await listed(a, 15, '2026-03-03');
    w.at(w.now() + DAY);
    await w.do('order.quote', { id, renews: 1 });
    expect(await w.refuse('order.accept', { id })).toMatchObject({
      refused: 'quote.prices_moved',
      with: { lines: 1 },
    });
    await w.do('order.accept', { id, prices: 'list' });
    expect((await s.linesOf(id)).map(({ unitPrice }) => unitPrice).sort()).toEqual([15_000_000, 6_500_000]);
    w.at(w.now() - DAY);
  });

  test('[S7] on its last day it can be taken, on the day after not, though no day was turned', async () => {
    const [one, other] = [await draft(), await draft()];
    for (const { id } of [one, other]) await w.do('order.quote', { id, validUntil: '2026-03-03' });
    w.at(w.now() + DAY);
    await w.do('order.accept', { id: one.id });
    expect(await w.row('order', one.id)).toMatchObject({ status: 'draft', validUntil: null });
    w.at(w.now() + DAY);
    expect(await w.refuse('order.accept', { id: other.id })).toMatchObject({ refused: 'quote.expired' });
    w.at(w.now() - 2 * DAY);
  });

  test('[S7] where the list has other prices by now it is said which hold; prices by word are kept', async () => {
    const [kept, taken] = [await draft(), await draft()];
    for (const { id, a, b } of [kept, taken]) {
      await w.do('order.quote', { id });
      await listed(a, 15, '2026-03-03');
      await listed(b, 9, '2026-03-03');
    }
    w.at(w.now() + DAY);
    const refusal = { refused: 'quote.prices_moved', field: 'prices', with: { lines: 2 } };
    expect(await w.refuse('order.accept', { id: kept.id })).toEqual(refusal);
    await w.do('order.accept', { id: kept.id, prices: 'offered' });
    expect((await s.linesOf(kept.id)).map(({ unitPrice }) => unitPrice).sort()).toEqual([12_000_000, 6_500_000]);
    expect(await w.row('order', kept.id)).toMatchObject({ net: 140, orderedOn: '2026-03-02' });
    await w.do('order.accept', { id: taken.id, prices: 'list' });
    expect((await s.linesOf(taken.id)).map(({ unitPrice }) => unitPrice).sort()).toEqual([15_000_000, 6_500_000]);
    expect(await w.row('order', taken.id)).toMatchObject({ net: 170, tax: 9, total: 179, orderedOn: '2026-03-03' });
    w.at(w.now() - DAY);
  });

  test('[P3] who does not read prices is not told that they moved, and takes none', async () => {
    const { id, a } = await draft();
    await w.do('order.quote', { id });
    await listed(a, 15, '2026-03-03');
    w.at(w.now() + DAY);
    const basics = [
      ...rulesFor('order', ['read', 'quote'], ['basics']),
      ...rulesFor('order_line', ['read'], ['basics']),
    ];
    const blind = w.as(basics, { id: 'blind', name: 'Blind' });
    expect(await blind.refuse('order.accept', { id, prices: 'list' })).toEqual({
      refused: 'field_not_permitted',
      field: 'unitPrice',
      with: { noun: 'order_line' },
    });
    await blind.do('order.accept', { id });
    expect(await w.row('order', id)).toMatchObject({ status: 'draft', net: 140 });
    w.at(w.now() - DAY);
  });

  test('[S7] it is not taken for what is no longer sold, nor by a customer who is stopped', async () => {
    const [gone, stopped] = [await draft(), await draft()];
    for (const { id } of [gone, stopped]) await w.do('order.quote', { id });
    await w.do('product.update', { id: gone.a, set: { status: { from: 'active', to: 'discontinued' } } });
    expect(await w.refuse('order.accept', { id: gone.id })).toMatchObject({ refused: 'order.product_discontinued' });
    await w.do('customer.update', { id: stopped.customerId, set: { status: { from: 'active', to: 'stopped' } } });
    expect(await w.refuse('order.accept', { id: stopped.id })).toEqual({ refused: 'order.customer_stopped' });
  });

  test('[S7] a cancelled order has no open offer, and whose order it is, his is the offer', async () => {
    const { id, customerId } = await draft();
    await w.do('order.quote', { id });
    const teamId = await w.put('team', { name: 'South' });
    const person = {
      name: 'Other',
      email: `other${n}@example.test`,
      status: 'active' as const,
      roleIds: [],
      warehouseIds: [],
    };
    const toSellerId = await w.put('person', { ...person, teamId });
    await w.do('customer.reassign', { ids: [customerId], toSellerId });
    expect((await quotesOf(id))[0]).toMatchObject({ sellerId: toSellerId, teamId, orderStatus: 'quote' });
    await w.do('order.cancel', { id, why: 'they went elsewhere' });
    expect((await quotesOf(id))[0]).toMatchObject({ status: 'withdrawn', orderStatus: 'cancelled', closedAt: w.now() });
    expect(await w.row('order', id)).toMatchObject({ status: 'cancelled', validUntil: null });
  });
});
