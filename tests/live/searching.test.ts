import { afterAll, beforeAll, expect, test } from 'vitest';
import type { Query } from '../../server/store/store.ts';
import { Firm } from './firm.ts';
import { goods } from './goods.ts';

let firm: Firm;
beforeAll(async () => {
  firm = await Firm.open('sqlite');
  await goods(firm);
});
afterAll(() => firm.close());

/** What is asked of the database on the event loop meanwhile. */
const onTheLoop = async (work: () => Promise<void>): Promise<readonly string[]> => {
  const { store } = firm.company;
  const { read } = store;
  const asked: string[] = [];
  store.read = (task) =>
    read.call(store, (query: Query) =>
      task({
        all: (sql, params) => {
          asked.push(sql);
          return query.all(sql, params);
        },
      }),
    ) as ReturnType<typeof task>;
  await work();
  store.read = read;
  return asked;
};

test('[LIVE27] by no door is anything searched on the event loop', async () => {
  const desk = await firm.signIn('boss');
  const screen = await firm.screen('boss', desk);
  const asked = await onTheLoop(async () => {
    const question = { noun: 'order', search: 'Lin' };
    const opened = (await screen.ask('collection.open', question)) as { rows: { id: string; number: string }[] };
    const { length } = opened.rows;
    expect(length).toBeGreaterThan(0);
    expect(await screen.ask('collection.count', question)).toEqual({ count: length });
    expect(await screen.ask('collection.key', { ...question, sort: [{ field: 'number', down: true }], at: 1 })).toEqual(
      {
        key: [opened.rows[0]?.number, opened.rows[0]?.id],
      },
    );
    expect(await screen.ask('collection.sum', { ...question, measure: 'bookings_count' })).toMatchObject({
      rows: length,
    });
    const { body } = await desk.list('orders', { search: 'Lin', limit: 500 });
    expect((body as { rows: unknown[] }).rows).toHaveLength(length);
    const { text } = await desk.get('/api/export/orders.csv?search=Lin&fields=number');
    expect(text.trim().split('\n')).toHaveLength(length + 1);
  });
  expect(asked.filter((sql) => sql.includes('search_word'))).toEqual([]);
});

test('[LIVE29] what goes through the history, for its filter or its order, is asked beside; what an index holds is not', async () => {
  const desk = await firm.signIn('boss');
  const screen = await firm.screen('boss', desk);
  const orders = (asked: readonly string[]) => asked.filter((sql) => /from "sales_order"/i.test(sql)).length;
  type Opened = { readonly rows: readonly { readonly id: string; readonly warehouseId: string }[] };
  const open = async (question: object): Promise<Opened> =>
    (await screen.ask('collection.open', { noun: 'order', ...question })) as Opened;
  let orderId = '';
  const near = await onTheLoop(async () => {
    const { rows } = await open({});
    orderId = String(rows[0]?.id);
    const drafts = await open({ where: { field: 'status', is: 'eq', value: 'draft' } });
    expect(drafts).toHaveProperty('rows');
  });
  expect(orders(near)).toBe(2);
  const lines = await onTheLoop(async () => {
    const { rows } = await open({ noun: 'order_line', where: { field: 'orderId', is: 'eq', value: orderId } });
    expect(rows.length).toBeGreaterThan(0);
  });
  expect(lines.filter((sql) => /from "sales_order_line"/i.test(sql))).toHaveLength(1);
  const where = { field: 'customerName', is: 'ne', value: 'nobody' };
  const far = await onTheLoop(async () => {
    const { rows } = await open({ where });
    expect(rows.length).toBeGreaterThan(0);
    await open({ where: { field: 'warehouseId', is: 'eq', value: rows[0]?.warehouseId ?? '' } });
    const down = await open({ sort: [{ field: 'total', down: true }] });
    expect(down.rows).toHaveLength(rows.length);
    const { body } = await desk.list('orders', { sort: '-total', limit: 500 });
    expect((body as { rows: unknown[] }).rows).toHaveLength(rows.length);
    const { text } = await desk.get('/api/export/orders.csv?sort=-total&fields=number');
    expect(text.trim().split('\n')).toHaveLength(rows.length + 1);
  });
  expect(orders(far)).toBe(0);
});
