import { expect, test } from 'vitest';
import { type Authority, approval, queueOf, type ShownHold, type ShownOrder } from './queue.ts';

const order = (id: string, more: Partial<ShownOrder> = {}): ShownOrder => ({
  id,
  number: `SO-${id}`,
  customerName: 'Northgate',
  status: 'submitted',
  submittedAt: 500,
  reviewed: false,
  settlement: 'net',
  termsDays: 30,
  prepaymentShare: 0,
  ...more,
});
const hold = (orderId: string, kind: ShownHold['kind'], openedAt: number): ShownHold => ({
  id: `${orderId} ${kind}`,
  orderId,
  orderNumber: `SO-${orderId}`,
  customerName: 'Northgate',
  kind,
  openedAt,
  status: 'open',
});
const lifts = (...kinds: (string | undefined)[]): Authority => ({
  mayReview: () => true,
  mayRelease: ({ kind }) => kinds.includes(kind),
});
const clerk = lifts('review', 'manual');
const manager = lifts('review', 'manual', 'credit', 'overdue', 'prepayment');

test('[F1] the queue holds each order once, the longest waiting first', () => {
  const orders = [order('1'), order('2'), order('3')];
  const holds = [hold('2', 'review', 200), hold('1', 'credit', 300), hold('1', 'review', 250)];
  expect(queueOf(orders, holds, manager).map(({ id, holds: own, since }) => [id, own.length, since])).toEqual([
    ['2', 1, 200],
    ['1', 2, 250],
    ['3', 0, 500],
  ]);
});

test('[F1] whose decision it is follows from what one may lift', () => {
  const holds = [
    hold('1', 'credit', 1),
    hold('2', 'discount', 2),
    hold('3', 'prepayment', 3),
    hold('4', 'review', 4),
    hold('5', 'manual', 5),
  ];
  const mine = (authority: Authority) =>
    queueOf(
      holds.map(({ orderId }) => order(orderId ?? '')),
      holds,
      authority,
    )
      .filter((one) => one.mine)
      .map(({ id }) => id);
  expect(mine(clerk)).toEqual(['4']);
  expect(mine(manager)).toEqual(['1', '4']);
  expect(mine({ mayReview: () => false, mayRelease: () => false })).toEqual([]);
});

test('[F1] what waits is told also where the order itself is not to be seen', () => {
  expect(queueOf([], [hold('9', 'review', 7)], manager)).toMatchObject([
    { id: '9', number: 'SO-9', order: null, mine: true },
  ]);
});

test('[F1] approving reviews once and lifts what one may lift, and nothing else', () => {
  const holds = [hold('1', 'review', 1), hold('1', 'credit', 1), hold('1', 'discount', 1), hold('1', 'prepayment', 1)];
  const waiting = { id: '1', order: order('1'), holds };
  expect(approval(waiting, null, 'ok', manager)).toEqual([
    { command: 'order.review', input: { id: '1' } },
    { command: 'hold.release', input: { id: '1 credit', why: 'ok' } },
  ]);
  expect(approval(waiting, null, null, clerk)).toEqual([{ command: 'order.review', input: { id: '1' } }]);
  const releases: Authority = { mayReview: () => false, mayRelease: manager.mayRelease };
  expect(approval(waiting, null, null, releases).map(({ input }) => input.id)).toEqual(['1 review', '1 credit']);
});

test('[F1] where only others decide, approving gives nothing; an order that nothing holds is reviewed', () => {
  const waits = { id: '1', order: order('1'), holds: [hold('1', 'prepayment', 1), hold('1', 'discount', 1)] };
  expect(approval(waits, null, null, manager)).toEqual([]);
  expect(approval({ ...waits, holds: [] }, null, null, clerk)).toEqual([
    { command: 'order.review', input: { id: '1' } },
  ]);
});

test('[F1] terms go with the review only where they were changed', () => {
  const waiting = { id: '1', order: order('1', { reviewed: true }), holds: [hold('1', 'credit', 1)] };
  const net = { settlement: 'net', termsDays: 30, prepaymentShare: 0 } as const;
  expect(approval(waiting, net, null, manager)).toEqual([
    { command: 'hold.release', input: { id: '1 credit', why: null } },
  ]);
  expect(approval(waiting, { ...net, settlement: 'prepayment', prepaymentShare: 300_000 }, null, manager)[0]).toEqual({
    command: 'order.review',
    input: { id: '1', settlement: 'prepayment', termsDays: 30, prepaymentShare: 300_000 },
  });
  expect(approval(waiting, { ...net, termsDays: 14 }, null, manager)[0]).toEqual({
    command: 'order.review',
    input: { id: '1', settlement: 'net', termsDays: 14 },
  });
});
