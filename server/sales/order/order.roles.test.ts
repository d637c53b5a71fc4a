import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { startingRoles } from '../../../shared/access/roles.ts';
import { dialects } from '../../../tests/databases.ts';
import { type Shop, shop } from '../../../tests/shop.ts';
import { type Person, type World, world } from '../../../tests/world.ts';

describe.each(dialects)('orders by the starting roles on %s', (dialect) => {
  let w: World;
  let s: Shop;
  let rep: Person;
  let other: Person;
  let manager: Person;
  let clerk: Person;
  let chief: Person;
  beforeAll(async () => {
    w = await world(dialect);
    s = await shop(w);
    const as = (code: string, id: string, discountAuthority = 0): Person => {
      const role = startingRoles.find((one) => one.code === code);
      if (!role) throw new Error(`no role ${code}`);
      return w.as(role.rules, { id, name: id, discountAuthority });
    };
    rep = as('sales_rep', s.sellerId, 50_000);
    other = as('sales_rep', 'person-other', 50_000);
    manager = as('sales_manager', 'person-manager', 300_000);
    clerk = as('finance_clerk', 'person-clerk');
    chief = as('finance_manager', 'person-chief');
  });
  afterAll(() => w.close());

  test('[S2] [F1] each step of an order is done by whose it is, and refused to everyone else', async () => {
    const { id: customerId = '' } = await rep.do('customer.create', {
      name: 'Own',
      country: 'TW',
      priceListId: s.listId,
      addresses: [{ kind: 'delivery', street: '1' }],
    });
    const raise = { id: customerId, set: { creditLimit: { from: null, to: 100 } } };
    expect(await rep.refuse('customer.update', raise)).toMatchObject({ refused: 'field_not_permitted' });
    expect(await clerk.refuse('customer.update', raise)).toMatchObject({ refused: 'not_permitted' });
    await chief.do('customer.update', raise);
    const productId = await s.product('ROLES', { price: 1_000, onHand: 900 });
    const lines = [{ productId, quantity: 600, discount: 100_000 }];
    const missing = { refused: 'missing' };
    expect(await other.refuse('order.create', { customerId, lines })).toMatchObject(missing);
    const { id = '' } = await rep.do('order.create', { customerId, lines, submit: true });
    expect(await other.refuse('order.submit', { id })).toMatchObject(missing);
    const holds = await s.holdsOf(id);
    expect(holds.map(({ kind }) => kind).sort()).toEqual(['credit', 'discount', 'review']);
    const release = (kind: string) => ({ id: holds.find((one) => one.kind === kind)?.id });
    for (const person of [rep, clerk, chief]) {
      expect(await person.refuse('hold.release', release('discount'))).toMatchObject({ refused: 'not_permitted' });
    }
    for (const person of [rep, manager, clerk]) {
      expect(await person.refuse('hold.release', release('credit'))).toMatchObject({ refused: 'not_permitted' });
    }
    expect(await manager.refuse('order.review', { id })).toMatchObject({ refused: 'not_permitted' });
    await manager.do('hold.release', release('discount'));
    await clerk.do('order.review', { id, termsDays: 60 });
    await chief.do('hold.release', release('credit'));
    expect(await w.row('order', id)).toMatchObject({
      status: 'confirmed',
      termsDays: 60,
      reviewed: true,
      fulfilment: 'reserved',
    });
    await rep.do('order.update', { id, set: { notes: { from: null, to: 'call before' } } });
    expect(
      await rep.refuse('order.update', { id, set: { settlement: { from: 'net', to: 'instalments' } } }),
    ).toMatchObject({ refused: 'field_not_permitted', field: 'settlement' });
    expect(await rep.refuse('order.return', { id, reason: 'x' })).toMatchObject({ refused: 'not_permitted' });
    await rep.do('order.cancel', { id, why: 'gone elsewhere' });
    expect(await s.stockOf(productId)).toMatchObject({ reserved: 0 });
  });
});
