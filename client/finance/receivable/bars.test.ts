import { expect, test } from 'vitest';
import { aged } from '../../../shared/finance/ageing.by.ts';
import type { Bucket } from '../../../shared/finance/ageing.ts';
import { piecesOf, widest } from './bars.ts';

const group = (key: string, currency: string, ...items: readonly (readonly [Bucket, number | null])[]) =>
  aged(
    key,
    currency,
    items.map(([bucket, open], n) => ({ id: `${key}${n}`, bucket, currency, open })),
  );

test('[F6] a bar is as wide as what is open beside the widest of its currency', () => {
  const groups = [
    group('a', 'TWD', ['current', 600], ['d90_plus', 400]),
    group('b', 'TWD', ['d1_30', 250]),
    group('c', 'USD', ['current', 5]),
  ];
  const whole = widest(groups);
  expect([...whole]).toEqual([
    ['TWD', 1_000],
    ['USD', 5],
  ]);
  expect(groups.map((one) => piecesOf(one, whole.get(one.currency) ?? 0))).toEqual([
    [
      { bucket: 'current', width: 60 },
      { bucket: 'd90_plus', width: 40 },
    ],
    [{ bucket: 'd1_30', width: 25 }],
    [{ bucket: 'current', width: 100 }],
  ]);
});

test('[F6] for who sees no amounts it is as wide as its items are many', () => {
  const one = group('a', 'TWD', ['current', null], ['d1_30', null], ['d1_30', null]);
  expect(piecesOf(one, widest([one]).get('TWD') ?? 0)).toEqual([
    { bucket: 'current', width: 33.3 },
    { bucket: 'd1_30', width: 66.7 },
  ]);
});
