/** How an order ends other than by being delivered and paid, and how it comes back. */
import type { Change, Decision, Refusal } from '../../base/decision.ts';
import { moved } from '../../base/machine.ts';
import type { RowOf } from '../../catalogue.ts';
import { freePrepayments, prepayments } from '../../finance/receivable/prepayment.rules.ts';
import { notify } from '../../together/notification/notify.ts';
import type { Acting } from '../acting.ts';
import { type Family, familyAfter, follow } from './order.children.ts';
import { concluded, giveUp, type OrderFacts, passOn, proceed } from './order.confirm.ts';
import { discountExcess, heldAgain, holdChanges, holdNeeds } from './order.holds.ts';
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
      // Of an earlier cancellation nothing stays: a reason of the company's own is marked where one was chosen.
      set: { status, cancelledAt: moment.now, cancelReason: reason, cancelReasonId: null },
    },
    ...voidHolds(family, moment.now),
    ...giveUp(facts, [], (_line, held) => held),
    ...freed(facts),
  ];
  changes.push(...passOn(facts, changes, moment));
  const told = notify({ to: [order.sellerId], kind: 'order_cancelled', noun: 'order', id: order.id }, moment);
  return { changes: [...concluded(facts, changes, moment.now), ...told], answer: { id: order.id }, why };
};

/** Sent back to its seller with a reason: a draft again, judged anew when it is submitted again. Refuses `order.not_in_state`. */
export const sendBack = (facts: OrderFacts, { reason }: { readonly reason: string }, moment: Acting): Decision => {
  const { order } = facts.family;
  const status = moved(orderStates, 'return', order.status);
  if (status === null) return notInState(order);
  const changes: Change[] = [
    {
      op: 'update',
      noun: 'order',
      id: order.id,
      set: { status, submittedAt: null, reviewed: false, agreedTotal: null },
    },
    ...voidHolds(facts.family, moment.now, ['open', 'released']),
  ];
  const told = notify({ to: [order.sellerId], kind: 'order_returned', noun: 'order', id: order.id }, moment);
  return { changes: [...concluded(facts, changes, moment.now), ...told], answer: { id: order.id }, why: reason };
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

/** What is closed, or wanted again, had been agreed to: how far an order has grown by its editors' words stays as it was. */
const agreedWith = (order: Order, figures: { readonly total: number }): Partial<Order> =>
  order.agreedTotal === null ? {} : { agreedTotal: order.agreedTotal + figures.total - order.total };

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
  const figures = summed(familyAfter(family, closed).lines);
  const changes: Change[] = [
    { op: 'update', noun: 'order', id: order.id, set: { ...figures, ...agreedWith(order, figures) } },
    ...closed,
    ...voidHolds(family, moment.now),
    ...giveUp(facts, [], (_line, held) => held),
    ...(over ? freed(facts) : []),
  ];
  changes.push(...passOn(facts, changes, moment));
  return { changes: concluded(facts, changes, moment.now), answer: { id: order.id }, why };
};

/** What Finance accepted was accepted for the order that was ended: the exposure of then says nothing of now. */
const unaccepted = ({ holds }: Family): Change[] =>
  holds
    .filter(({ kind, status }) => status === 'released' && (kind === 'credit' || kind === 'overdue'))
    .map(({ id }): Change => ({ op: 'update', noun: 'hold', id, set: { status: 'void' } }));

/** What holds it as it comes back, a discount by whoever brings it back. */
const judgedAnew = (facts: OrderFacts, family: Family, moment: Acting): Change[] => {
  const given = discountExcess(family.order, family.lines, facts.goods, moment.actor.discountAuthority);
  return holdChanges(family, holdNeeds({ ...facts, ...family, given }), moment);
};

/**
 * A customer has open orders in one currency alone, by which their credit counts. Of one that ended before that currency was
 * changed nothing would count. Which one it is now is not said: whoever brings an order back may not read its customer.
 */
const otherCurrency = ({ currency }: Order): Refusal => ({ refused: 'order.other_currency', with: { currency } });

/**
 * A completed order, or one that was closed short, is confirmed again: what was closed is wanted again and reserved unless
 * something holds it, what was picked for it and is not back on its shelf is picked again, and lines may be added. It is judged as
 * if it were confirmed now, since its end made void what held it: the customer's credit and overdue items by themselves, whatever
 * was accepted before; a discount by whoever reopens it, beyond what was agreed to;
 * and a hold by somebody's word stands again. It is its customer's present seller's. It completes with its next change if nothing is open. Refuses `order.not_in_state`,
 * `order.nothing_closed`, `order.other_currency`.
 */
export const reopen = (facts: OrderFacts, { why }: Why, moment: Acting): Decision => {
  const { order, lines } = facts.family;
  const status = moved(orderStates, 'reopen', order.status);
  if (status === null) return notInState(order);
  if (order.status === status && lines.every(({ closed }) => closed === 0)) return { refused: 'order.nothing_closed' };
  if (order.currency !== facts.credit.customer.currency) return otherCurrency(order);
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
  const sums = summed(familyAfter(facts.family, changes).lines);
  changes.push({ op: 'update', noun: 'order', id: order.id, set: { ...sums, ...agreedWith(order, sums) } });
  changes.push(...unaccepted(facts.family));
  // As its readings will be: while it still reads as invoiced whole, what is wanted again would not count for credit.
  const family = familyAfter(facts.family, follow(facts.family, changes, moment.now, false));
  changes.push(...judgedAnew(facts, family, moment), ...heldAgain(family.holds, order.confirmedAt ?? 0));
  return {
    changes: concluded(facts, proceed(facts, changes, moment), moment.now, { completes: false }),
    answer: { id: order.id },
    why,
  };
};

/** Where a cancelled order had come before it was cancelled. */
const before = (order: Order): 'restore' | 'resubmit' | 'redraft' =>
  order.confirmedAt !== null ? 'restore' : order.submittedAt !== null ? 'resubmit' : 'redraft';

/**
 * Undoes a cancellation: the order is again what it had come to. One that had been submitted is judged as if it were now: the
 * customer's credit and overdue items by themselves, whatever was accepted before; a discount by whoever undoes it, beyond what
 * was agreed to; a prepayment that went back; and a hold by somebody's word stands again. Unless something holds it, stock is reserved anew as far as there is any, and what
 * was picked and is not back on its shelf is picked again. It is its customer's present seller's. Refuses `order.not_in_state`,
 * `order.customer_stopped`, `order.other_currency`.
 */
export const restore = (facts: OrderFacts, { why }: Why, moment: Acting): Decision => {
  const { order } = facts.family;
  const move = before(order);
  const status = moved(orderStates, move, order.status);
  if (status === null) return notInState(order);
  const { customer } = facts.credit;
  if (customer.status === 'stopped') return { refused: 'order.customer_stopped' };
  if (order.currency !== customer.currency) return otherCurrency(order);
  const { sellerId, sellerName, teamId } = customer;
  const ended = { cancelledAt: null, cancelReason: null, cancelReasonId: null };
  const back: Partial<Order> = { status, ...ended, sellerId, sellerName, teamId };
  const changes: Change[] = [{ op: 'update', noun: 'order', id: order.id, set: back }];
  const told = notify({ to: [sellerId], kind: 'order_restored', noun: 'order', id: order.id }, moment);
  const answer = { id: order.id };
  if (move === 'redraft') return { changes: [...concluded(facts, changes, moment.now), ...told], answer, why };
  changes.push(...unaccepted(facts.family));
  const family = familyAfter(facts.family, follow(facts.family, changes, moment.now, false));
  changes.push(...judgedAnew(facts, family, moment), ...heldAgain(family.holds, order.cancelledAt ?? 0));
  return { changes: [...concluded(facts, proceed(facts, changes, moment), moment.now), ...told], answer, why };
};
