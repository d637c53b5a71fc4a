import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects } from '../../../tests/databases.ts';
import { type Shop, shop } from '../../../tests/shop.ts';
import { rulesFor, type World, world } from '../../../tests/world.ts';

describe.each(dialects)('customers’ part numbers on %s', (dialect) => {
  let w: World;
  let s: Shop;
  let products: string[];
  beforeAll(async () => {
    w = await world(dialect);
    s = await shop(w);
    products = [await s.product('PN-1'), await s.product('PN-2'), await s.product('PN-3')];
  });
  afterAll(() => w.close());
  const of = async (customerId: string): Promise<string[]> =>
    (await w.rows('part_number', { field: 'customerId', is: 'eq', value: customerId }))
      .map(({ sku, code }) => `${sku} ${code}`)
      .sort();
  const numbers = (...codes: (string | null)[]) =>
    codes.flatMap((code, at) => (code === null ? [] : [{ productId: products[at] ?? '', code }]));

  test('[S2] a list sets and changes, the same list twice changes nothing, two may change places', async () => {
    const customerId = await s.customer();
    await w.do('part_number.set', { customerId, numbers: numbers('A', 'B') });
    expect(await of(customerId)).toEqual(['PN-1 A', 'PN-2 B']);
    const before = w.entries.length;
    expect(await w.do('part_number.set', { customerId, numbers: numbers('A', 'B') })).toEqual({ changed: 0 });
    expect(w.entries.length).toBe(before);
    await w.do('part_number.set', { customerId, numbers: numbers('A2', null, 'A') });
    expect(await of(customerId)).toEqual(['PN-1 A2', 'PN-2 B', 'PN-3 A']);
    const [first] = await w.rows('part_number', { field: 'code', is: 'eq', value: 'A2' });
    await w.do('part_number.remove', { id: first?.id ?? '' });
    expect(await of(customerId)).toEqual(['PN-2 B', 'PN-3 A']);
  });

  test('[S2] a number is one product’s of that customer; another customer may use it', async () => {
    const [customerId, other] = [await s.customer(), await s.customer()];
    await w.do('part_number.set', { customerId, numbers: numbers('A') });
    await w.do('part_number.set', { customerId: other, numbers: numbers(null, 'A') });
    expect(await w.refuse('part_number.set', { customerId, numbers: numbers(null, 'A') })).toMatchObject({
      refused: 'part_number.taken',
      field: 'numbers.0.code',
      with: { code: 'A', sku: 'PN-1' },
    });
    expect(await w.refuse('part_number.set', { customerId, numbers: numbers('C', 'C') })).toMatchObject({
      refused: 'part_number.twice',
    });
    const nothing = { customerId, numbers: [{ productId: 'no-such-product', code: 'X' }] };
    expect(await w.refuse('part_number.set', nothing)).toMatchObject({ refused: 'part_number.unknown_product' });
  });

  test('[S2] [P12] they are the seller’s of the customer, and go with the customer', async () => {
    const customerId = await s.customer();
    await w.do('part_number.set', { customerId, numbers: numbers('MINE') });
    const own = (...nouns: ('customer' | 'part_number')[]) =>
      nouns.flatMap((noun) =>
        rulesFor(noun, ['read', 'create', 'update']).map((rule) => ({ ...rule, scope: 'own' as const })),
      );
    const rules = [...own('customer', 'part_number'), ...rulesFor('product', ['read'])];
    const stranger = w.as(rules);
    const set = { customerId, numbers: numbers('MINE') };
    expect(await stranger.refuse('part_number.set', set)).toEqual({ refused: 'missing', with: { noun: 'customer' } });
    // Who sees the customer and not the numbers is not told whose a number is.
    const blind = w.as([...rulesFor('customer', ['read']), ...own('part_number'), ...rulesFor('product', ['read'])]);
    expect(await blind.refuse('part_number.set', { customerId, numbers: numbers(null, 'MINE') })).toEqual({
      refused: 'missing',
      with: { noun: 'part_number' },
    });
    const next = await w.put('person', { name: 'Next', status: 'active', teamId: null, roleIds: [], warehouseIds: [] });
    await w.do('customer.reassign', { ids: [customerId], toSellerId: next });
    const [row] = await w.rows('part_number', { field: 'customerId', is: 'eq', value: customerId });
    expect(row).toMatchObject({ sellerId: next, teamId: null });
    await w.as(rules, { id: next }).do('part_number.set', { customerId, numbers: numbers('THEIRS') });
  });
});
