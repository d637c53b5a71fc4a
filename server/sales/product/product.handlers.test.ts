import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects } from '../../../tests/databases.ts';
import { type Shop, shop } from '../../../tests/shop.ts';
import { type World, world } from '../../../tests/world.ts';

describe.each(dialects)('products on %s', (dialect) => {
  let w: World;
  let s: Shop;
  beforeAll(async () => {
    w = await world(dialect);
    s = await shop(w);
  });
  afterAll(() => w.close());
  const card = (sku: string, more = {}) => ({ sku, name: 'Lamp', baseUnit: 'PCS', taxCode: 'T5', ...more });

  test('[S8] a product has units with barcodes; SKUs that differ by case only are two', async () => {
    const units = [{ code: 'BOX', factor: 12, barcode: '471' }];
    const { id } = await w.do('product.create', card('Lamp-a', { units }));
    await w.do('product.create', card('LAMP-A'));
    const refused = { refused: 'product.sku_taken', with: { sku: 'Lamp-a' } };
    expect(await w.refuse('product.create', card('Lamp-a'))).toMatchObject(refused);
    expect(await w.refuse('product.create', card('NEW', { id }))).toMatchObject({ refused: 'product.exists' });
    const tax = card('NEW', { taxCode: 'T99' });
    expect(await w.refuse('product.create', tax)).toMatchObject({ refused: 'product.unknown_tax_code' });
    const twice = card('NEW', { units: [{ code: 'PCS', factor: 2 }] });
    expect(await w.refuse('product.create', twice)).toMatchObject({ refused: 'product.unit_twice' });
    const [box] = await w.rows('product_unit', { field: 'productId', is: 'eq', value: id ?? '' });
    expect(box).toMatchObject({ code: 'BOX', factor: 12, barcode: '471' });
    const swap = { id, addUnits: [{ code: 'BOX', factor: 24 }], removeUnits: [box?.id] };
    await w.do('product.update', swap);
    expect(await w.rows('product_unit', { field: 'productId', is: 'eq', value: id ?? '' })).toMatchObject([
      { factor: 24 },
    ]);
  });

  test('[S8] a variant is a product of its family, told by its traits and found by their words', async () => {
    const bolt = (sku: string, length: string) =>
      w.do('product.create', card(sku, { family: 'Hex bolt', traits: [{ name: 'Length', value: length }] }));
    const { id } = await bolt('HB-40', '40 mm');
    await bolt('HB-60', '60 mm');
    const family = await w.rows('product', { field: 'family', is: 'eq', value: 'Hex bolt' });
    expect(family.map(({ sku, traitWords }) => `${sku} ${traitWords}`)).toEqual([
      'HB-40 Length 40 mm',
      'HB-60 Length 60 mm',
    ]);
    const from = [{ name: 'Length', value: '40 mm' }];
    const to = [...from, { name: 'Thread', value: 'M8' }];
    await w.do('product.update', { id, set: { traits: { from, to } } });
    expect(await w.row('product', id ?? '')).toMatchObject({ traits: to, traitWords: 'Length 40 mm Thread M8' });
    // Made from what it no longer is: shown, not overwritten.
    const late = { traits: { from, to: [] } };
    expect(await w.refuse('product.update', { id, set: late })).toEqual({
      refused: 'changed_meanwhile',
      field: 'traits',
    });
    const twice = { traits: { from: to, to: [...from, { name: 'length', value: '1' }] } };
    expect(await w.refuse('product.update', { id, set: twice })).toMatchObject({ refused: 'input.invalid' });
    await w.do('product.update', { id, set: { traits: { from: to, to: [] } } });
    expect(await w.row('product', id ?? '')).toMatchObject({ traits: [], traitWords: null });
  });

  test('[W1] its places in stock carry its name and whether they are low', async () => {
    const id = await s.product('NAMED', { onHand: 5 });
    const set = { localName: { from: null, to: '檯燈' }, lowStock: { from: null, to: 5 } };
    await w.do('product.update', { id, set });
    expect(await s.stockOf(id)).toMatchObject({ productName: 'Product NAMED 檯燈', low: true });
    const late = { localName: { from: null, to: '燈' } };
    expect(await w.refuse('product.update', { id, set: late })).toEqual({
      refused: 'changed_meanwhile',
      field: 'localName',
    });
  });

  test('[S8] a price change never touches an order that stands', async () => {
    const customerId = await s.customer();
    const productId = await s.product('PRICED', { price: 10 });
    const lines = [{ productId, quantity: 2 }];
    const { id = '' } = await w.do('order.create', { customerId, lines, submit: true });
    const { id: again } = await w.do('price.set', {
      priceListId: s.listId,
      productId,
      validFrom: '2026-01-01',
      unitPrice: 20_000_000,
    });
    expect(await w.rows('price', { field: 'productId', is: 'eq', value: productId })).toMatchObject([
      { id: again, unitPrice: 20_000_000 },
    ]);
    await w.do('order.update', { id, set: { notes: { from: null, to: 'same price' } } });
    expect(await w.row('order', id)).toMatchObject({ net: 20 });
    const { id: dearer = '' } = await w.do('order.create', { customerId, lines });
    expect(await w.row('order', dearer)).toMatchObject({ net: 40 });
    const ends = { priceListId: s.listId, productId, validFrom: '2026-05-01', validTo: '2026-04-01', unitPrice: 1 };
    expect(await w.refuse('price.set', ends)).toMatchObject({ refused: 'price.ends_before' });
    const below = { priceListId: s.listId, productId, unitPrice: 1, minPrice: 2 };
    expect(await w.refuse('price.set', below)).toMatchObject({ refused: 'price.below_minimum' });
  });
});
