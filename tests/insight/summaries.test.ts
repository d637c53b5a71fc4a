import fc from 'fast-check';
import { afterEach, describe, expect, test } from 'vitest';
import { figureOf } from '../../server/insight/figure.ts';
import { Summaries } from '../../server/insight/summary.ts';
import { amountSql } from '../../server/read/aggregate.ts';
import type { DbRow, Store } from '../../server/store/store.ts';
import { rightsOf } from '../../shared/access/permit.ts';
import type { Rule } from '../../shared/access/rule.ts';
import type { NounName } from '../../shared/catalogue.ts';
import { amountOf, type Sum } from '../../shared/insight/measure.ts';
import { measures, sumNamed } from '../../shared/insight/measures.ts';
import { type Dialect, dialects } from '../databases.ts';
import { drawDeed } from '../live/deeds.ts';
import { diceOf } from '../live/dice.ts';
import { Firm } from '../live/firm.ts';
import { goods } from '../live/goods.ts';
import { world } from '../world.ts';

const seed = Number(process.env.CROSSDOCK_SEED ?? Date.now() % 1_000_000_000);
const TABLES = ['figure_head', 'figure_sum', 'figure_tuple'] as const;
const WIDE = { from: '2026-01-17', to: '2026-05-09' };

let firm: Firm | null = null;
afterEach(async () => {
  await firm?.close();
  firm = null;
});

const trial = async (dialect: Dialect): Promise<{ firm: Firm; live: (deeds: number) => Promise<void> }> => {
  const made = await Firm.open(dialect);
  firm = made;
  const scene = { firm: made, goods: await goods(made), dice: diceOf(seed) };
  await made.figures.kept.made();
  const live = async (deeds: number): Promise<void> => {
    for (let i = 0; i < deeds; i++) {
      const deed = await drawDeed(scene);
      await made.do(deed.by, deed.name, deed.input).catch(() => null);
      made.pass(9_000_000);
    }
  };
  return { firm: made, live };
};

const all = (store: Store, table: string): Promise<readonly DbRow[]> => store.aside(`SELECT * FROM "${table}"`, []);
const put = (store: Store, table: string, rows: readonly DbRow[]): Promise<void> =>
  store.write(async (connection) => {
    await connection.run(`DELETE FROM "${table}"`);
    for (const row of rows) {
      const names = Object.keys(row);
      await connection.run(
        `INSERT INTO "${table}" (${names.map((name) => `"${name}"`).join(', ')}) VALUES (${names.map(() => '?').join(', ')})`,
        Object.values(row),
      );
    }
  });
/** Cells by what they tell apart, whatever they are numbered. */
const cellsIn = async (store: Store): Promise<readonly string[]> => {
  const rows = await store.aside(
    'SELECT "s"."measure", "s"."day", "t"."cells", "s"."value", "s"."rows" FROM "figure_sum" AS "s" JOIN "figure_tuple" AS "t" ON "t"."id" = "s"."tuple" ORDER BY 1, 2, 3',
    [],
  );
  return rows.map((row) => Object.values(row).join(' | ')).sort();
};

describe.each(dialects)('sums kept on %s', (dialect: Dialect) => {
  test(`[E1] [P10] killed before it was moved, a sum goes on from where it stood, and counts nothing twice: seed ${seed}`, async () => {
    const { firm, live } = await trial(dialect);
    await live(10);
    await firm.figures.kept.made();
    const before = await Promise.all(TABLES.map((table) => all(firm.company.store, table)));
    await live(15);
    await firm.figures.kept.made();
    const after = await cellsIn(firm.company.store);
    // What a kill leaves: the log has all, the sums stand where they stood.
    for (const [i, table] of TABLES.entries()) await put(firm.company.store, table, before[i] as readonly DbRow[]);
    await firm.restart();
    await firm.figures.kept.made();
    expect(await cellsIn(firm.company.store)).toEqual(after);
    expect(await firm.figures.kept.verify()).toEqual([]);
    // And where nothing was lost, nothing is added.
    await firm.restart();
    await firm.figures.kept.made();
    expect(await cellsIn(firm.company.store)).toEqual(after);
  });

  test(`[E1] sums that were moved are those that are made anew, and a false one is found: seed ${seed}`, async () => {
    const { firm, live } = await trial(dialect);
    await live(25);
    await firm.figures.kept.made();
    const moved = await cellsIn(firm.company.store);
    expect(moved.length).toBeGreaterThan(100);
    await firm.figures.kept.rebuild();
    expect(await cellsIn(firm.company.store)).toEqual(moved);
    await firm.company.store.write((connection) =>
      connection.run(
        `UPDATE "figure_sum" SET "value" = "value" + 1 WHERE "measure" = 'bookings' AND "day" = '2026-03-02'`,
      ),
    );
    const found = await firm.figures.kept.verify();
    expect(found.length).toBeGreaterThan(0);
    expect(new Set(found.map(({ measure, day }) => `${measure} ${day}`))).toEqual(new Set(['bookings 2026-03-02']));
    await firm.figures.kept.rebuild();
    expect(await firm.figures.kept.verify()).toEqual([]);
  });

  test('[E1] [P10] two who move the same sums do not move them twice', async () => {
    const { firm, live } = await trial(dialect);
    const faults: unknown[] = [];
    const other = new Summaries({
      store: firm.company.store,
      reckoning: firm.figures.reckoning,
      report: (error) => faults.push(error),
    });
    firm.company.onCommit((entries) => other.take(entries));
    await other.start();
    for (let i = 0; i < 3; i++) {
      await live(4);
      await Promise.all([firm.figures.kept.settle(), other.settle()]);
    }
    const outOfStep = [...faults, ...firm.faults].length;
    firm.faults.length = 0;
    // Whoever was out of step reads again where the sums stand.
    await new Promise((resolve) => setTimeout(resolve, 1_500));
    await firm.figures.kept.made();
    expect(outOfStep).toBeGreaterThan(0);
    expect(await firm.figures.kept.verify()).toEqual([]);
    await other.close();
    firm.faults.length = 0;
  });

  test('[P12] [E1] a rule that tells other rows apart remakes the sums, and one that no sum can carry is asked of the rows', async () => {
    const { firm, live } = await trial(dialect);
    await live(10);
    const [order] = await firm.rows('order');
    let asides = 0;
    const { store } = firm.company;
    // What of a question is asked of the rows.
    const listening = {
      read: (work: Parameters<Store['read']>[0]) => store.read(work),
      aside: (...asked: Parameters<Store['aside']>) => {
        asides++;
        return store.aside(...asked);
      },
    } as Store;
    const carried = 3;
    const whens: NonNullable<Rule['when']>[] = [
      { field: 'fulfilment', is: 'in', value: ['reserved', 'delivered', 'unreserved'] },
      { field: 'total', is: 'gt', value: Number(order?.total) },
      { field: 'confirmedAt', is: 'eq', value: null },
      { field: 'customerId', is: 'eq', value: String(order?.customerId) },
      { field: 'promisedOn', is: 'ge', value: '2026-03-14' },
    ];
    for (const [at, when] of whens.entries()) {
      const rules: readonly Rule[] = [
        { on: 'order', may: 'read', scope: 'all', when, groups: ['basics', 'amounts', 'terms'] },
        { on: 'order', may: 'read', scope: 'own', when: null, groups: ['basics'] },
      ];
      await firm.do('admin', 'role.save', { id: firm.roles.get('wall'), rules });
      await firm.figures.kept.made();
      await live(3);
      const rights = rightsOf(rules, { id: firm.idOf('rep'), teamId: null, warehouses: [] });
      const see = (noun: NounName) => rights.view(noun);
      for (const measure of ['bookings', 'bookings_count', 'orders_open', 'average_order'])
        for (const by of [null, 'sellerId', 'day']) {
          if (measure === 'orders_open' && by === 'day') continue;
          const query = { measure, period: WIDE, by };
          asides = 0;
          const kept = await figureOf({ ...firm.figures, store: listening }, see, query);
          expect([when, query, asides > 0]).toEqual([when, query, at >= carried]);
          const anew = await figureOf({ ...firm.figures, kept: null }, see, query);
          expect([when, query, kept]).toEqual([when, query, anew]);
          if (by === null && measure === 'bookings_count')
            expect(Number('value' in kept && kept.value)).toBeGreaterThan(0);
        }
    }
    expect(await firm.figures.kept.verify()).toEqual([]);
  });

  test(`[P8] an amount in SQL is the amount in memory, in whatever currency, to the unit: seed ${seed}`, async () => {
    const company = await world(dialect);
    const currencies = ['TWD', 'USD', 'KWD', 'JPY', 'EUR'];
    const rows = fc.sample(
      fc.record({
        currency: fc.constantFrom(...currencies),
        rate: fc.oneof(
          fc.integer({ min: 1, max: 40_000_000 }),
          fc.constant(1_000_000),
          fc.integer({ min: 1, max: 400 }),
        ),
        net: fc.oneof(
          fc.integer({ min: -9_999, max: 9_999 }),
          fc.integer({ min: -10_000_000_000, max: 10_000_000_000 }),
        ),
        margin: fc.option(fc.integer({ min: -1_000_000, max: 1_000_000 })),
        cost: fc.option(fc.integer({ min: -1_000_000, max: 1_000_000 })),
        submittedAt: fc.integer({ min: 1, max: 1_900_000_000_000 }),
        confirmedAt: fc.integer({ min: 1, max: 1_900_000_000_000 }),
      }),
      { numRuns: 300, seed },
    );
    const ids: string[] = [];
    for (const [i, row] of rows.entries()) ids.push(await company.put('order', { ...row, number: `N${i}` }));
    const moves: { id: string; quantity: number; unitCost: number }[] = fc
      .sample(fc.tuple(fc.integer({ min: -90_000, max: 90_000 }), fc.integer({ min: 0, max: 9_000_000_000_000 })), {
        numRuns: 100,
        seed,
      })
      .map(([quantity, unitCost], i) => ({ id: `move-${i}`, quantity, unitCost }));
    for (const { id, ...set } of moves) await company.put('stock_movement', set, id);
    const check = async (sum: Sum, table: string, of: readonly { id: string; [field: string]: unknown }[]) => {
      for (const base of ['TWD', 'USD', 'KWD']) {
        const found = await company.store.aside(`SELECT "id", ${amountSql(sum, base)} AS "amount" FROM "${table}"`, []);
        const byId = new Map(found.map((row) => [String(row.id), Number(row.amount)]));
        for (const row of of)
          expect([sum.name, base, row, byId.get(row.id)]).toEqual([sum.name, base, row, amountOf(sum, row, base)]);
      }
    };
    const orders = rows.map((row, i) => ({ ...row, id: ids[i] as string }));
    for (const name of ['bookings', 'bookings_costed', 'confirm_minutes', 'bookings_count'])
      await check(sumNamed(name), 'sales_order', orders);
    await check(sumNamed('goods_sold'), 'stock_movement', moves);
    await company.close();
  });
});

test('[E1] every measure is of fields that there are, and no two have one name', () => {
  expect(new Set(measures.map(({ name }) => name)).size).toBe(measures.length);
  for (const measure of measures) {
    if ('over' in measure) continue;
    for (const { field } of measure.dimensions)
      expect([measure.name, field, sumNamed(measure.name).noun]).toBeDefined();
  }
});
