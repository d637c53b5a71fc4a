import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects } from '../../../tests/databases.ts';
import { salesFaults } from '../../../tests/sales-oracle.ts';
import { type Shop, shop } from '../../../tests/shop.ts';
import { rulesFor, type World, world } from '../../../tests/world.ts';

describe.each(dialects)('customers on %s', (dialect) => {
  let w: World;
  let s: Shop;
  beforeAll(async () => {
    w = await world(dialect);
    s = await shop(w);
  });
  afterAll(() => w.close());

  const card = () => ({ name: 'Acme', country: 'TW', priceListId: s.listId, sellerId: s.sellerId });
  const edit = (id: string, set: object) => ({ id, set });

  test('[S1] a customer gets a number, its seller’s name and team, and the price list’s currency', async () => {
    const one = await w.do('customer.create', {
      ...card(),
      taxNumber: '0459-5257',
      contacts: [{ name: 'Ms Lin', phone: '02 1234' }],
    });
    const two = await w.do('customer.create', { ...card(), taxNumber: '04595257', settlement: 'prepayment' });
    expect([one.number, two.number].every((number) => /^C-\d{6}$/.test(number ?? ''))).toBe(true);
    expect(Number(two.number?.slice(2))).toBe(Number(one.number?.slice(2)) + 1);
    const seller = await w.row('person', s.sellerId);
    expect(await w.row('customer', one.id ?? '')).toMatchObject({
      status: 'active',
      sellerName: seller.name,
      teamId: seller.teamId,
      currency: 'TWD',
      settlement: 'net',
      termsDays: 30,
      creditLimit: null,
      phone: '02 1234',
      taxNumber: '04595257',
      creditStatus: 'ok',
    });
    expect(await w.row('customer', two.id ?? '')).toMatchObject({ prepaymentShare: 1_000_000 });
  });

  test('[S1] what a customer cannot be is refused by name', async () => {
    const { id = '' } = await w.do('customer.create', card());
    expect(await w.refuse('customer.create', { ...card(), id })).toMatchObject({ refused: 'customer.exists' });
    const strange = { ...card(), sellerId: 'no-such-person' };
    expect(await w.refuse('customer.create', strange)).toMatchObject({ refused: 'customer.unknown_seller' });
    const dollars = { ...card(), currency: 'USD' };
    expect(await w.refuse('customer.create', dollars)).toMatchObject({ refused: 'customer.currency_differs' });
    const usd = await w.put('price_list', { code: 'USD', name: 'USD', currency: 'USD', active: true });
    const productId = await s.product('CURRENCY');
    await w.do('order.create', { customerId: id, lines: [{ productId, quantity: 1 }] });
    const change = { currency: { from: 'TWD', to: 'USD' }, priceListId: { from: s.listId, to: usd } };
    expect(await w.refuse('customer.update', edit(id, change))).toMatchObject({ refused: 'customer.currency_in_use' });
  });

  test('[S1] a tax number is kept plain, and refused by its country’s check digit with the field and the remedy', async () => {
    const wrong = { ...card(), taxNumber: '04595258' };
    expect(await w.refuse('customer.create', wrong)).toEqual({ refused: 'customer.tax_number_tw', field: 'taxNumber' });
    const { id = '' } = await w.do('customer.create', { ...card(), country: 'GB', taxNumber: 'GB 980 7806 84' });
    expect(await w.row('customer', id)).toMatchObject({ taxNumber: '980780684' });
    const tax = (to: string | null) => edit(id, { taxNumber: { from: '980780684', to } });
    expect(await w.refuse('customer.update', tax('980780685'))).toMatchObject({ refused: 'customer.tax_number_gb' });
    // A country alone may move: whoever does not read the number is not told whether it fits.
    await w.do('customer.update', edit(id, { country: { from: 'GB', to: 'CN' } }));
    expect(await w.refuse('customer.update', tax('91350100M000100Y44'))).toMatchObject({
      refused: 'customer.tax_number_cn',
    });
    await w.do('customer.update', tax('91350100m000100y43'));
    expect(await w.row('customer', id)).toMatchObject({ taxNumber: '91350100M000100Y43' });
    await w.do('customer.update', edit(id, { taxNumber: { from: '91350100M000100Y43', to: null } }));
  });

  test('[F9] the credit limit is written by whoever may, and the status follows it', async () => {
    const id = await s.customer();
    const productId = await s.product('LIMIT', { price: 100 });
    await w.do('order.create', { customerId: id, lines: [{ productId, quantity: 10 }], submit: true });
    const limit = (from: number | null, to: number | null) => edit(id, { creditLimit: { from, to } });
    await w.do('customer.update', limit(null, 1_000));
    expect(await w.row('customer', id)).toMatchObject({ exposure: 1_050, creditStatus: 'over' });
    await w.do('customer.update', limit(1_000, 1_200));
    expect(await w.row('customer', id)).toMatchObject({ creditStatus: 'near' });
    expect(await w.refuse('customer.update', limit(1_000, 5))).toMatchObject({ refused: 'changed_meanwhile' });
    const rep = w.as(rulesFor('customer', ['read', 'update'], ['basics', 'terms', 'notes']));
    const raise = limit(1_200, 9_000);
    expect(await rep.refuse('customer.update', raise)).toMatchObject({
      refused: 'field_not_permitted',
      field: 'creditLimit',
    });
    await rep.do('customer.update', edit(id, { notes: { from: null, to: 'Rings twice' } }));
  });

  test('[S1] customers are handed over with their open orders and all that hangs on them', async () => {
    const teamId = await w.put('team', { name: 'South' });
    const next = await w.put('person', {
      name: 'Next',
      email: 'next@example.test',
      status: 'active',
      teamId,
      roleIds: [],
      warehouseIds: [],
    });
    const productId = await s.product('HANDED', { onHand: 20 });
    const ids = [await s.customer(), await s.customer()];
    const orders: string[] = [];
    for (const customerId of ids) {
      for (const submit of [true, false]) {
        orders.push((await w.do('order.create', { customerId, lines: [{ productId, quantity: 2 }], submit })).id ?? '');
      }
    }
    const gone = (await w.do('order.create', { customerId: ids[0], lines: [{ productId, quantity: 1 }] })).id ?? '';
    await w.do('order.cancel', { id: gone, why: 'a mistake' });
    await w.do('customer.reassign', { ids, toSellerId: next });
    for (const id of orders)
      expect(await w.row('order', id)).toMatchObject({ sellerId: next, sellerName: 'Next', teamId });
    expect(await w.row('order', gone)).toMatchObject({ sellerId: s.sellerId });
    expect(await salesFaults(w, s.warehouseId, ids)).toEqual([]);
    const handing = rulesFor('customer', ['read', 'reassign']).map((rule) => ({ ...rule, scope: 'own' as const }));
    const own = w.as([...handing, ...rulesFor('person', ['read'])], { id: s.sellerId });
    const mine = await s.customer();
    const both = { ids: [mine, ids[0]], toSellerId: next };
    expect(await own.refuse('customer.reassign', both)).toEqual({ refused: 'missing', with: { noun: 'customer' } });
    const alone = w.as(handing, { id: s.sellerId });
    const nobody = await alone.refuse('customer.reassign', { ids: [mine], toSellerId: 'not-there-at-all' });
    expect(await alone.refuse('customer.reassign', { ids: [mine], toSellerId: next })).toEqual(nobody);
    await own.do('customer.reassign', { ids: [mine], toSellerId: next });
  });
});
