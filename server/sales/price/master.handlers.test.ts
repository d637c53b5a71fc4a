import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects } from '../../../tests/databases.ts';
import { rulesFor, type World, world } from '../../../tests/world.ts';

describe.each(dialects)('[S8] price lists and tax codes on %s', (dialect) => {
  let w: World;
  beforeAll(async () => {
    w = await world(dialect);
  });
  afterAll(() => w.close());

  test('a code is one row, made once and changed after', async () => {
    const { id } = await w.do('tax_code.set', { code: 'VAT5', name: 'Five', rate: 50_000 });
    expect(await w.do('tax_code.set', { code: 'VAT5', name: 'Six', rate: 60_000 })).toEqual({ id });
    expect(await w.rows('tax_code')).toEqual([
      expect.objectContaining({ id, code: 'VAT5', name: 'Six', rate: 60_000 }),
    ]);
  });

  test('a list with prices keeps its currency and its reading of tax', async () => {
    const list = { code: 'RETAIL', name: 'Retail', currency: 'TWD', includesTax: true };
    const { id } = await w.do('price_list.set', list);
    await w.do('price_list.set', { ...list, currency: 'USD' });
    await w.put('price', { priceListId: id as string, currency: 'USD' });
    expect(await w.refuse('price_list.set', list)).toEqual({ refused: 'price_list.in_use', field: 'currency' });
    expect(await w.refuse('price_list.set', { ...list, currency: 'USD', includesTax: false })).toEqual({
      refused: 'price_list.in_use',
      field: 'includesTax',
    });
    await w.do('price_list.set', { ...list, currency: 'USD', name: 'Retail abroad' });
    expect(await w.row('price_list', id as string)).toMatchObject({ name: 'Retail abroad', currency: 'USD' });
  });

  test('who may change codes makes no new one without the right to create', async () => {
    const manager = w.as(rulesFor('tax_code', ['read', 'update']));
    await manager.do('tax_code.set', { code: 'VAT5', name: 'Five', rate: 50_000 });
    expect(await manager.refuse('tax_code.set', { code: 'VAT9', name: 'Nine', rate: 90_000 })).toMatchObject({
      refused: 'field_not_permitted',
    });
  });
});
