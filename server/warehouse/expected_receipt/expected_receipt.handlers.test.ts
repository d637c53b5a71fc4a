import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rightsOf } from '../../../shared/access/permit.ts';
import { startingRoles } from '../../../shared/access/roles.ts';
import type { Rule } from '../../../shared/access/rule.ts';
import { addDays } from '../../../shared/base/day.ts';
import { dialects } from '../../../tests/databases.ts';
import { type Shop, shop } from '../../../tests/shop.ts';
import { everyRule, rulesFor, type World, world } from '../../../tests/world.ts';
import { promisesFor } from './promises.ts';

const TODAY = '2026-03-02';

describe.each(dialects)('expected receipts on %s', (dialect) => {
  let w: World;
  let s: Shop;
  beforeAll(async () => {
    w = await world(dialect);
    s = await shop(w);
  });
  afterAll(() => w.close());

  const expects = async (productId: string, days: number, quantity: number): Promise<string> => {
    const input = { productId, warehouseId: s.warehouseId, expectedOn: addDays(TODAY, days), quantity };
    return (await w.do('expected_receipt.enter', input)).id ?? '';
  };
  const orders = async (productId: string, quantity: number): Promise<string> => {
    const customerId = await s.customer();
    return (await w.do('order.create', { customerId, lines: [{ productId, quantity }], submit: true })).id ?? '';
  };
  const promises = (
    productId: string,
    wanted: readonly number[],
    rules: readonly Rule[] = everyRule,
    except: string | null = null,
  ) => {
    const rights = rightsOf(rules, { id: 'person-someone', teamId: null, warehouses: [] });
    const asked = wanted.map((quantity) => ({ productId, quantity }));
    return w.store.read((query) => promisesFor(query, rights, s.warehouseId, asked, except, TODAY));
  };

  test('[S2] [W3] a promise goes by what is there, who waits and what is to come; goods in take from what was expected', async () => {
    const productId = await s.product('EXP-1', { onHand: 10 });
    const waiting = await orders(productId, 14);
    const later = await expects(productId, 9, 20);
    const sooner = await expects(productId, 3, 5);
    // 4 wait: of the 5 that come first one is left.
    expect(await promises(productId, [1])).toEqual([addDays(TODAY, 3)]);
    expect(await promises(productId, [1, 20, 1])).toEqual([addDays(TODAY, 3), addDays(TODAY, 9), null]);
    // The order that waits is not in its own way.
    expect(await promises(productId, [4], everyRule, waiting)).toEqual([addDays(TODAY, 3)]);
    await w.do('stock.receive', { productId, warehouseId: s.warehouseId, locationId: s.locationId, quantity: 7 });
    expect(await w.row('expected_receipt', sooner)).toMatchObject({ received: 5, status: 'received' });
    expect(await w.row('expected_receipt', later)).toMatchObject({ received: 2, status: 'open' });
    // 4 of the 7 went to whom they were promised.
    expect(await promises(productId, [3, 18, 1])).toEqual([TODAY, addDays(TODAY, 9), null]);
    await w.do('expected_receipt.close', { id: later, why: 'out of production' });
    expect(await promises(productId, [3, 1])).toEqual([TODAY, null]);
  });

  test('[W3] a day, a quantity; what has come or is closed stays', async () => {
    const productId = await s.product('EXP-2');
    const id = await expects(productId, 2, 10);
    const on = (from: string, to: string) => ({ id, set: { expectedOn: { from, to } } });
    await w.do('expected_receipt.update', on(addDays(TODAY, 2), addDays(TODAY, 5)));
    expect(await w.refuse('expected_receipt.update', on(addDays(TODAY, 2), addDays(TODAY, 6)))).toMatchObject({
      refused: 'changed_meanwhile',
      field: 'expectedOn',
    });
    expect(await w.refuse('expected_receipt.update', on(addDays(TODAY, 5), addDays(TODAY, -1)))).toMatchObject({
      refused: 'expected_receipt.past',
    });
    await w.do('stock.receive', { productId, warehouseId: s.warehouseId, locationId: s.locationId, quantity: 4 });
    const less = { id, set: { quantity: { from: 10, to: 4 } } };
    expect(await w.refuse('expected_receipt.update', less)).toMatchObject({
      refused: 'expected_receipt.below_received',
    });
    await w.do('expected_receipt.close', { id });
    expect(await w.refuse('expected_receipt.close', { id })).toMatchObject({ refused: 'expected_receipt.not_open' });
    const charge = await s.product('EXP-3', { nature: 'charge' });
    const postage = { productId: charge, warehouseId: s.warehouseId, expectedOn: TODAY, quantity: 1 };
    expect(await w.refuse('expected_receipt.enter', postage)).toMatchObject({ refused: 'stock.not_stocked' });
  });

  test('[S2] [P3] a day is said to whoever may see what is available there, of goods and orders that they may not see too; to others nothing', async () => {
    const productId = await s.product('EXP-4', { onHand: 3 });
    await orders(productId, 5);
    await expects(productId, 4, 6);
    const role = (code: string) => startingRoles.find((one) => one.code === code)?.rules ?? [];
    expect(await promises(productId, [4], role('sales_rep'))).toEqual([addDays(TODAY, 4)]);
    // Finance's clerk reads orders and no stock: a product in stock and none at all are the same to them.
    expect(await promises(productId, [4], role('finance_clerk'))).toEqual([undefined]);
    expect(await promises('no-such-product', [4], role('finance_clerk'))).toEqual([undefined]);
    // Of another warehouse an operator learns nothing.
    expect(await promises(productId, [4], role('warehouse_operator'))).toEqual([undefined]);
    const quantities = rulesFor('stock', ['read'], ['basics', 'quantities']);
    expect(await promises(productId, [4], quantities)).toEqual([undefined]);
    // And the rows that a seller reads of what is expected hold no quantity.
    const rep = rightsOf(role('sales_rep'), { id: 'x', teamId: null, warehouses: [] });
    const [row] = await w.rows('expected_receipt', { field: 'productId', is: 'eq', value: productId });
    const seen = rep.view('expected_receipt').project(row as never);
    expect(seen).toMatchObject({ expectedOn: addDays(TODAY, 4), status: 'open' });
    expect(Object.keys(seen ?? {})).not.toEqual(expect.arrayContaining(['quantity']));
    expect(seen).not.toHaveProperty('received');
    expect(seen).not.toHaveProperty('reference');
  });
});
