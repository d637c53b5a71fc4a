import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rightsOf } from '../../shared/access/permit.ts';
import { actionsOn } from '../../shared/commands.ts';
import { dialects } from '../../tests/databases.ts';
import { rulesFor, type World, world } from '../../tests/world.ts';
import { openSeal } from '../store/seal.ts';
import type { Connection } from '../store/store.ts';
import { perform } from './perform.ts';
import { Transaction } from './transaction.ts';

const KEY = Buffer.alloc(32, 7).toString('base64url');

describe.each(dialects)('what a refusal may tell on %s', (dialect) => {
  let company: World;
  beforeAll(async () => {
    company = await world(dialect);
    await company.put('price_list', { code: 'STD', name: 'Standard', currency: 'TWD', active: true }, 'list-00001');
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

  test('[P3] nor does a guess tell anything to whoever may write what they do not read', async () => {
    const blind = company.as([
      ...rulesFor('customer', ['read'], ['basics']),
      ...rulesFor('customer', ['update'], ['basics', 'credit', 'notes']),
      ...rulesFor('price_list', ['read']),
    ]);
    const { creditLimit } = await company.row('customer', 'customer-1');
    const guess = (from: number | null, to: number) =>
      blind.refuse('customer.update', { id: 'customer-1', set: { creditLimit: { from, to } } });
    const wrong = await guess(12_345, 1);
    expect(wrong).toEqual({ refused: 'field_not_permitted', field: 'creditLimit', with: { noun: 'customer' } });
    // Right in what stands there, and in what it would become.
    expect([await guess(creditLimit, 1), await guess(0, creditLimit as number)]).toEqual([wrong, wrong]);
  });

  test('[P3] an unseen row and a missing one are refused alike', async () => {
    const stranger = company.as(
      rulesFor('customer', ['read', 'update'], ['basics']).map((rule) => ({ ...rule, scope: 'own' as const })),
    );
    const ask = (id: string) =>
      stranger.refuse('customer.update', { id, set: { name: { from: 'Northgate', to: 'X' } } });
    expect(await ask('customer-1')).toEqual(await ask('customer-9'));
  });

  test('[P3] nothing more is loaded for an unseen order than for a missing one', async () => {
    await company.put('order', { number: 'SO-000001', customerId: 'customer-1', sellerId: 'somebody' }, 'order-hidden');
    const binding = { id: 'ann', teamId: null, warehouses: [] };
    const elsewhere = { orderId: 'order-hidden', sellerId: 'somebody', warehouseId: 'warehouse-9' };
    await company.put('pick', { ...elsewhere, status: 'reserved' }, 'pick-hidden');
    await company.put('shipment', { ...elsewhere, number: 'DN-1', status: 'shipped' }, 'shipment-hidden');
    await company.put('stock', { productId: 'product-9', warehouseId: 'warehouse-9' }, 'stock-hidden');
    const rules = (['order', 'pick', 'shipment', 'stock'] as const).flatMap((noun) =>
      rulesFor(noun, ['read', ...actionsOn(noun)]).map((rule) => ({ ...rule, scope: 'warehouse' as const })),
    );
    const actor = {
      ...binding,
      name: 'Ann',
      discountAuthority: 0,
      warehouses: ['warehouse-1'],
      rights: rightsOf(rules, { ...binding, warehouses: ['warehouse-1'] }),
    };
    const moment = { now: 0, today: '2026-03-02', actor, newId: () => 'no-new-row-is-made' };
    const asked = (name: string, input: object) =>
      company.store.write(async (connection) => {
        const statements: string[] = [];
        const listened: Connection = {
          all: (sql, params) => {
            statements.push(sql);
            return connection.all(sql, params);
          },
          run: (sql, params) => connection.run(sql, params),
        };
        const tx = new Transaction(listened, openSeal({ seal: [{ id: 'k1', key: KEY }], blind: KEY }), dialect);
        const refusal = await perform(tx, actor, moment, { name, id: 'a-command', input });
        return { refusal, statements };
      });
    const inputs: { readonly [name: string]: (which: string) => object } = {
      'order.submit': (which) => ({ id: `order-${which}` }),
      'order.cancel': (which) => ({ id: `order-${which}`, why: 'curious' }),
      'order.ship': (which) => ({ orderId: `order-${which}`, packageIds: ['package-1'] }),
      'pick.claim': (which) => ({ orderId: `order-${which}` }),
      'pick.unclaim': (which) => ({ ids: [`pick-${which}`] }),
      'pick.confirm': (which) => ({ id: `pick-${which}`, picked: 1 }),
      'pick.put_back': (which) => ({ id: `pick-${which}` }),
      'shipment.deliver': (which) => ({ id: `shipment-${which}` }),
      'stock.adjust': (which) => ({ stockId: `stock-${which}`, quantity: 1, reason: 'curious' }),
    };
    for (const [name, input] of Object.entries(inputs)) {
      const unseen = await asked(name, input('hidden'));
      expect([name, unseen.refusal]).toMatchObject([name, { refused: 'missing' }]);
      expect([name, unseen]).toEqual([name, await asked(name, input('nowhere'))]);
    }
  });

  test('[P12] who may write nothing of a unit takes none away', async () => {
    const id = await company.put('product', { sku: 'BOXED', name: 'Boxed', baseUnit: 'PCS', taxCode: 'T5' });
    const unit = await company.put('product_unit', { productId: id, code: 'BOX', factor: 12 });
    await company.put('tax_code', { code: 'T5', name: '5 %', rate: 50_000, active: true });
    const namer = company.as(rulesFor('product', ['read', 'update']));
    expect(await namer.refuse('product.update', { id, removeUnits: [unit] })).toEqual({
      refused: 'field_not_permitted',
      field: 'productId',
      with: { noun: 'product_unit' },
    });
    // A rule that holds on other rows only is none here.
    const other = company.as([
      ...rulesFor('product', ['read', 'update']),
      ...rulesFor('product_unit', ['update']).map((rule) => ({
        ...rule,
        when: { field: 'code', is: 'eq' as const, value: 'CRATE' },
      })),
    ]);
    expect(await other.refuse('product.update', { id, removeUnits: [unit] })).toMatchObject({
      refused: 'field_not_permitted',
    });
    await company
      .as(rulesFor('product', ['read', 'update']).concat(rulesFor('product_unit', ['update'])))
      .do('product.update', { id, removeUnits: [unit] });
    expect(await company.rows('product_unit')).toEqual([]);
  });
});
