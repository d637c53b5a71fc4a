import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { sum } from '../base/money.ts';
import { type AgedItem, aged, agedBy, weightOf } from './ageing.by.ts';
import { buckets } from './ageing.ts';

type Owed = AgedItem & { readonly customer: string };
const owed = fc.array(
  fc.record({
    id: fc.uuid(),
    customer: fc.constantFrom('a', 'b', 'c', 'd'),
    bucket: fc.constantFrom(...buckets),
    currency: fc.constantFrom('TWD', 'USD'),
    open: fc.integer({ min: -5_000, max: 900_000 }),
  }),
  { maxLength: 40 },
);

property.prop([owed])('[F6] buckets add up to the total of each customer, and all of them to what is open', (items) => {
  const groups = agedBy<Owed>(items, ({ customer }) => customer, 'TWD');
  for (const { amounts, total, counts, items: own } of groups) {
    expect(sum(buckets.map((bucket) => amounts?.[bucket] ?? 0))).toBe(total);
    expect(sum(buckets.map((bucket) => counts[bucket]))).toBe(own.length);
  }
  for (const currency of ['TWD', 'USD']) {
    const within = groups.filter((group) => group.currency === currency);
    const open = items.filter((item) => item.currency === currency).map((item) => item.open ?? 0);
    expect(sum(within.map(({ total }) => total ?? 0))).toBe(sum(open));
    expect(within.map((group) => weightOf(group))).toEqual(
      within.map((group) => weightOf(group)).sort((a, b) => b - a),
    );
  }
  const foreign = groups.findIndex(({ currency }) => currency === 'USD');
  if (foreign >= 0) expect(groups.slice(foreign).every(({ currency }) => currency === 'USD')).toBe(true);
});

test('[F6] without amounts a customer is weighed by items, and no figure is made up', () => {
  const items = (['current', 'd1_30', 'd1_30'] as const).map((bucket, n) => ({
    id: String(n),
    bucket,
    currency: 'TWD',
    open: null,
  }));
  const group = aged('a', 'TWD', items);
  expect(group).toMatchObject({ amounts: null, total: null, counts: { current: 1, d1_30: 2, d90_plus: 0 } });
  expect([weightOf(group), weightOf(group, 'd1_30')]).toEqual([3, 2]);
});
