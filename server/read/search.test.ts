import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rightsOf } from '../../shared/access/permit.ts';
import type { Rule } from '../../shared/access/rule.ts';
import type { Scalar } from '../../shared/base/condition.ts';
import type { Refusal } from '../../shared/base/decision.ts';
import type { RowOf } from '../../shared/catalogue.ts';
import { dialects } from '../../tests/databases.ts';
import { type Shop, shop } from '../../tests/shop.ts';
import { rulesFor, type World, world } from '../../tests/world.ts';
import { openSeal } from '../store/seal.ts';
import type { Query } from '../store/store.ts';
import { indexWords } from '../write/search-words.ts';
import type { Touched } from '../write/transaction.ts';
import { type Asked, type Page, read, selectedBy } from './read.ts';
import type { Reach } from './search.ts';

/** Nothing that is sealed is looked at here. */
const seal = openSeal({ seal: [{ id: 'k1', key: 'A'.repeat(43) }], blind: 'A'.repeat(43) });
const actor = { id: 'person-one', teamId: null, warehouses: [] };
const own = (rules: readonly Rule[]): Rule[] => rules.map((rule) => ({ ...rule, scope: 'own' }));
const all = [
  ...rulesFor('order', ['read'], ['basics', 'party', 'notes']),
  ...rulesFor('order_line', ['read'], ['basics']),
  ...rulesFor('product', ['read'], ['basics']),
];

/** By the words or the reader's own rows, by either of them late, along the list, by marks, and all that lies between. */
const REACHES: readonly Reach[] = [
  { few: 0, counted: 0, many: 0 },
  { few: 0, counted: 0, many: 10_000 },
  { few: 0, counted: 10_000, many: 10_000 },
  { few: 1, counted: 2, many: 3 },
  { few: 100, counted: 0, many: 1_000 },
  { few: 8_000, counted: 20_000, many: 200_000 },
];

describe.each(dialects)('search on %s', (dialect) => {
  let w: World;
  let s: Shop;
  beforeAll(async () => {
    w = await world(dialect);
    s = await shop(w);
    const lamp = await s.product('LAMP-77', { price: 10 });
    await w.do('product.update', { id: lamp, set: { localName: { from: null, to: '青瓷檯燈' } } });
    const wrench = await s.product('WR-501', { price: 10 });
    const [acme, birch] = [await s.customer({ name: 'Acme Hardware' }), await s.customer({ name: 'Birch 五金行' })];
    const enter = async (customerId: string, productIds: string[], notes: string | null, sellerId: string) => {
      const lines = productIds.map((productId) => ({ productId, quantity: 1 }));
      const { id = '' } = await w.do('order.create', { customerId, lines, notes });
      await w.store.write(async (connection) => {
        for (const [table, column] of [
          ['sales_order', 'id'],
          ['sales_order_line', 'orderId'],
        ])
          await connection.run(`UPDATE "${table}" SET "sellerId" = ? WHERE "${column}" = ?`, [sellerId, id]);
      });
    };
    await enter(acme, [lamp], 'fragile: second floor', 'person-one');
    await enter(acme, [lamp, wrench], null, 'person-two');
    await enter(birch, [wrench], 'call Zephyrine', 'person-one');
    await enter(birch, [lamp], null, 'person-two');
    await enter(await s.customer({ name: 'Cedar' }), [wrench], 'birch ply, zephyr blue', 'person-two');
  });
  afterAll(() => w.close());

  /** Numbers of the orders found, by each way that a search can go, at once and page by page. */
  const found = async (rules: readonly Rule[], search: string): Promise<string[]> => {
    const view = rightsOf(rules, actor).view('order');
    const pages = async (reach: Reach, limit: number, down = false): Promise<string[]> => {
      const numbers: string[] = [];
      let after: readonly Scalar[] | null = null;
      do {
        const asked: Asked = { search, sort: [{ field: 'number', down }], limit, after };
        const page: Page | Refusal = await w.store.beside((query) => read(query, seal, view, asked, reach));
        if ('refused' in page) throw new Error(page.refused);
        numbers.push(...page.rows.map(({ number }) => String(number).slice(-1)));
        after = page.next;
        expect(numbers.length).toBeLessThan(20);
      } while (after);
      return numbers;
    };
    const counted = async (reach: Reach): Promise<number> =>
      w.store.beside(async (query) => {
        const selected = await selectedBy(query, view, { search }, reach);
        if ('refused' in selected) throw new Error(selected.refused);
        const { source, rows } = selected;
        const [row] = await query.all(`SELECT COUNT(*) AS "n" FROM ${source} WHERE ${rows.text}`, rows.params);
        return Number(row?.n);
      });
    const ways = REACHES.flatMap((reach) => [pages(reach, 50), pages(reach, 1)]);
    const [first = [], ...others] = await Promise.all(ways);
    for (const way of others) expect(way).toEqual(first);
    const back = await Promise.all(REACHES.flatMap((reach) => [pages(reach, 50, true), pages(reach, 1, true)]));
    for (const way of back) expect(way).toEqual([...first].reverse());
    for (const reach of REACHES) expect(await counted(reach)).toBe(first.length);
    return first;
  };

  test('[S3] an order is found by its number, customer, notes and the products of its lines', async () => {
    expect(await found(all, '000002')).toEqual(['2']);
    expect(await found(all, 'acme')).toEqual(['1', '2']);
    expect(await found(all, '五金')).toEqual(['3', '4']);
    expect(await found(all, 'fragile')).toEqual(['1']);
    expect(await found(all, 'lamp-77')).toEqual(['1', '2', '4']);
    expect(await found(all, '青瓷')).toEqual(['1', '2', '4']);
    expect(await found(all, 'WR-501 acme')).toEqual(['2']);
    expect(await found(all, 'lamp wr')).toEqual(['2']);
    expect(await found(all, 'nowhere')).toEqual([]);
  });

  test('[S3] a word is found in each group that has it, and as the beginning of longer ones, where each is shown', async () => {
    expect(await found(all, 'birch')).toEqual(['3', '4', '5']);
    expect(await found(all, 'birch cedar')).toEqual(['5']);
    expect(await found(all, 'acme cedar')).toEqual([]);
    expect(await found(all, 'zephyr')).toEqual(['3', '5']);
    expect(await found(all, 'zephyri')).toEqual(['3']);
    expect(await found(all, 'zephyr birch')).toEqual(['3', '5']);
    const orders = (groups: string[]) => rulesFor('order', ['read'], groups);
    const others = all.filter(({ on }) => on !== 'order');
    const without = [...others, ...orders(['basics', 'party'])];
    expect(await found(without, 'birch')).toEqual(['3', '4']);
    expect(await found(without, 'birch cedar')).toEqual([]);
    expect(await found(without, 'zephyr')).toEqual([]);
    const ownNotes = [...without, ...own(orders(['basics', 'notes']))];
    expect(await found(ownNotes, 'birch')).toEqual(['3', '4']);
    expect(await found(ownNotes, 'birch cedar')).toEqual([]);
    expect(await found(ownNotes, 'zephyr')).toEqual(['3']);
    expect(await found(ownNotes, 'ply')).toEqual([]);
  });

  test('[S3] two goods of one order are found in whatever lines, also where many orders have either and few have both', async () => {
    const goods: { readonly id: string; readonly words: readonly string[] }[] = [];
    for (const words of [
      ['oak', 'tray'],
      ['oak', 'stool'],
      ['teak', 'tray'],
      ['ash', 'bench'],
    ]) {
      const id = await s.product(`G-${goods.length}`, { price: 10 });
      const name = { from: 'G', to: words.join(' ') };
      await w.do('product.update', { id, set: { name: { ...name, from: (await w.row('product', id)).name } } });
      goods.push({ id, words });
    }
    const customerId = await s.customer({ name: 'Dale' });
    const orders: (readonly (readonly string[])[])[] = [];
    for (const of of [[0], [0, 1], [1, 2], [2], [3], [0, 3], [1]]) {
      const lines = of.map((at) => ({ productId: goods[at]?.id, quantity: 1 }));
      await w.do('order.create', { customerId, lines });
      orders.push(of.map((at) => goods[at]?.words ?? []));
    }
    const words = ['oak', 'teak', 'ash', 'tray', 'stool', 'bench'];
    const pairs = words.flatMap((one, at) => words.slice(at + 1).map((other) => `${one} ${other}`));
    const sought = [...pairs, 'oak ash tray', 'dale oak bench', 'dale ash teak'];
    for (const search of sought) {
      const terms = search.split(' ').filter((term) => term !== 'dale');
      const wanted = orders.flatMap((lines, at) => (terms.every((term) => lines.flat().includes(term)) ? [at] : []));
      expect([search, (await found(all, search)).length]).toEqual([search, wanted.length]);
    }
    const seller = (rules: readonly Rule[]) => [
      ...rules.filter(({ on }) => on !== 'order_line'),
      ...own(rules.filter(({ on }) => on === 'order_line')),
    ];
    expect(await found(seller(all), 'oak bench')).toEqual([]);
    expect(
      await found(
        all.filter(({ on }) => on !== 'product'),
        'oak bench',
      ),
    ).toEqual([]);
  });

  test('[P4] [S3] of whom has rows of their own the same is asked, whatever words the rows of others have', async () => {
    const view = rightsOf(own(all), actor).view('order');
    const asked = (search: string): Promise<string[]> =>
      w.store.beside(async (query) => {
        const statements: string[] = [];
        const told: Query = {
          ...(query.marks ? { marks: true } : {}),
          all: (sql, params) => {
            statements.push(sql);
            return query.all(sql, params);
          },
        };
        const page = await read(told, seal, view, { search });
        expect(page).toMatchObject({ rows: [] });
        return statements;
      });
    const nobody = await asked('nowhere');
    for (const others of ['cedar', 'blue', 'ply']) expect(await asked(others)).toEqual(nobody);
    expect(nobody.filter((sql) => sql.includes('search_word'))).not.toEqual([]);
  });

  test('[S3] what rows are listed by moves with them: a word has them in the order of the list', async () => {
    const listed = (): Promise<string[]> =>
      w.store.read(async (query) => {
        const found = await query.all(
          `SELECT "at" FROM "search_word" WHERE "noun" = 'product' AND "word" = 'teapot' ORDER BY "at"`,
        );
        return found.map(({ at }) => String(at));
      });
    const products: RowOf<'product'>[] = [];
    for (const sku of ['POT-1', 'POT-2', 'POT-3']) {
      const id = await s.product(sku, { price: 10 });
      const { name } = await w.row('product', id);
      await w.do('product.update', { id, set: { name: { from: name, to: `Teapot ${sku}` } } });
      products.push(await w.row('product', id));
    }
    expect(await listed()).toEqual(['POT-1', 'POT-2', 'POT-3']);
    const [before] = products;
    if (!before) throw new Error('no product');
    const after = { ...before, sku: 'POT-9' };
    await w.store.write((connection) =>
      indexWords(connection, { noun: 'product', id: before.id, before, after } as unknown as Touched),
    );
    expect(await listed()).toEqual(['POT-2', 'POT-3', 'POT-9']);
    await w.store.write((connection) =>
      indexWords(connection, { noun: 'product', id: before.id, before: after, after: before } as unknown as Touched),
    );
    expect(await listed()).toEqual(['POT-1', 'POT-2', 'POT-3']);
  });

  test('[S3] what is hidden finds nothing: notes, lines, products, and the rows of others', async () => {
    const without = (noun: string) => all.filter(({ on }) => on !== noun);
    expect(
      await found([...without('order'), ...rulesFor('order', ['read'], ['basics', 'party'])], 'zephyrine'),
    ).toEqual([]);
    expect(await found([...without('order'), ...rulesFor('order', ['read'], ['basics', 'notes'])], 'acme')).toEqual([]);
    expect(await found(without('order_line'), 'lamp')).toEqual([]);
    expect(await found(without('product'), 'lamp')).toEqual([]);
    expect(
      await found(
        own(all).map((one) => (one.on === 'product' ? { ...one, scope: 'all' } : one)),
        'lamp',
      ),
    ).toEqual(['1']);
    const some = { field: 'sku', is: 'ne', value: 'LAMP-77' } as const;
    expect(
      await found(
        [...without('product'), ...rulesFor('product', ['read']).map((one) => ({ ...one, when: some }))],
        'lamp',
      ),
    ).toEqual([]);
    expect(await found([...without('order_line'), ...own(rulesFor('order_line', ['read']))], 'lamp')).toEqual(['1']);
  });
});
