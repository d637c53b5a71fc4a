import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { sum } from '../../base/money.ts';
import { type Claim, dueOf, propose } from './propose.ts';
import { ALLOCATIONS_AT_MOST } from './receivable.commands.ts';

const item = (id: string, open: number, dueOn: string, more: Partial<Claim> = {}): Claim => ({
  id,
  of: 'item',
  open,
  dueOn,
  document: `doc-${id}`,
  names: [`INV-2026-${id}`, `SO-${id}`],
  ...more,
});
const order = (id: string, open: number, due = open): Claim => ({
  id,
  of: 'order',
  open,
  due,
  dueOn: null,
  document: null,
  names: [`SO-${id}`],
});
const asked = (claims: readonly Claim[], received: number, reference: string | null = null) =>
  Object.fromEntries(propose(claims, received, reference));

const january = item('11', 500, '2026-01-10');
const february = item('12', 300, '2026-02-10');
const march = item('13', 700, '2026-03-10');

test('[F5] without an exact match the oldest due is settled first, and the rest stays unallocated', () => {
  expect(asked([march, january, february], 650)).toEqual({ 11: 500, 12: 150 });
  expect(asked([march, january, february], 9_000)).toEqual({ 11: 500, 12: 300, 13: 700 });
  expect(asked([], 100)).toEqual({});
  expect(asked([january], 0)).toEqual({});
});

test('[F5] an item of exactly the amount goes before older ones', () => {
  expect(asked([january, february, march], 300)).toEqual({ 12: 300 });
});

test('[F5] the instalments of one invoice, a month’s items or two items of exactly the amount go together', () => {
  const first = item('21', 400, '2026-04-01', { document: 'plan' });
  const second = item('22', 450, '2026-05-01', { document: 'plan' });
  expect(asked([january, first, second], 850)).toEqual({ 21: 400, 22: 450 });
  const also = item('23', 111, '2026-03-30');
  expect(asked([january, february, march, also], 811)).toEqual({ 13: 700, 23: 111 });
  expect(asked([january, february, march], 1_000)).toEqual({ 12: 300, 13: 700 });
});

test('[F5] what the payer names goes first, by whole numbers only', () => {
  expect(asked([january, february, march], 650, 'pmt inv-2026-13')).toEqual({ 13: 650 });
  expect(asked([january, february, march], 1_000, 'ＳＯ-13／SO-12')).toEqual({ 12: 300, 13: 700 });
  expect(asked([january, march], 100, 'INV-2026-130')).toEqual({ 11: 100 });
});

test('[F5] an order takes what it waits for after all items, or first when it is exactly that', () => {
  expect(asked([order('90', 1_000, 300), january], 600)).toEqual({ 11: 500, 90: 100 });
  expect(asked([order('90', 1_000, 300), january], 900)).toEqual({ 11: 500, 90: 300 });
  expect(asked([order('90', 1_000, 250), january], 250)).toEqual({ 90: 250 });
});

const claims = fc
  .array(
    fc.record({
      amount: fc.integer({ min: 0, max: 900 }),
      due: fc.integer({ min: 1, max: 28 }),
      month: fc.integer({ min: 1, max: 12 }),
      document: fc.integer({ min: 0, max: 5 }),
      kept: fc.boolean(),
    }),
    { maxLength: 30 },
  )
  .map((all) =>
    all.map(({ amount, due, month, document, kept }, at): Claim => {
      const id = String(100 + at);
      if (kept) return order(id, amount, Math.min(amount, due * 10));
      const day = `2026-${String(month).padStart(2, '0')}-${String(due).padStart(2, '0')}`;
      return item(id, amount, day, { document: `doc-${document}` });
    }),
  );

property.prop([claims, fc.integer({ min: 0, max: 20_000 }), fc.option(fc.integer({ min: 100, max: 129 }))])(
  '[F5] a proposal never passes what is due or what came in, and leaves nothing over while something is due',
  (all, received, named) => {
    const reference = named === null ? null : `payment of SO-${named}`;
    const amounts = propose(all, received, reference);
    const byId = new Map(all.map((claim) => [claim.id, claim]));
    for (const [id, amount] of amounts) {
      expect(amount).toBeGreaterThan(0);
      expect(amount).toBeLessThanOrEqual(dueOf(byId.get(id) as Claim));
    }
    const put = sum([...amounts.values()]);
    expect(put).toBe(Math.min(received, sum(all.map(dueOf))));
    expect([...propose([...all].reverse(), received, reference)]).toEqual([...amounts]);
  },
);

test('[F5] a proposal takes no more lines than one command does', () => {
  const many = Array.from({ length: 250 }, (_, n) => item(String(1_000 + n), 1, '2026-01-01'));
  expect(propose(many, 1_000).size).toBe(ALLOCATIONS_AT_MOST);
});
