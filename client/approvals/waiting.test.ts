import { expect, test } from 'vitest';
import { rightsOf } from '../../shared/access/permit.ts';
import type { Rule } from '../../shared/access/rule.ts';
import type { Shown } from '../live/collection.ts';
import { waitingFor } from './waiting.ts';

const rule = (on: Rule['on'], may: string, when: Rule['when'] = null): Rule => ({
  on,
  may,
  scope: 'all',
  when,
  groups: [],
});
const rights = (...rules: Rule[]) => rightsOf(rules, { id: 'me', teamId: null, warehouses: [] });
const request = (id: string, more: Partial<Shown<'change_request'>> = {}): Shown<'change_request'> => ({
  id,
  orderId: `o-${id}`,
  orderNumber: `SO-${id}`,
  status: 'requested',
  requesterId: 'rep',
  askedAt: 500,
  ...more,
});
const hold = (id: string, kind: Shown<'hold'>['kind'], openedAt = 400): Shown<'hold'> => ({
  id,
  kind,
  openedAt,
  status: 'open',
  orderId: `o-${id}`,
  orderNumber: `SO-${id}`,
});
const ids = (items: readonly { id: string }[]) => items.map(({ id }) => id);

test('[S4] the inbox holds what is mine to decide, the longest waiting first', () => {
  const all = rights(rule('change_request', 'decide'), rule('hold', 'release'));
  const found = waitingFor([request('1'), request('2', { askedAt: 100 })], [hold('3', 'credit')], all, 'me');
  expect(ids(found)).toEqual(['change 2', 'hold 3', 'change 1']);
});

test('[S4] what I asked for, what is decided and what a receipt lifts is not in it', () => {
  const all = rights(rule('change_request', 'decide'), rule('hold', 'release'));
  const requests = [request('1', { requesterId: 'me' }), request('2', { status: 'void' })];
  const holds = [
    hold('3', 'prepayment'),
    { ...hold('4', 'credit'), status: 'released' as const },
    { ...hold('5', 'discount'), openedById: 'me' },
  ];
  expect(waitingFor(requests, holds, all, 'me')).toEqual([]);
});

test('[S4] [P12] nor what one sees and may not decide', () => {
  const discounts = rights(rule('hold', 'release', { field: 'kind', is: 'eq', value: 'discount' }));
  const found = waitingFor([request('1')], [hold('2', 'discount'), hold('3', 'credit')], discounts, 'me');
  expect(ids(found)).toEqual(['hold 2']);
});
