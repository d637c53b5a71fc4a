import { mkdtemp, rm } from 'node:fs/promises';
import { tmpdir } from 'node:os';
import { join } from 'node:path';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { type NounName, nounNames, type RowOf } from '../../shared/catalogue.ts';
import { buckets } from '../../shared/finance/ageing.ts';
import { holdKinds } from '../../shared/sales/order/order.fields.ts';
import { billings, fulfilments, orderStatuses, payments } from '../../shared/sales/order/order.states.ts';
import { verifyLog } from '../audit/verify.ts';
import { decode, selectSql } from '../store/tables.ts';
import { type Company, openCompany } from '../system/company.ts';
import { clockwork } from './clock.ts';
import { ean13 } from './goods.ts';
import { liveActsOf } from './live-acts.ts';
import { makeDemo } from './make.ts';

const NOW = Date.parse('2026-03-11T06:30:00Z');
const SCALE = 0.05;

type Made = { readonly company: Company; readonly refusals: ReadonlyMap<string, number>; end(): Promise<void> };
const made = async (seed: string): Promise<Made> => {
  const data = await mkdtemp(join(tmpdir(), 'crossdock-demo-'));
  const clock = clockwork(() => NOW);
  const company = await openCompany({ data }, clock.now, clock.bytes);
  const { refusals } = await makeDemo(company, clock, { seed, scale: SCALE, tell: () => {} });
  return {
    company,
    refusals,
    end: async () => {
      await company.close();
      await rm(data, { recursive: true, force: true });
    },
  };
};
const rows = async <N extends NounName>({ company }: Made, noun: N): Promise<RowOf<N>[]> => {
  const found = await company.store.read((query) => query.all(`${selectSql(noun)} ORDER BY "id"`));
  return found.map((row) => decode(noun, row, company.seal) as unknown as RowOf<N>);
};
const count = <T>(list: readonly T[]): Map<T, number> => {
  const counts = new Map<T, number>();
  for (const one of list) counts.set(one, (counts.get(one) ?? 0) + 1);
  return counts;
};

describe('the demonstration company', () => {
  let demo: Made;
  beforeAll(async () => {
    demo = await made('a seed');
  }, 120_000);
  afterAll(() => demo.end());

  test('[DEMO1] the same seed makes the same company, row for row, and another seed another', async () => {
    const again = await made('a seed');
    const other = await made('another seed');
    try {
      for (const noun of nounNames) {
        // Passwords are salted by real chance.
        if (noun === 'credential') continue;
        expect(await rows(again, noun), noun).toEqual(await rows(demo, noun));
      }
      const numbers = async (of: Made) => (await rows(of, 'order')).map(({ total }) => total);
      expect(await numbers(other)).not.toEqual(await numbers(demo));
    } finally {
      await again.end();
      await other.end();
    }
  }, 240_000);

  test('[DEMO2] every desk finds work: orders in every state and reading, each kind of hold, open items of every age', async () => {
    const orders = await rows(demo, 'order');
    const statuses = new Set<string>(orders.map(({ status }) => status));
    expect([...statuses].sort()).toEqual([...orderStatuses].sort());
    const confirmed = orders.filter(({ status }) => status === 'confirmed' || status === 'completed');
    for (const fulfilment of fulfilments.slice(1))
      expect(
        confirmed.some((order) => order.fulfilment === fulfilment),
        fulfilment,
      ).toBe(true);
    for (const billing of billings)
      expect(
        confirmed.some((order) => order.billing === billing),
        billing,
      ).toBe(true);
    for (const payment of payments)
      expect(
        orders.some((order) => order.payment === payment),
        payment,
      ).toBe(true);
    const holds = (await rows(demo, 'hold')).filter(({ status }) => status === 'open');
    expect([...new Set(holds.map(({ kind }) => kind))].sort()).toEqual([...holdKinds].sort());
    const items = (await rows(demo, 'receivable')).filter(({ status }) => status === 'open');
    expect([...new Set(items.map(({ bucket }) => bucket))].sort()).toEqual([...buckets].sort());
    const picks = count((await rows(demo, 'pick')).map(({ status }) => status));
    for (const status of ['reserved', 'claimed', 'picked', 'packed', 'shipped', 'put_back'] as const)
      expect(picks.get(status) ?? 0, status).toBeGreaterThan(0);
    expect((await rows(demo, 'receipt')).some(({ unallocated, status }) => status === 'open' && unallocated > 0)).toBe(
      true,
    );
    expect(
      confirmed.some(
        ({ promisedOn, fulfilment }) =>
          promisedOn !== null && promisedOn < '2026-03-11' && fulfilments.indexOf(fulfilment) < 5,
      ),
    ).toBe(true);
  });

  test('[DEMO3] its ledger and its log are as true as real ones', async () => {
    const stock = await rows(demo, 'stock');
    const moved = new Map<string, number>();
    for (const { stockId, quantity } of await rows(demo, 'stock_movement'))
      moved.set(stockId, (moved.get(stockId) ?? 0) + quantity);
    const held = new Map<string, number>();
    for (const { stockId, quantity, status } of await rows(demo, 'pick'))
      if (!['shipped', 'released'].includes(status)) held.set(stockId, (held.get(stockId) ?? 0) + quantity);
    expect(stock.length).toBeGreaterThan(20);
    for (const row of stock) {
      expect(moved.get(row.id), row.sku).toBe(row.onHand);
      expect(held.get(row.id) ?? 0, row.sku).toBe(row.reserved);
    }
    const { store, seal, auditKey } = demo.company;
    const verdict = await verifyLog(store, seal, auditKey, null);
    expect(verdict.whole).toBe(true);
    const [order] = await store.read((query) =>
      query.all(
        'SELECT COUNT(*) AS "n" FROM "change_log" a JOIN "change_log" b ON b."position" = a."position" + 1 WHERE b."at" < a."at"',
      ),
    );
    expect(order?.n, 'the log is in the order of time').toBe(0);
    const [last] = await store.read((query) => query.all('SELECT MAX("at") AS "at" FROM "change_log"'));
    expect(Number(last?.at)).toBeLessThanOrEqual(NOW);
  });

  test('[DEMO4] what people do they do under their own names and rules, and little of it is refused', async () => {
    const { store } = demo.company;
    const by = await store.read((query) =>
      query.all('SELECT DISTINCT "command", "actorId" FROM "change_log" ORDER BY 1'),
    );
    const bySystem = by.filter(({ actorId }) => actorId === 'system').map(({ command }) => command);
    const business = bySystem.filter((command) => /^(order|hold|pick|shipment|receipt)\./.test(String(command)));
    expect(business).toEqual([]);
    const refused = [...demo.refusals.values()].reduce((all, n) => all + n, 0);
    expect(refused, JSON.stringify([...demo.refusals])).toBeLessThan(10);
  });

  test('[DEMO5] codes on goods are EAN-13 with the right check digit, and no two are alike', async () => {
    const codes = [...(await rows(demo, 'product')), ...(await rows(demo, 'product_unit'))].flatMap(
      ({ barcode }) => barcode ?? [],
    );
    expect(new Set(codes).size).toBe(codes.length);
    for (const code of codes) {
      const sum = [...code].reduce((all, digit, at) => all + Number(digit) * (at % 2 === 0 ? 1 : 3), 0);
      expect(code).toMatch(/^471\d{10}$/);
      expect(sum % 10).toBe(0);
    }
    expect(ean13('00900', 1)).toBe('4710090000014');
  });

  test('[DEMO9] nothing of the catalogue is left without a row, but what nobody has made', async () => {
    // A wall is paired with a screen that hangs somewhere.
    const later = new Set<NounName>(['session', 'viewing', 'export_log', 'import_run', 'import_report']);
    // Nor has anybody left an order unsaved.
    for (const noun of ['wall', 'wall_device', 'order_draft'] as const) later.add(noun);
    for (const noun of nounNames)
      if (!later.has(noun)) expect((await rows(demo, noun)).length, noun).toBeGreaterThan(0);
  });

  test('[DEMO9] [S3] the sales team has two views of orders from its manager, and both have something to show', async () => {
    const sharedWith = async (address: string) => {
      const [account] = (await rows(demo, 'person')).filter(({ email }) => email === address);
      const reader = await demo.company.people.actor(String(account?.id));
      const view = reader?.rights.view('saved_view_share');
      const shown = (await rows(demo, 'saved_view_share')).filter((row) => view?.sees(row));
      return shown.map(({ name }) => name).sort();
    };
    expect(await sharedWith('sales.rep@demo.example')).toEqual([
      'Due within a week 一週內交貨',
      'Waiting for release 待解除保留',
    ]);
    // The executive has the one of them that is shared with them.
    expect(await sharedWith('executive@demo.example')).toEqual(['Due within a week 一週內交貨']);
    expect(await sharedWith('finance.clerk@demo.example')).toEqual([]);
    const orders = await rows(demo, 'order');
    const isOpen = ({ status }: RowOf<'order'>): boolean => status === 'submitted' || status === 'confirmed';
    const waiting = orders.filter(({ status, openHolds }) => status === 'submitted' && openHolds > 0);
    const due = orders.filter((row) => isOpen(row) && row.promisedOn !== null && row.promisedOn >= '2026-03-11');
    expect([waiting.length > 0, due.some(({ promisedOn }) => String(promisedOn) <= '2026-03-17')]).toEqual([
      true,
      true,
    ]);
  });

  test('[DEMO9] [T3] an inbox holds what came of late unread, and no year of it', async () => {
    const told = await rows(demo, 'notification');
    expect(told.filter(({ at }) => at < NOW - 86_400_000).length).toBeGreaterThan(0);
    expect(told.filter(({ at, readAt }) => readAt === null && at < NOW - 8 * 3_600_000)).toEqual([]);
    expect(told.some(({ readAt }) => readAt === null)).toBe(true);
  });

  test('[DEMO6] the live day goes on by itself, through colleagues only, and its acts are taken', async () => {
    const { company } = demo;
    const live = await liveActsOf(company);
    const leave = company.onCommit(live.take);
    const before = await company.store.read((query) => query.all('SELECT "position" FROM "log_head"'));
    const heard = new Set<string>();
    const listening = company.onCommit((entries) => {
      for (const { command } of entries) heard.add(command);
    });
    const wanted = [
      'order.create',
      'pick.claim',
      'pick.confirm',
      'order.pack',
      'order.ship',
      'order.invoice',
      'receipt.record',
    ];
    // Each looks at a house by chance and leaves some work of every kind: until each has found something.
    let round = 0;
    while (!wanted.every((name) => heard.has(name)) && round++ < 80) for (const { act } of live.acts) await act();
    leave();
    listening();
    for (const name of wanted) expect(heard, [...heard].join()).toContain(name);
    const after = Number(before[0]?.position);
    const did = await company.store.read((query) =>
      query.all('SELECT "command", "actorId", COUNT(*) AS "n" FROM "change_log" WHERE "position" > ? GROUP BY 1, 2', [
        after,
      ]),
    );
    const entered = (await rows(demo, 'person')).filter(({ email }) =>
      /^(sales|warehouse\.operator|finance\.clerk)/.test(email),
    );
    expect(did.filter(({ actorId }) => entered.some(({ id }) => id === actorId))).toEqual([]);
    expect((await verifyLog(company.store, company.seal, company.auditKey, null)).whole).toBe(true);
  });
});
