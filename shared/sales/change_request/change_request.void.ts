import type { Change } from '../../base/decision.ts';
import type { RowOf } from '../../catalogue.ts';
import { openStatuses } from '../order/order.states.ts';
import { changeRequestStates } from './change_request.states.ts';

/** What an approval rests on: what moves amounts, stock or terms, and where the goods go. */
const ofOrder = ['discount', 'settlement', 'termsDays', 'prepaymentShare', 'deliveryStreet'] as const;
const ofLine = ['quantity', 'closed', 'unit', 'unitPrice', 'discount', 'free'] as const;

type Judged = {
  readonly order: RowOf<'order'>;
  readonly lines: readonly RowOf<'order_line'>[];
  readonly requests: readonly RowOf<'change_request'>[];
};

/** Is it another order than the one that was looked at? Readings that follow from stock, picking and money do not count. */
export const isAnother = (before: Pick<Judged, 'order' | 'lines'>, after: Pick<Judged, 'order' | 'lines'>): boolean => {
  if (!(openStatuses as readonly string[]).includes(after.order.status)) return true;
  if (ofOrder.some((field) => before.order[field] !== after.order[field])) return true;
  if (before.lines.length !== after.lines.length) return true;
  const known = new Map(before.lines.map((line) => [line.id, line]));
  return after.lines.some((line) => {
    const was = known.get(line.id);
    return !was || ofLine.some((field) => was[field] !== line[field]);
  });
};

/** An approval is bound to what was approved: whatever changes the order meanwhile voids what was asked of it. */
export const voidRequests = (before: Judged, after: Judged, now: number): Change[] => {
  const open = after.requests.filter(({ status }) => status === 'requested');
  if (open.length === 0 || !isAnother(before, after)) return [];
  const set = { status: changeRequestStates.moves.void.to, closedAt: now };
  return open.map(({ id }): Change => ({ op: 'update', noun: 'change_request', id, set }));
};
