/** How an order ends other than by being delivered and paid, and how it comes back. */
import type { Change, Decision } from '../../base/decision.ts';
import { moved } from '../../base/machine.ts';
import type { RowOf } from '../../catalogue.ts';
import { freePrepayments, prepayments } from '../../finance/receivable/prepayment.rules.ts';
import type { Acting } from '../acting.ts';
import { type Family, familyAfter } from './order.children.ts';
import { concluded, giveUp, type OrderFacts, passOn, proceed } from './order.confirm.ts';
import { holdChanges, holdNeeds } from './order.holds.ts';
import { figured, summed } from './order.lines.ts';
import { wanted } from './order.progress.ts';
import { type CancelReason, orderStates } from './order.states.ts';
import { cumulativeShare } from './order.totals.ts';

type Order = RowOf<'order'>;
type Line = RowOf<'order_line'>;
/** With the receipts that the order's prepayments came from. */
export type EndFacts = OrderFacts & { readonly receipts: readonly RowOf<'receipt'>[] };
type Why = { readonly why: string };

const notInState = (order: Order): Decision => ({ refused: 'order.not_in_state', with: { status: order.status } });

const voidHolds = (family: Family, now: number, statuses: readonly string[] = ['open']): Change[] =>
  family.holds
    .filter((hold) => statuses.includes(hold.status))
    .map(({ id }): Change => ({ op: 'update', noun: 'hold', id, set: { status: 'void', closedAt: now } }));

/** What was prepaid and no invoice will take is its customer's credit again. */
const freed = ({ family, receipts }: EndFacts): Change[] => {
  const free = freePrepayments(prepayments(family.allocations), receipts);
  if (free.freed === 0) return [];
  const paidTotal = family.order.paidTotal - free.freed;
  return [...free.changes, { op: 'update', noun: 'order', id: family.order.id, set: { paidTotal } }];
};

/**
 * Cancels before goods leave: what was reserved returns at once, what was picked comes back by put-back tasks, holds are
 * void, prepayments are their customer's credit again. Refuses `order.not_in_state`, `order.goods_left`, `order.invoiced`.
 */
export const cancel = (
  facts: EndFacts,
  { why, reason = 'other' }: Why & { readonly reason?: CancelReason | undefined },
  moment: Acting,
): Decision => {
  const { family } = facts;
  const { order, lines } = family;
  if (lines.some((line) => line.shipped > 0)) return { refused: 'order.goods_left' };
  if (lines.some((line) => line.invoiced > 0) || family.invoices.some(({ status }) => status === 'issued'))
    return { refused: 'order.invoiced' };
  const status = moved(orderStates, 'cancel', order.status);
  if (status === null) return notInState(order);
  const changes: Change[] = [
    {
      op: 'update',
      noun: 'order',
      id: order.id,
      set: { status, cancelledAt: moment.now, cancelReason: reason },
    },
    ...voidHolds(family, moment.now),
    ...giveUp(facts, [], (_line, held) => held),
    ...freed(facts),
  ];
  changes.push(...passOn(facts, changes, moment));
  return { changes: concluded(facts, changes, moment.now), answer: { id: order.id }, why };
};

/** Sent back to its seller with a reason: a draft again, judged anew when it is submitted again. Refuses `order.not_in_state`. */
export const sendBack = (facts: OrderFacts, { reason }: { readonly reason: string }, moment: Acting): Decision => {
  const { order } = facts.family;
  const status = moved(orderStates, 'return', order.status);
  if (status === null) return notInState(order);
  const changes: Change[] = [
    { op: 'update', noun: 'order', id: order.id, set: { status, submittedAt: null, reviewed: false } },
    ...voidHolds(facts.family, moment.now, ['open', 'released']),
  ];
  return { changes: concluded(facts, changes, moment.now), answer: { id: order.id }, why: reason };
};

/** A line's figures for less of it: cumulative, so that what was invoiced keeps its part to the unit. */
const shrunk = (order: Order, line: Line, closed: number): Partial<Line> => {
  const part = (amount: number): number => cumulativeShare(amount, wanted(line), line.quantity - closed);
  const tax = part(line.tax);
  if (order.priceIncludesTax) {
    const total = part(line.total);
    return { closed, net: total - tax, tax, total };
  }
  const net = part(line.net);
  return { closed, net, tax, total: net + tax };
};

/** Where no invoice is to come any more, the lines are worth what the documents say: tax was rounded by document there. */
const asInvoiced = ({ lines, invoices, invoiceLines }: Family): Change[] => {
  const valid = new Set(invoices.filter(({ status }) => status === 'issued').map(({ id }) => id));
  return lines.map(({ id }) => {
    const own = invoiceLines.filter((one) => one.lineId === id && valid.has(one.invoiceId));
    return { op: 'update', noun: 'order_line', id, set: summed(own) };
  });
};

/**
 * Ends an order with what has left: the rest of each line is closed, reservations return, holds are void. Figures are
 * those of what is left; what was prepaid beyond the last invoice is credit again. Refuses `order.not_in_state`, `order.nothing_shipped` (cancel it instead) and
 * `order.nothing_left`.
 */
export const shortClose = (facts: EndFacts, { why }: Why, moment: Acting): Decision => {
  const { family } = facts;
  const { order, lines } = family;
  if (order.status !== 'confirmed') return notInState(order);
  if (!lines.some((line) => line.shipped > 0)) return { refused: 'order.nothing_shipped' };
  const left = lines.filter((line) => line.nature === 'goods' && line.shipped < wanted(line));
  if (left.length === 0) return { refused: 'order.nothing_left' };
  const closed = left.map(
    (line): Change => ({
      op: 'update',
      noun: 'order_line',
      id: line.id,
      set: shrunk(order, line, line.quantity - line.shipped),
    }),
  );
  const over = familyAfter(family, closed).lines.every((line) => line.invoiced >= wanted(line));
  if (over) closed.push(...asInvoiced(family));
  const after = familyAfter(family, closed).lines;
  const changes: Change[] = [
    { op: 'update', noun: 'order', id: order.id, set: summed(after) },
    ...closed,
    ...voidHolds(family, moment.now),
    ...giveUp(facts, [], (_line, held) => held),
    ...(over ? freed(facts) : []),
  ];
  changes.push(...passOn(facts, changes, moment));
  return { changes: concluded(facts, changes, moment.now), answer: { id: order.id }, why };
};

/**
 * A completed order is confirmed again: what was closed short is wanted again and reserved unless the customer's credit
 * holds it, and lines may be added. It is its customer's present seller's. It completes with its next change if nothing is open. Refuses `order.not_in_state`.
 */
export const reopen = (facts: OrderFacts, { why }: Why, moment: Acting): Decision => {
  const { order, lines } = facts.family;
  const status = moved(orderStates, 'reopen', order.status);
  if (status === null) return notInState(order);
  const { sellerId, sellerName, teamId } = facts.credit.customer;
  // Of lines that documents stand on too: invoices are cumulative, and the last one takes what is then left.
  const back = lines.filter((line) => line.closed > 0).map((line) => ({ ...line, closed: 0, shipped: 0, invoiced: 0 }));
  const figures = figured(order, back, facts.settings['tax.rounding']);
  if ('refused' in figures) return figures;
  const changes: Change[] = [
    { op: 'update', noun: 'order', id: order.id, set: { status, completedAt: null, sellerId, sellerName, teamId } },
    ...back.map(
      ({ id }): Change => ({ op: 'update', noun: 'order_line', id, set: { closed: 0, ...figures.lines.get(id) } }),
    ),
  ];
  changes.push({ op: 'update', noun: 'order', id: order.id, set: summed(familyAfter(facts.family, changes).lines) });
  const family = familyAfter(facts.family, changes);
  const needs = holdNeeds({ ...facts, ...family, given: 0 });
  changes.push(...holdChanges(family, needs, moment, ['credit', 'overdue']));
  return {
    changes: concluded(facts, proceed(facts, changes, moment), moment.now, { completes: false }),
    answer: { id: order.id },
    why,
  };
};
