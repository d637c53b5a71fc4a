import { expect, test } from 'vitest';
import { rightsOf } from '../../shared/access/permit.ts';
import type { Rule } from '../../shared/access/rule.ts';
import type { Shown } from '../live/collection.ts';
import { type Sources, waitingFor as waitingIn } from './waiting.ts';

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
const none: Sources = { requests: [], holds: [], rights: [], deputies: [] };
const waitingFor = (
  requests: Sources['requests'],
  holds: Sources['holds'],
  by: ReturnType<typeof rights>,
  me: string,
): ReturnType<typeof waitingIn> => waitingIn({ ...none, requests, holds }, by, me);
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

test('[F1] an order to be reviewed is one row that leads to the review, whatever else Finance holds it for', () => {
  const finance = rights(rule('order', 'review'), rule('hold', 'release'));
  const of = (id: string, kind: Shown<'hold'>['kind'], orderId: string, openedAt: number) => ({
    ...hold(id, kind, openedAt),
    orderId,
  });
  const holds = [
    of('1', 'credit', 'o-a', 300),
    of('2', 'review', 'o-a', 200),
    of('3', 'manual', 'o-a', 500),
    of('4', 'credit', 'o-b', 100),
  ];
  const found = waitingFor([], holds, finance, 'me');
  expect(ids(found)).toEqual(['hold 4', 'review o-a', 'hold 3']);
  expect(found[1]).toMatchObject({ kind: 'review', since: 200, holds: [{ id: '1' }, { id: '2' }] });
  // Who lifts holds and reviews nothing, a deputy for instance, has them singly; who only reviews has that order.
  expect(ids(waitingFor([], holds, rights(rule('hold', 'release')), 'me'))).toHaveLength(4);
  expect(ids(waitingFor([], holds, rights(rule('order', 'review')), 'me'))).toEqual(['review o-a']);
});

test('[T5] [P12] rights and deputies wait for a second person: never who asked, nor who would be the deputy', () => {
  const admin = rights(rule('role_change', 'decide'), rule('deputy', 'confirm'));
  const change = (id: string, askedById: string, status: Shown<'role_change'>['status'] = 'waiting') => ({
    id,
    askedById,
    status,
    askedAt: 50,
  });
  const deputy = (id: string, namedById: string, deputyId: string, status: Shown<'deputy'>['status'] = 'proposed') => ({
    id,
    namedById,
    deputyId,
    status,
    namedAt: 60,
  });
  const sources: Sources = {
    ...none,
    rights: [change('1', 'me'), change('2', 'other'), change('3', 'other', 'void')],
    deputies: [
      deputy('1', 'me', 'x'),
      deputy('2', 'other', 'me'),
      deputy('3', 'other', 'x'),
      deputy('4', 'o', 'x', 'over'),
    ],
  };
  expect(ids(waitingIn(sources, admin, 'me'))).toEqual(['rights 2', 'deputy 3']);
  expect(waitingIn(sources, rights(), 'me')).toEqual([]);
});
