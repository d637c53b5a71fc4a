import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rightsOf } from '../../../shared/access/permit.ts';
import { dayOf } from '../../../shared/base/day.ts';
import type { PriceChangeInput } from '../../../shared/sales/price_change/price_change.commands.ts';
import { dialects } from '../../../tests/databases.ts';
import { type Shop, shop } from '../../../tests/shop.ts';
import { everyRule, rulesFor, type World, world } from '../../../tests/world.ts';
import { openSeal } from '../../store/seal.ts';
import { holdingPrices } from './price_change.facts.ts';
import { previewOf } from './price_change.preview.ts';

const D = '2026-04-01';

describe.each(dialects)('[S8] many prices at once on %s', (dialect) => {
  let w: World;
  let s: Shop;
  let tools: string[];
  let hats: string;
  beforeAll(async () => {
    w = await world(dialect);
    s = await shop(w);
    tools = [
      await s.product('T-1', { price: 100, minPrice: 80, onHand: 50 }),
      await s.product('T-2', { price: 40, minPrice: 39 }),
    ];
    hats = await s.product('H-1', { price: 10 });
    for (const id of tools) await w.do('product.update', { id, set: { category: { from: null, to: 'Tools' } } });
    await w.do('price.set', {
      priceListId: s.listId,
      productId: tools[0],
      minQuantity: 10,
      unitPrice: 90_000_000,
      validFrom: '2026-01-01',
    });
    // Over before it: what was valid once is not changed any more.
    await w.do('price.set', {
      priceListId: s.listId,
      productId: hats,
      minQuantity: 50,
      unitPrice: 5_000_000,
      validFrom: '2026-01-01',
      validTo: '2026-02-01',
    });
  });
  afterAll(() => w.close());
  const tooling = { field: 'category', is: 'eq', value: 'Tools' } as const;
  const pricesOf = async (productId: string) =>
    (await w.rows('price', { field: 'productId', is: 'eq', value: productId }))
      .map(({ minQuantity, validFrom, unitPrice }) => `${minQuantity} ${validFrom} ${unitPrice / 1e6}`)
      .sort();
  const someone = { id: 'person-someone', teamId: null, warehouses: [] };
  const key = Buffer.alloc(32, 7).toString('base64url');
  const seal = openSeal({ seal: [{ id: 'k1', key }], blind: key });
  /** Of each line its outcome, and the day it ends on. */
  const preview = async (input: PriceChangeInput) => {
    const told = await w.store.beside((query) =>
      previewOf(query, seal, rightsOf(everyRule, someone), input, dayOf(w.now(), 'Asia/Taipei')),
    );
    return 'refused' in told ? told : told.lines.map(({ outcome, until }) => [outcome, until]);
  };
  const raise = (more = {}) => ({ priceListId: s.listId, percent: 50_000, validFrom: D, ...more });

  test('those of the chosen products get one more from the day on, in one commit, an entry each', async () => {
    const before = w.commits.length;
    const entries = w.entries.length;
    const { id, prices } = await w.do('price_change.make', raise({ which: tooling, step: 1_000_000, note: 'Spring' }));
    expect(prices).toBe(3);
    expect(w.commits.length).toBe(before + 1);
    const made = w.entries.slice(entries);
    expect(made.filter(({ noun }) => noun === 'price').length).toBe(3);
    expect(new Set(made.map(({ why }) => why))).toEqual(new Set(['Spring']));
    expect(await pricesOf(tools[0] ?? '')).toEqual([
      '1 2026-01-01 100',
      `1 ${D} 105`,
      '10 2026-01-01 90',
      `10 ${D} 95`,
    ]);
    expect(await pricesOf(hats)).toEqual(['1 2026-01-01 10', '50 2026-01-01 5']);
    expect(await w.row('price_change', id ?? '')).toMatchObject({
      listCode: 'STD-TPE',
      prices: 3,
      status: 'standing',
      percent: 50_000,
    });
    // From the day on they are the ones that hold; the day before, the others.
    const customerId = await s.customer();
    const lines = [{ productId: tools[0], quantity: 1 }];
    const net = async () => (await w.row('order', (await w.do('order.create', { customerId, lines })).id ?? '')).net;
    expect(await net()).toBe(100);
    w.at(D);
    expect(await net()).toBe(105);
    w.at('2026-03-02');
  });

  test('an order that stands keeps its prices, also when it is changed from the day on', async () => {
    const customerId = await s.customer();
    const { id = '' } = await w.do('order.create', {
      customerId,
      lines: [{ productId: tools[0], quantity: 2 }],
      submit: true,
    });
    await w.do('price_change.make', raise({ which: tooling, percent: 500_000, validFrom: '2026-03-02' }));
    await w.do('order.update', { id, set: { notes: { from: null, to: 'still the same' } } });
    expect(await w.row('order', id)).toMatchObject({ net: 200 });
  });

  test('below a minimum that stays nothing is written, and a second change of the same day leaves the first', async () => {
    const { prices } = await w.do(
      'price_change.make',
      raise({ which: tooling, percent: -400_000, validFrom: '2026-05-01' }),
    );
    // T-1 from ten pieces on has no minimum.
    expect(prices).toBe(1);
    expect(
      await w.refuse(
        'price_change.make',
        raise({ which: { field: 'sku', is: 'eq', value: 'T-2' }, percent: -400_000, validFrom: '2026-05-02' }),
      ),
    ).toEqual({ refused: 'price_change.none' });
    const again = await w.do('price_change.make', raise({ which: tooling, validFrom: '2026-05-01' }));
    expect(again.prices).toBe(2);
  });

  test('what has not begun is taken back whole; what has begun is not', async () => {
    const before = await pricesOf(hats);
    const { id = '' } = await w.do('price_change.make', raise({ validFrom: '2026-06-01' }));
    expect(await pricesOf(hats)).not.toEqual(before);
    w.at('2026-06-01');
    expect(await w.refuse('price_change.withdraw', { id })).toEqual({ refused: 'price_change.begun' });
    w.at('2026-05-31');
    await w.do('price_change.withdraw', { id, why: 'Too early' });
    expect(await pricesOf(hats)).toEqual(before);
    expect(await w.refuse('price_change.withdraw', { id })).toEqual({ refused: 'price_change.withdrawn' });
    expect(
      w.entries.filter(({ noun, after, why }) => noun === 'price' && after === null && why === 'Too early').length,
    ).toBeGreaterThan(3);
    w.at('2026-03-02');
  });

  test('an offer over the usual price stays as it is: a change would end with it, and the usual price come back', async () => {
    const productId = await s.product('O-1', { price: 100 });
    const ownId = await s.product('O-2', { price: 100 });
    const offer = { priceListId: s.listId, validFrom: '2026-06-01', validTo: '2026-06-30' };
    await w.do('price.set', { ...offer, productId, unitPrice: 80_000_000 });
    // From ten pieces on it has none beneath it: it is raised for as long as it lasts.
    await w.do('price.set', { ...offer, productId, minQuantity: 10, unitPrice: 70_000_000 });
    const from = (validFrom: string, sku = 'O-1') =>
      raise({ which: { field: 'sku', is: 'eq', value: sku }, validFrom });
    const before = await pricesOf(productId);
    expect(await preview(from('2026-06-15'))).toEqual([
      ['ends', '2026-06-30'],
      ['changed', null],
    ]);
    expect((await w.do('price_change.make', from('2026-06-15'))).prices).toBe(1);
    expect(await pricesOf(productId)).toEqual([...before, '10 2026-06-15 73.5'].sort());
    // Not on its first day either, where it is what was entered for it.
    expect(await preview(from('2026-06-01'))).toContainEqual(['ends', '2026-06-30']);
    expect((await w.do('price_change.make', from('2026-07-01'))).prices).toBe(1);
    expect(await pricesOf(productId)).toContain('1 2026-07-01 105');
    // One that ends with nothing beneath it is no offer.
    const [usual] = await w.rows('price', { field: 'productId', is: 'eq', value: ownId });
    await w.do('price.set', {
      ...{ priceListId: s.listId, productId: ownId, validFrom: usual?.validFrom },
      ...{ validTo: '2026-12-31', unitPrice: 100_000_000 },
    });
    expect(await preview(from('2026-06-15', 'O-2'))).toEqual([['changed', null]]);
  });

  test('a price that was entered by hand since is no more of the change, and stays when it is taken back', async () => {
    const make = await w.do('price_change.make', raise({ which: tooling, validFrom: '2026-08-01' }));
    const id = make.id ?? '';
    const of = async () => await w.rows('price', { field: 'changeId', is: 'eq', value: id });
    const [first, second] = await of();
    const again = (price: typeof first, more: object) => ({
      ...{ priceListId: s.listId, productId: price?.productId, minQuantity: price?.minQuantity },
      ...{ validFrom: price?.validFrom, unitPrice: price?.unitPrice, ...more },
    });
    await w.do('price.set', again(first, { unitPrice: 777_000_000 }));
    // The same once more is nothing new.
    await w.do('price.set', again(second, {}));
    expect((await of()).length).toBe((make.prices as unknown as number) - 1);
    await w.do('price_change.withdraw', { id });
    expect(await of()).toEqual([]);
    expect(await w.row('price', first?.id ?? '')).toMatchObject({ unitPrice: 777_000_000, changeId: null });
  });

  test('refused are a day that is past, both ways or neither, another preview, an unknown field and another’s list', async () => {
    expect(await w.refuse('price_change.make', raise({ validFrom: '2026-03-01' }))).toEqual({
      refused: 'price_change.past',
      field: 'validFrom',
    });
    expect(await w.refuse('price_change.make', raise({ amount: 1 }))).toMatchObject({
      refused: 'price_change.by_what',
    });
    expect(await w.refuse('price_change.make', raise({ percent: null }))).toMatchObject({
      refused: 'price_change.by_what',
    });
    expect(await w.refuse('price_change.make', raise({ mark: 'another' }))).toEqual({
      refused: 'price_change.moved_on',
    });
    expect(
      await w.refuse('price_change.make', raise({ which: { field: 'nothing', is: 'eq', value: 1 } })),
    ).toMatchObject({ refused: 'filter.unknown_field' });
    expect(await w.refuse('price_change.make', raise({ priceListId: '00000000-nothing' }))).toMatchObject({
      refused: 'missing',
    });
  });

  test('who may not write prices, or does not see them, changes none', async () => {
    const without = (may: string, groups?: readonly string[]) =>
      w.as([
        ...everyRule.filter(({ on, may: action }) => on !== 'price' || action !== may),
        ...(groups ? rulesFor('price', [may], groups) : []),
      ]);
    const input = raise({ validFrom: '2026-07-01' });
    expect(await without('create').refuse('price_change.make', input)).toMatchObject({
      refused: 'field_not_permitted',
    });
    expect(await without('read', ['basics']).refuse('price_change.make', input)).toEqual({
      refused: 'price_change.none',
    });
    const clerk = w.as(rulesFor('price_change', ['read']));
    expect(await clerk.refuse('price_change.make', input)).toMatchObject({ refused: 'not_permitted' });
  });

  test('more than one change may hold are refused before any is written', async () => {
    const listId = await w.put('price_list', { code: 'BIG', name: 'Big', currency: 'TWD' });
    for (let n = 1; n <= 2_001; n++)
      await w.put('price', {
        priceListId: listId,
        listCode: 'BIG',
        productId: hats,
        sku: 'H-1',
        currency: 'TWD',
        minQuantity: n,
        validFrom: '2026-01-01',
        unitPrice: 1_000_000,
      });
    expect(await w.refuse('price_change.make', raise({ priceListId: listId }))).toEqual({
      refused: 'price_change.too_many',
      field: 'which',
      with: { limit: 2_000 },
    });
    // They are counted that far and no further: which of each holds is not gone into.
    const views = rightsOf(everyRule, someone).view;
    const asked: string[] = [];
    const found = await w.store.read((query) => {
      const all: typeof query.all = (sql, params) => {
        asked.push(sql);
        return query.all(sql, params);
      };
      const seen = { product: views('product'), price: views('price') };
      return holdingPrices({ all }, seen, { priceListId: listId, validFrom: D });
    });
    expect([found, asked.some((sql) => sql.includes('OVER'))]).toEqual([null, false]);
  }, 60_000);
});
