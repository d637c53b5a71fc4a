import { setTimeout as pause } from 'node:timers/promises';
import { afterAll, beforeAll, describe, expect, test } from 'vitest';
import { rightsOf } from '../../../shared/access/permit.ts';
import type { RowOf } from '../../../shared/catalogue.ts';
import { dialects } from '../../../tests/databases.ts';
import { type Shop, shop } from '../../../tests/shop.ts';
import { everyRule, rulesFor, type World, world } from '../../../tests/world.ts';
import { readOne } from '../../read/read.ts';
import { timeline } from '../../read/timeline.ts';
import { openSeal } from '../../store/seal.ts';

const key = Buffer.alloc(32, 7).toString('base64url');
const seal = openSeal({ seal: [{ id: 'k1', key }], blind: key });
const LIMIT = 1_000;

describe.each(dialects)('what holds on a customer’s credit say is passed, on %s', (dialect) => {
  let w: World;
  let s: Shop;
  beforeAll(async () => {
    w = await world(dialect);
    s = await shop(w);
  });
  afterAll(() => w.close());

  const entered = async (customerId: string, productId: string, quantity: number): Promise<string> =>
    (await w.do('order.create', { customerId, lines: [{ productId, quantity }], submit: true })).id ?? '';
  const paid = (customerId: string, received: number, more: object = {}) =>
    w.do('receipt.record', {
      customerId,
      receivedOn: '2026-03-02',
      received,
      currency: 'TWD',
      method: 'transfer',
      ...more,
    });
  const holdOf = async (orderId: string, kind: RowOf<'hold'>['kind'] = 'credit') =>
    (await s.holdsOf(orderId)).find((one) => one.kind === kind);
  test('[P8] [F9] they follow every order, receipt, invoice and limit, on whatever order they stand', async () => {
    const customerId = await s.customer({ creditLimit: LIMIT });
    const productId = await s.product('FOLLOWS', { onHand: 200 });
    const stranger = await s.customer({ creditLimit: 0 });
    const beside = await entered(stranger, productId, 1);
    const open = await entered(customerId, productId, 5);
    const [first, second] = [await entered(customerId, productId, 6), await entered(customerId, productId, 10)];
    /** All open ones say the same, which is what is passed now; each change of it is an entry of the log like any other. */
    const say = async (exposure: number): Promise<void> => {
      const { exposure: stored, creditLimit } = await w.row('customer', customerId);
      expect(stored).toBe(exposure);
      const excess = Math.max(0, stored - (creditLimit ?? stored));
      const found = [await holdOf(first), await holdOf(second)];
      expect(found).toMatchObject([
        { status: 'open', excess, customerId },
        { status: 'open', excess, customerId },
      ]);
      for (const hold of found) {
        const last = w.entries.filter(({ noun, rowId }) => noun === 'hold' && rowId === hold?.id).at(-1);
        expect(last?.after).toMatchObject({ excess });
      }
    };
    expect(await holdOf(open)).toBeUndefined();
    await say(525 + 630 + 1_050);
    const third = await entered(customerId, productId, 20);
    await say(525 + 630 + 1_050 + 2_100);
    await w.do('order.cancel', { id: third, why: 'not now' });
    await say(525 + 630 + 1_050);
    await w.do('order.restore', { id: third, why: 'after all' });
    await say(525 + 630 + 1_050 + 2_100);
    await w.do('order.return', { id: third, reason: 'too much' });
    await say(525 + 630 + 1_050);
    const [line] = await s.linesOf(first);
    await w.do('order.update', { id: first, change: [{ id: line?.id, quantity: { from: 6, to: 4 } }] });
    await say(525 + 420 + 1_050);
    await s.ship(open);
    await w.do('order.invoice', { orderId: open });
    await say(525 + 420 + 1_050);
    const { id: receipt } = await paid(customerId, 400);
    await say(525 + 420 + 1_050 - 400);
    await w.do('receipt.reverse', { id: receipt, why: 'bounced' });
    await say(525 + 420 + 1_050);
    await w.do('customer.update', { id: customerId, set: { creditLimit: { from: LIMIT, to: 1_500 } } });
    await say(1_995);
    // Within the limit they say that nothing is passed, and stand until somebody lifts them.
    await paid(customerId, 900);
    await say(1_095);
    await w.do('customer.update', { id: customerId, set: { creditLimit: { from: 1_500, to: null } } });
    await say(1_095);
    await w.do('customer.update', { id: customerId, set: { creditLimit: { from: null, to: 100 } } });
    await say(1_095);
    expect(await holdOf(beside)).toMatchObject({ status: 'open', excess: 105 });
  });

  test('[F1] [S5] what was agreed to stays as it was agreed to; more than was looked at is refused still', async () => {
    const customerId = await s.customer({ creditLimit: LIMIT });
    const productId = await s.product('GUARD', { onHand: 200 });
    const [first, second] = [await entered(customerId, productId, 10), await entered(customerId, productId, 10)];
    const seen = (await holdOf(first))?.excess ?? 0;
    expect(seen).toBe(1_100);
    const third = await entered(customerId, productId, 10);
    const id = (await holdOf(first))?.id ?? '';
    expect(await w.refuse('hold.release', { id, excess: seen })).toEqual({
      refused: 'hold.grown',
      field: 'excess',
      with: { hold: id, excess: 2_150 },
    });
    // What the hold says by then is the figure that it is lifted with.
    await w.do('hold.release', { id, excess: (await holdOf(first))?.excess });
    await w.do('order.cancel', { id: third, why: 'not now' });
    expect(await holdOf(first)).toMatchObject({ status: 'released', excess: 2_150 });
    expect(await holdOf(second)).toMatchObject({ status: 'open', excess: 1_100 });
  });

  test('[P8] [F6] holds for overdue items follow the day and what is paid', async () => {
    const customerId = await s.customer({ termsDays: 10 });
    const productId = await s.product('LATE', { onHand: 200 });
    const due: string[] = [];
    for (const quantity of [2, 4]) {
      const id = await entered(customerId, productId, quantity);
      await s.ship(id);
      await w.do('order.invoice', { orderId: id });
      due.push(id);
      w.at(w.now() + 5 * 86_400_000);
    }
    w.at('2026-03-13');
    await w.do('day.turned', { day: '2026-03-13' });
    const held = await entered(customerId, productId, 1);
    expect(await holdOf(held, 'overdue')).toMatchObject({ status: 'open', excess: 210 });
    w.at('2026-03-18');
    await w.do('day.turned', { day: '2026-03-18' });
    expect(await holdOf(held, 'overdue')).toMatchObject({ status: 'open', excess: 210 + 420 });
    const [item] = await w.rows('receivable', { field: 'orderId', is: 'eq', value: due[0] ?? '' });
    await paid(customerId, 150, { allocations: [{ receivableId: item?.id, allocated: 150 }] });
    expect(await holdOf(held, 'overdue')).toMatchObject({ status: 'open', excess: 60 + 420 });
    w.at('2026-03-02');
  });

  test('[P10] [F6] the day turns for what is open by then, not for what another server settles at that moment', async () => {
    w.at('2026-03-20');
    const customerId = await s.customer({ termsDays: 10 });
    const productId = await s.product('SETTLED', { onHand: 200 });
    const owing: string[] = [];
    for (const quantity of [2, 4]) {
      const id = await entered(customerId, productId, quantity);
      await s.ship(id);
      await w.do('order.invoice', { orderId: id });
      owing.push(id);
      w.at(w.now() + 5 * 86_400_000);
    }
    w.at('2026-03-31');
    await w.do('day.turned', { day: '2026-03-31' });
    const held = await entered(customerId, productId, 1);
    const [item] = await w.rows('receivable', { field: 'orderId', is: 'eq', value: owing[1] ?? '' });
    const other = await w.beside();
    other.at('2026-04-06');
    const payment = { customerId, receivedOn: '2026-03-20', received: 420, currency: 'TWD', method: 'transfer' };
    const allocations = [{ receivableId: item?.id, allocated: 420 }];
    const settling = await w.hold('receipt.record', { ...payment, allocations });
    const turning = other.do('day.turned', { day: '2026-04-06' });
    await Promise.race([turning, pause(200)]);
    await settling.commit();
    await turning;
    expect(await w.row('receivable', item?.id ?? '')).toMatchObject({ status: 'settled', overdue: false, open: 0 });
    expect(await w.row('order', owing[1] ?? '')).toMatchObject({ payment: 'paid' });
    expect(await holdOf(held, 'overdue')).toMatchObject({ status: 'open', excess: 210 });
    await other.close();
    w.at('2026-03-02');
  });

  test('[P3] [P12] nobody reads of it who is not told the figure, and the timeline blames no other order for it', async () => {
    const customerId = await s.customer({ creditLimit: LIMIT });
    const productId = await s.product('TOLD', { onHand: 200 });
    const held = await entered(customerId, productId, 20);
    const other = await entered(customerId, productId, 5);
    await w.do('order.cancel', { id: other, why: 'a secret of the other order' });
    const told = await w.store.read(async (query) => {
      const rights = rightsOf(everyRule, { id: 'reader', teamId: null, warehouses: [] });
      const seen = await readOne(query, seal, rights.view('order'), held);
      if (!seen) throw new Error('the reader sees the order');
      return timeline(query, seal, rights, 'order', held, seen);
    });
    expect(told.happenings.map(({ command, why }) => [command, why])).toEqual([['order.create', null]]);
    const customer = await w.store.read(async (query) => {
      const rights = rightsOf(everyRule, { id: 'reader', teamId: null, warehouses: [] });
      const seen = await readOne(query, seal, rights.view('customer'), customerId);
      if (!seen) throw new Error('the reader sees the customer');
      return timeline(query, seal, rights, 'customer', customerId, seen);
    });
    expect(JSON.stringify(customer)).not.toContain('secret');
    const blind = rightsOf(rulesFor('hold', ['read'], ['basics']), { id: 'x', teamId: null, warehouses: [] });
    const row = (await holdOf(held)) as RowOf<'hold'>;
    expect(Object.keys(blind.view('hold').project(row as never) ?? {})).not.toContain('excess');
  });

  test('[P8] two servers move the orders of one customer at once, and neither waits for the other for ever', async () => {
    const customerId = await s.customer({ creditLimit: LIMIT });
    const productId = await s.product('TWO', { onHand: 900 });
    const [first, second] = [await entered(customerId, productId, 15), await entered(customerId, productId, 15)];
    const far = await w.beside();
    const edit = async (on: World, id: string, to: number): Promise<void> => {
      const [line] = await s.linesOf(id);
      await on.do('order.update', { id, change: [{ id: line?.id, quantity: { from: line?.quantity, to } }] });
    };
    for (let round = 0; round < 15; round++) {
      const [here, there] = [12 + (round % 7), 30 - (round % 5)];
      await Promise.all([edit(w, first, here), edit(far, second, there)]);
      const { exposure } = await w.row('customer', customerId);
      expect(exposure).toBe((here + there) * 105);
      for (const id of [first, second])
        expect(await holdOf(id)).toMatchObject({ status: 'open', excess: exposure - LIMIT });
    }
    if (far.store !== w.store) await far.close();
  });
});
