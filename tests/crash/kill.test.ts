import { type ChildProcess, spawn } from 'node:child_process';
import { once } from 'node:events';
import { join } from 'node:path';
import { setTimeout as sleep } from 'node:timers/promises';
import { afterEach, describe, expect, test, vi } from 'vitest';
import { verifyLog } from '../../server/audit/verify.ts';
import { readWitness } from '../../server/audit/witness.ts';
import { dialects } from '../databases.ts';
import type { Desk } from '../live/desk.ts';
import { diceOf } from '../live/dice.ts';
import { type Code, Firm } from '../live/firm.ts';
import { goods, SELLERS } from '../live/goods.ts';

const seed = Number(process.env.CROSSDOCK_SEED ?? Date.now() % 1_000_000_000);
type Sent = { readonly by: Code; readonly name: string; readonly input: object; answer: unknown };

let firm: Firm | null = null;
let child: ChildProcess | null = null;
afterEach(async () => {
  child?.kill('SIGKILL');
  await firm?.close();
  firm = null;
});

/** A process on the firm's data; resolves with its address once it listens. */
const serve = async ({ data, now }: Firm): Promise<string> => {
  const served = spawn(
    process.execPath,
    [
      '--disable-warning=ExperimentalWarning',
      join(import.meta.dirname, 'served.ts'),
      data.folder,
      data.url ?? '',
      String(now),
    ],
    { stdio: ['ignore', 'pipe', 'pipe'] },
  );
  child = served;
  let said = '';
  served.stderr.on('data', (chunk: Buffer) => {
    said += chunk.toString();
  });
  const [line] = (await Promise.race([
    once(served.stdout, 'data'),
    once(served, 'exit').then(() => {
      throw new Error(`the server did not start: ${said}`);
    }),
  ])) as [Buffer];
  return line.toString().trim();
};

describe.each(dialects)('a server that is killed on %s', (dialect) => {
  test('[P10] nothing that it acknowledged is lost, nothing is half done, and what is sent again is done once', async () => {
    console.log(`killed on ${dialect}: CROSSDOCK_SEED=${seed}`);
    const dice = diceOf(seed);
    firm = await Firm.open(dialect);
    const target = firm;
    const trade = await goods(target);
    const desks = new Map<Code, Desk>();
    for (const code of SELLERS) desks.set(code, await target.signIn(code));
    await target.stop();

    const sent = new Map<string, Sent>();
    const order = (by: Code): Omit<Sent, 'answer'> => {
      const lines = Array.from({ length: 1 + dice.below(3) }, () => ({
        productId: dice.one(trade.products.slice(0, 5)),
        quantity: 1 + dice.below(3),
      }));
      const about = { customerId: dice.one(trade.customers[by] ?? []), warehouseId: target.warehouses.get('TPE') };
      return { by, name: 'order.create', input: { ...about, lines, submit: dice.chance(70) } };
    };
    const send = async (id: string): Promise<void> => {
      const one = sent.get(id) as Sent;
      const told = await (desks.get(one.by) as Desk).command(one.name, one.input, id).catch(() => null);
      if (told?.status !== 200) return;
      const { answer } = told.body as { answer: unknown };
      // Once acknowledged, the same for ever.
      if (one.answer !== null) expect([id, answer]).toEqual([id, one.answer]);
      one.answer = answer;
    };
    const acknowledged = () => [...sent.values()].filter(({ answer }) => answer !== null);
    for (let round = 0; round < 4; round++) {
      const address = await serve(target);
      target.door = () => address;
      const before = acknowledged().length;
      let alive = true;
      const busy = SELLERS.flatMap((by) => [by, by]).map(async (by) => {
        while (alive) {
          const id = target.commandId();
          sent.set(id, { ...order(by), answer: null });
          await send(id);
        }
      });
      // It dies in the midst of the work: a slow machine has more time for it, not less of it.
      await vi.waitUntil(() => acknowledged().length >= before + 2, { timeout: 60_000, interval: 5 });
      await sleep(dice.below(400));
      child?.kill('SIGKILL');
      await once(child as ChildProcess, 'exit');
      alive = false;
      await Promise.all(busy);
    }
    await target.wake();
    target.door = () => target.address;
    expect(acknowledged().length).toBeGreaterThan(5);

    const whole = async (): Promise<void> => {
      const orders = await target.rows('order');
      const lines = await target.rows('order_line');
      for (const row of orders)
        expect([row.number, lines.filter(({ orderId }) => orderId === row.id).length]).toEqual([
          row.number,
          row.lineCount,
        ]);
      const numbers = orders.map(({ number }) => Number(String(number).slice(3))).sort((a, b) => a - b);
      expect(numbers).toEqual(numbers.map((_, i) => i + 1));
      const picks = (await target.rows('pick')).filter(({ status }) =>
        ['reserved', 'claimed', 'picked', 'packed', 'put_back'].includes(String(status)),
      );
      for (const stock of await target.rows('stock')) {
        const held = picks
          .filter(({ stockId }) => stockId === stock.id)
          .reduce((sum, { quantity }) => sum + Number(quantity), 0);
        expect([stock.sku, stock.reserved]).toEqual([stock.sku, held]);
      }
      const { store, seal, auditKey } = target.company;
      expect(await verifyLog(store, seal, auditKey, readWitness(target.data.folder))).toMatchObject({ whole: true });
    };
    await whole();
    const before = new Set((await target.rows('order')).map(({ id }) => id));
    for (const { answer } of acknowledged()) expect(before.has((answer as { id: string }).id)).toBe(true);
    for (const id of sent.keys()) await send(id);
    const done = [...sent.values()].map(({ answer }) => (answer as { id: string } | null)?.id);
    expect(done.filter((id) => id === undefined)).toEqual([]);
    expect(new Set(done).size).toBe(sent.size);
    expect((await target.rows('order')).length).toBe(trade.orders.length + sent.size);
    await whole();
  });
});
