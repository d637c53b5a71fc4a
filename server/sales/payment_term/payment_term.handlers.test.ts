import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects } from '../../../tests/databases.ts';
import { type Shop, shop } from '../../../tests/shop.ts';
import { everyRule, rulesFor, type World, world } from '../../../tests/world.ts';

describe.each(dialects)('[S8] payment terms on %s', (dialect) => {
  let w: World;
  let s: Shop;
  let productId: string;
  beforeAll(async () => {
    w = await world(dialect);
    s = await shop(w);
    productId = await s.product('TERMS', { price: 10, onHand: 10 });
  });
  afterAll(() => w.close());
  const keep = async (code: string, more: object) =>
    (await w.do('payment_term.set', { code, name: `Name ${code}`, settlement: 'net', ...more })).id ?? '';

  test('a code is one row, made once and changed after', async () => {
    const id = await keep('NET30', { termsDays: 30, traditionalName: '月結 30 天', isNew: true });
    expect(await w.refuse('payment_term.set', { code: 'NET30', name: 'x', settlement: 'net', isNew: true })).toEqual({
      refused: 'payment_term.exists',
      field: 'code',
      with: { code: 'NET30' },
    });
    expect(await keep('NET30', { name: 'Thirty days' })).toBe(id);
    expect(await w.row('payment_term', id)).toMatchObject({
      name: 'Thirty days',
      traditionalName: '月結 30 天',
      termsDays: 30,
      active: true,
    });
  });

  test('a change by hand sets what was changed, and takes back nothing that another has set meanwhile', async () => {
    const id = await keep('NET15', { termsDays: 15 });
    await w.do('payment_term.update', { id, set: { termsDays: { from: 15, to: 20 } } });
    await w.do('payment_term.update', { id, set: { name: { from: 'Name NET15', to: 'Twenty' } } });
    await w.do('payment_term.update', { id, set: { active: { from: true, to: false } } });
    expect(await w.row('payment_term', id)).toMatchObject({ name: 'Twenty', termsDays: 20, active: false });
    expect(await w.refuse('payment_term.update', { id, set: { termsDays: { from: 15, to: 30 } } })).toEqual({
      refused: 'changed_meanwhile',
      field: 'termsDays',
    });
    await w.do('payment_term.update', { id, set: { settlement: { from: 'net', to: 'prepayment' } } });
    expect(await w.row('payment_term', id)).toMatchObject({ prepaymentShare: 1_000_000, termsDays: 0 });
    expect(await w.refuse('payment_term.update', { id, set: { prepaymentShare: { from: 1_000_000, to: 0 } } })).toEqual(
      {
        refused: 'payment_term.no_share',
        field: 'prepaymentShare',
      },
    );
  });

  test('customers and orders keep what was agreed, whatever becomes of the name', async () => {
    const id = await keep('NET45', { termsDays: 45 });
    const customerId = await s.customer({ settlement: 'net', termsDays: 45 });
    const lines = [{ productId, quantity: 1 }];
    const order = (await w.do('order.create', { customerId, lines, submit: true })).id ?? '';
    await keep('NET45', { termsDays: 60 });
    await keep('NET45', { termsDays: 60, active: false });
    await w.do('payment_term.delete', { id });
    expect(await w.rows('payment_term', { field: 'code', is: 'eq', value: 'NET45' })).toEqual([]);
    const agreed = { settlement: 'net', termsDays: 45 };
    expect(await w.row('customer', customerId)).toMatchObject(agreed);
    expect(await w.row('order', order)).toMatchObject(agreed);
  });

  test('who may change them makes no new one, and deletes none, without the right to it', async () => {
    const id = await keep('NET10', { termsDays: 10 });
    const clerk = w.as(rulesFor('payment_term', ['read', 'update']));
    const set = { name: 'Ten', settlement: 'net', termsDays: 10 };
    await clerk.do('payment_term.set', { code: 'NET10', ...set });
    expect(await clerk.refuse('payment_term.set', { code: 'NET11', ...set })).toMatchObject({
      refused: 'field_not_permitted',
    });
    expect(await clerk.refuse('payment_term.delete', { id })).toMatchObject({ refused: 'not_permitted' });
    const blind = w.as(everyRule.filter(({ on, may }) => on !== 'payment_term' || may !== 'read'));
    expect(await blind.refuse('payment_term.delete', { id })).toEqual({
      refused: 'missing',
      with: { noun: 'payment_term' },
    });
  });
});
