import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects } from '../../../tests/databases.ts';
import { type Shop, shop } from '../../../tests/shop.ts';
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
      expect.objectContaining({ id, code: 'VAT5', name: 'Six', rate: 60_000, active: true }),
    ]);
    const again = { code: 'VAT5', name: 'Other', rate: 0, isNew: true };
    expect(await w.refuse('tax_code.set', again)).toEqual({
      refused: 'tax_code.exists',
      field: 'code',
      with: { code: 'VAT5' },
    });
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
    expect(await w.refuse('price_list.set', { ...list, isNew: true })).toEqual({
      refused: 'price_list.exists',
      field: 'code',
      with: { code: 'RETAIL' },
    });
  });

  test('a change by hand sets what was changed, and takes back nothing that another has set meanwhile', async () => {
    const { id } = await w.do('tax_code.set', { code: 'VAT7', name: 'Seven', rate: 50_000 });
    await w.do('tax_code.update', { id, set: { rate: { from: 50_000, to: 80_000 } } });
    await w.do('tax_code.update', { id, set: { name: { from: 'Seven', to: 'Eight' } } });
    await w.do('tax_code.update', { id, set: { active: { from: true, to: false } } });
    expect(await w.row('tax_code', id as string)).toMatchObject({ name: 'Eight', rate: 80_000, active: false });
    expect(await w.refuse('tax_code.update', { id, set: { rate: { from: 50_000, to: 60_000 } } })).toEqual({
      refused: 'changed_meanwhile',
      field: 'rate',
    });
    const list = await w.do('price_list.set', { code: 'HAND', name: 'Hand', currency: 'TWD', includesTax: true });
    const usualBefore = (await w.rows('price_list', { field: 'usual', is: 'eq', value: true })).map((one) => one.id);
    await w.do('price_list.update', { id: list.id, set: { usual: { from: false, to: true } } });
    expect(usualBefore).not.toContain(list.id);
    expect((await w.rows('price_list', { field: 'usual', is: 'eq', value: true })).map((one) => one.id)).toEqual([
      list.id,
    ]);
    expect(await w.refuse('price_list.update', { id: list.id, set: { active: { from: true, to: false } } })).toEqual({
      refused: 'price_list.usual_stays',
      field: 'active',
    });
    expect(await w.refuse('price_list.update', { id: list.id, set: { name: { from: 'Other', to: 'X' } } })).toEqual({
      refused: 'changed_meanwhile',
      field: 'name',
    });
    await w.do('price_list.update', { id: list.id, set: { currency: { from: 'TWD', to: 'USD' } } });
    await w.put('price', { priceListId: list.id as string, currency: 'USD' });
    expect(await w.refuse('price_list.update', { id: list.id, set: { currency: { from: 'USD', to: 'TWD' } } })).toEqual(
      {
        refused: 'price_list.in_use',
        field: 'currency',
      },
    );
    expect(await w.row('price_list', list.id as string)).toMatchObject({ name: 'Hand', currency: 'USD', usual: true });
  });

  test('who may change codes makes no new one without the right to create', async () => {
    const manager = w.as(rulesFor('tax_code', ['read', 'update']));
    await manager.do('tax_code.set', { code: 'VAT5', name: 'Five', rate: 50_000 });
    expect(await manager.refuse('tax_code.set', { code: 'VAT9', name: 'Nine', rate: 90_000 })).toMatchObject({
      refused: 'field_not_permitted',
    });
  });
});

describe.each(dialects)('[S8] what is out of use on %s', (dialect) => {
  let w: World;
  let s: Shop;
  beforeAll(async () => {
    w = await world(dialect);
    s = await shop(w);
  });
  afterAll(() => w.close());
  const list = (code: string, more = {}) =>
    w.do('price_list.set', { code, name: code, currency: 'TWD', includesTax: false, ...more });
  const usual = async () =>
    (await w.rows('price_list', { field: 'usual', is: 'eq', value: true })).map(({ code }) => code);

  test('new customers begin with one list: the first, until another is said to be it', async () => {
    await list('DEALER');
    await list('SPRING');
    expect(await usual()).toEqual(['DEALER']);
    await list('SPRING', { usual: true });
    expect(await usual()).toEqual(['SPRING']);
    // And with one that is offered.
    const refusal = { refused: 'price_list.usual_stays', field: 'active' };
    expect(
      await w.refuse('price_list.set', {
        code: 'SPRING',
        name: 'Spring',
        currency: 'TWD',
        includesTax: false,
        active: false,
      }),
    ).toEqual(refusal);
    await list('DEALER', { active: false });
    expect(
      await w.refuse('price_list.set', {
        code: 'DEALER',
        name: 'Dealer',
        currency: 'TWD',
        includesTax: false,
        usual: true,
      }),
    ).toEqual(refusal);
    await list('DEALER', { active: true, usual: true });
    expect(await usual()).toEqual(['DEALER']);
  });

  test('a list that is out of use is no new customer’s; who has it keeps it', async () => {
    const { id: priceListId = '' } = await list('OLD');
    const has = await s.customer({ priceListId });
    const other = await s.customer();
    await list('OLD', { active: false });
    const refusal = { refused: 'customer.list_not_offered', field: 'priceListId' };
    expect(
      await w.refuse('customer.create', { name: 'Late', country: 'TW', priceListId, sellerId: s.sellerId }),
    ).toEqual(refusal);
    expect(
      await w.refuse('customer.update', { id: other, set: { priceListId: { from: s.listId, to: priceListId } } }),
    ).toEqual(refusal);
    await w.do('customer.update', { id: has, set: { name: { from: 'Customer', to: 'Customer & Sons' } } });
    expect(await w.row('customer', has)).toMatchObject({ priceListId, name: 'Customer & Sons' });
    // Its customers have its currency, prices or not.
    expect(await w.refuse('price_list.set', { code: 'OLD', name: 'Old', currency: 'USD', includesTax: false })).toEqual(
      {
        refused: 'price_list.taken',
        field: 'currency',
      },
    );
    expect(await w.refuse('price_list.delete', { id: priceListId })).toEqual({ refused: 'price_list.used' });
  });

  test('a list on which nothing stands is deleted, by whoever may', async () => {
    const { id = '' } = await list('TYPO');
    const keeper = w.as(rulesFor('price_list', ['read', 'create', 'update']));
    expect(await keeper.refuse('price_list.delete', { id })).toMatchObject({ refused: 'not_permitted' });
    await w.do('price_list.delete', { id });
    expect(await w.rows('price_list', { field: 'code', is: 'eq', value: 'TYPO' })).toEqual([]);
    const [first] = await w.rows('price_list', { field: 'usual', is: 'eq', value: true });
    expect(await w.refuse('price_list.delete', { id: first?.id })).toEqual({ refused: 'price_list.usual_stays' });
    const productId = await s.product('PRICED');
    const { id: priced = '' } = await list('PRICED');
    await w.do('price.set', { priceListId: priced, productId, unitPrice: 5_000_000 });
    expect(await w.refuse('price_list.delete', { id: priced })).toEqual({ refused: 'price_list.used' });
  });

  test('a tax code that is out of use is no new product’s; lines that stand keep their rate', async () => {
    const productId = await s.product('TAXED', { onHand: 10 });
    const customerId = await s.customer();
    const order =
      (await w.do('order.create', { customerId, lines: [{ productId, quantity: 1 }], submit: true })).id ?? '';
    await w.do('tax_code.set', { code: 'T5', name: '5 %', rate: 80_000, active: false });
    const [line] = await s.linesOf(order);
    expect(line).toMatchObject({ taxCode: 'T5', taxRate: 50_000 });
    const later = (await w.do('order.create', { customerId, lines: [{ productId, quantity: 1 }] })).id ?? '';
    expect(await s.linesOf(later)).toMatchObject([{ taxRate: 80_000 }]);
    const refusal = { refused: 'product.tax_code_not_offered', field: 'taxCode' };
    expect(await w.refuse('product.create', { sku: 'NEW', name: 'New', baseUnit: 'PC', taxCode: 'T5' })).toEqual(
      refusal,
    );
    await w.do('product.update', { id: productId, set: { name: { from: 'Product TAXED', to: 'Taxed' } } });
    await w.do('tax_code.set', { code: 'ZERO', name: 'Zero', rate: 0 });
    await w.do('product.update', { id: productId, set: { taxCode: { from: 'T5', to: 'ZERO' } } });
    expect(await w.refuse('product.update', { id: productId, set: { taxCode: { from: 'ZERO', to: 'T5' } } })).toEqual(
      refusal,
    );
  });
});
