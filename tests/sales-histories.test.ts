import fc from 'fast-check';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import type { CommandName } from '../shared/commands.ts';
import { dialects } from './databases.ts';
import { deed, salesDays } from './sales-deeds.ts';
import { numberFaults, salesFaults } from './sales-oracle.ts';
import { stockFaults } from './stock-oracle.ts';
import { type World, world } from './world.ts';

const seed = Number(process.env.CROSSDOCK_SEED ?? Date.now() % 1_000_000_000);

describe.each(dialects)('orders through histories on %s', (dialect) => {
  let w: World;
  beforeAll(async () => {
    w = await world(dialect);
    await w.do('setting.set', { key: 'review.amount', value: 4_000 });
  });
  afterAll(() => w.close());

  test('[P7] [P8] whatever happens, figures, holds, reservations, owners and credit add up', async () => {
    console.log(`sales histories on ${dialect}: CROSSDOCK_SEED=${seed}`);
    const { stage, act, done } = salesDays(w);
    await fc.assert(
      fc.asyncProperty(fc.array(deed, { minLength: 40, maxLength: 90, size: 'max' }), async (history) => {
        const st = await stage();
        for (const which of [0, 2, 4]) {
          await act(st, { what: 'create', which, a: 0, b: 0, c: 1 });
        }
        for (const [at, each] of history.entries()) {
          await act(st, each);
          const faults = [
            ...(await salesFaults(w, st.shop.warehouseId, st.customers)),
            ...(await stockFaults(w, st.shop.warehouseId)),
          ];
          if (faults.length > 0) throw new Error(`after ${at + 1} (${each.what}): ${faults.join('; ')}`);
        }
      }),
      // Not shrunk: a history is a day, and shorter ones are other days. The message says which deed was the last.
      { seed, numRuns: dialect === 'sqlite' ? 30 : 10, endOnFailure: true },
    );
    expect(await numberFaults(w)).toEqual([]);
    console.log(`carried out: ${[...done].map(([name, times]) => `${name} ${times}`).join(', ')}`);
    // A history in which nothing happens proves nothing.
    const rare: readonly CommandName[] = [
      'order.return',
      'order.review',
      'order.cancel',
      'order.short_close',
      'order.reopen',
      'hold.release',
      'order.ship',
      'order.invoice',
      'customer.reassign',
    ];
    if (dialect === 'sqlite') for (const name of rare) expect(done.get(name) ?? 0, name).toBeGreaterThan(0);
  });
});
