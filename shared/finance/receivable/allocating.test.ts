import { expect, test } from 'vitest';
import { allocating, toggled, wishesOf, withAmount } from './allocating.ts';
import type { Claim } from './propose.ts';

const claim = (id: string, open: number, more: Partial<Claim> = {}): Claim => ({
  id,
  of: 'item',
  open,
  dueOn: '2026-03-01',
  document: null,
  names: [id],
  ...more,
});
const claims = [claim('a', 500), claim('b', 300), claim('o', 900, { of: 'order', due: 200, dueOn: null })];

test('[F5] the remainder is what came in less all that is put, and says when it is too much', () => {
  const amounts = new Map([
    ['a', 500],
    ['b', 100],
  ]);
  expect(allocating(claims, amounts, 700)).toEqual({ allocated: 600, remaining: 100, above: new Set() });
  expect(allocating(claims, amounts, 550).remaining).toBe(-50);
});

test('[F5] more than is open, or an item that somebody else has settled meanwhile, is marked', () => {
  const amounts = new Map([
    ['a', 501],
    ['gone', 1],
  ]);
  expect(allocating(claims, amounts, 900).above).toEqual(new Set(['a', 'gone']));
});

test('[F5] a claim taken in gets what is due or what is left; taken out, nothing', () => {
  const [a, b, o] = claims as [Claim, Claim, Claim];
  expect([...toggled(new Map(), a, 800)]).toEqual([['a', 500]]);
  expect([...toggled(new Map(), b, 120)]).toEqual([['b', 120]]);
  expect([...toggled(new Map(), o, 800)]).toEqual([['o', 200]]);
  expect([...toggled(new Map(), a, -5)]).toEqual([]);
  expect([...toggled(new Map([['a', 3]]), a, 800)]).toEqual([]);
  expect([...withAmount(new Map([['a', 3]]), 'a', 0)]).toEqual([]);
});

test('[F5] items go into the command before orders', () => {
  const amounts = new Map([
    ['o', 200],
    ['b', 1],
  ]);
  expect(wishesOf([...claims].reverse(), amounts)).toEqual([
    { receivableId: 'b', allocated: 1 },
    { orderId: 'o', allocated: 200 },
  ]);
});
