import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects } from '../../tests/databases.ts';
import { rulesFor, type World, world } from '../../tests/world.ts';

describe.each(dialects)('what a refusal may tell on %s', (dialect) => {
  let company: World;
  beforeAll(async () => {
    company = await world(dialect);
    await company.put('price_list', { code: 'STD', name: 'Standard', currency: 'TWD' }, 'list-00001');
    await company.put(
      'customer',
      { name: 'Northgate', number: 'C-1', creditLimit: 70_000, currency: 'TWD', priceListId: 'list-00001' },
      'customer-1',
    );
  });
  afterAll(() => company.close());

  test('[P3] what else is missing is not told of a row that the person may not see', async () => {
    await company.put('customer', { name: 'Elsewhere', number: 'C-2', priceListId: 'gone-list-1' }, 'customer-2');
    const stranger = company.as(
      rulesFor('customer', ['read', 'update'], ['basics', 'terms']).map((rule) => ({ ...rule, scope: 'own' as const })),
    );
    const set = { termsDays: { from: 0, to: 30 } };
    expect(await stranger.refuse('customer.update', { id: 'customer-2', set })).toEqual({
      refused: 'missing',
      with: { noun: 'customer' },
    });
  });

  test('[P3] a guess at a hidden value is refused alike, whether right or wrong', async () => {
    // May change names, may neither read nor write credit.
    const clerk = company.as([
      ...rulesFor('customer', ['read', 'update'], ['basics']),
      ...rulesFor('price_list', ['read']),
    ]);
    const guess = (from: number) =>
      clerk.refuse('customer.update', { id: 'customer-1', set: { creditLimit: { from, to: 1 } } });
    const wrong = await guess(12_345);
    expect(wrong).toEqual({ refused: 'field_not_permitted', field: 'creditLimit', with: { noun: 'customer' } });
    expect(await guess(70_000)).toEqual(wrong);
  });

  test('[P3] an unseen row and a missing one are refused alike', async () => {
    const stranger = company.as(
      rulesFor('customer', ['read', 'update'], ['basics']).map((rule) => ({ ...rule, scope: 'own' as const })),
    );
    const ask = (id: string) =>
      stranger.refuse('customer.update', { id, set: { name: { from: 'Northgate', to: 'X' } } });
    expect(await ask('customer-1')).toEqual(await ask('customer-9'));
  });
});
