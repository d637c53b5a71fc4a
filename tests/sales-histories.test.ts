import { readFileSync } from 'node:fs';
import { join } from 'node:path';
import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { dialects } from './databases.ts';
import { salesAuthority } from './sales-authority.ts';
import { hearingFaults } from './sales-comments.ts';
import { salesDays } from './sales-deeds.ts';
import { deed } from './sales-doing.ts';
import { dayIn, moneyFaults } from './sales-money.ts';
import { numberFaults, salesFaults } from './sales-oracle.ts';
import { roleFaults } from './sales-roles.ts';
import { RATES, type Stage } from './sales-stage.ts';
import { stockFaults } from './stock-oracle.ts';
import { type World, world } from './world.ts';

/** Days that once went wrong, replayed first: seed and path as fast-check printed them. */
const corpus = JSON.parse(readFileSync(join(import.meta.dirname, 'sales-seeds.json'), 'utf8')) as {
  readonly seed: number;
  readonly path: string;
  readonly why: string;
}[];
const seed = Number(process.env.CROSSDOCK_SEED ?? Date.now() % 1_000_000_000);

describe.each(dialects)('orders through histories on %s', (dialect) => {
  let w: World;
  beforeAll(async () => {
    w = await world(dialect);
    await w.do('setting.set', { key: 'review.amount', value: 2_000 });
    await w.do('setting.set', { key: 'change.amount', value: 600 });
    await w.do('setting.set', { key: 'rates', value: RATES });
  });
  afterAll(() => w.close());

  /** What is spoken of in this house, as it stands. */
  const hostsOf = async (st: Stage) => {
    const here = { field: 'warehouseId', is: 'eq', value: st.shop.warehouseId } as const;
    const rows = [
      ...(await w.rows('order', here)).map((row) => ['order', row] as const),
      ...(await w.rows('invoice', here)).map((row) => ['invoice', row] as const),
      ...(await w.rows('customer', { field: 'id', is: 'in', value: st.customers })).map(
        (row) => ['customer', row] as const,
      ),
    ];
    return new Map(rows.map(([noun, row]) => [row.id, { noun, row }]));
  };

  test('[P3] [P5] [P7] [P8] [P9] [P11] [P12] [P13] whatever happens, offers, prices, requests, decisions, days, money that goes back, comments and hours without a connection among it, all of it adds up', async () => {
    console.log(`sales histories on ${dialect}: CROSSDOCK_SEED=${seed}`);
    const { stage, act, done, home, authorities, faults: found } = salesDays(w);
    const history = fc.array(deed, { minLength: 60, maxLength: 110, size: 'max' });
    const live = fc.asyncProperty(history, async (deeds) => {
      const authority = await salesAuthority(w, authorities);
      const st = await stage();
      const look = async (after: string): Promise<void> => {
        const faults = [
          ...found.splice(0),
          ...authority.faults(),
          ...(await salesFaults(w, st.shop.warehouseId, st.customers, st.offers)),
          ...(await moneyFaults(w, st.shop.warehouseId, st.customers, dayIn(w.now()))),
          ...(await stockFaults(w, st.shop.warehouseId)),
        ];
        if (faults.length > 0) throw new Error(`after ${after}: ${faults.join('; ')}`);
      };
      for (const which of [0, 2, 3]) await act(st, { what: 'create', which, a: 0, b: 0, c: 1 });
      for (const [at, each] of deeds.entries()) {
        await act(st, each);
        await look(`${at + 1} (${each.what})`);
      }
      await home();
      await look('everybody came back');
      const unheard = await hearingFaults(w, await hostsOf(st), st.hearers);
      if (unheard.length > 0) throw new Error(unheard.join('; '));
      const here = [st.shop.warehouseId];
      const team = (await w.row('person', st.shop.sellerId)).teamId;
      for (const [at, who] of [
        { id: st.shop.sellerId, teamId: team, warehouses: here },
        { id: 'rep', teamId: null, warehouses: [] },
      ].entries()) {
        let turn = at;
        const faults = await roleFaults(w, who, (below) => (deeds[turn++ % deeds.length]?.which ?? 0) % below);
        if (faults.length > 0) throw new Error(faults.join('; '));
      }
    });
    const runs = dialect === 'sqlite' ? 36 : 10;
    // Not shrunk: a history is a day, and shorter ones are other days. The message says which deed was the last.
    for (const { seed: once, path } of corpus)
      await fc.assert(live, { seed: once, path, numRuns: 1, endOnFailure: true });
    await fc.assert(live, { seed, numRuns: runs, endOnFailure: true });
    expect(await numberFaults(w)).toEqual([]);
    console.log(`carried out: ${[...done].map(([name, times]) => `${name} ${times}`).join(', ')}`);
    // A history in which nothing happens proves nothing.
    const rare: readonly string[] = [
      'order.return',
      'order.review',
      'order.cancel',
      'order.short_close',
      'order.reopen',
      'order.restore',
      'hold.release',
      'order.request_change',
      'change_request.decide',
      'order.ship',
      'order.invoice',
      'customer.reassign',
      'order.quote',
      'order.accept',
      'order.revise',
      'price.set',
      'sent later',
      'changed_meanwhile',
      'refused for want of a right',
      'refused for a right lost meanwhile',
      'day.turned',
      'receipt.allocate',
      'receipt.reverse',
      'comment.write',
      'another currency',
    ];
    if (dialect === 'sqlite') for (const name of rare) expect(done.get(name) ?? 0, name).toBeGreaterThan(0);
  });
});
