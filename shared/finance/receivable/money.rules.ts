/** What follows on orders and customer once money was put to something or taken back. */
import type { Change } from '../../base/decision.ts';
import { share, sum } from '../../base/money.ts';
import type { RowOf } from '../../catalogue.ts';
import type { Acting } from '../../sales/acting.ts';
import { type Family, familyAfter, follow } from '../../sales/order/order.children.ts';
import { type OrderFacts, releasePrepayment } from '../../sales/order/order.confirm.ts';
import { holdChanges } from '../../sales/order/order.holds.ts';
import { wanted } from '../../sales/order/order.progress.ts';
import { openStatuses } from '../../sales/order/order.states.ts';
import { type CreditFacts, exposureWith, withCredit, withoutOrder } from '../credit/credit.rules.ts';

export type MoneyFacts = {
  /** Of the receipt's customer, all orders counted. */
  readonly credit: CreditFacts;
  /** The orders that money is put to or taken from, with all that hangs on them. */
  readonly families: readonly Family[];
  /** What orders that wait for a prepayment are confirmed and reserved by; null where none of them does. */
  readonly supply: Pick<OrderFacts, 'goods' | 'stock' | 'notForSale' | 'settings'> | null;
};

/** Minor units that must be in before the order goes on; 0 but for a prepayment. */
const prepaymentDue = (order: RowOf<'order'>): number =>
  order.settlement === 'prepayment' ? share(order.total, order.prepaymentShare) : 0;

/** Does the order stand still until it is prepaid? */
export const awaitsPrepayment = ({ holds }: Pick<Family, 'holds'>): boolean =>
  holds.some(({ kind, status }) => kind === 'prepayment' && status === 'open');

/**
 * The hold of an order whose prepayment no longer is, or not yet, enough: opened, or its missing amount set anew.
 * Nothing for an order that has left or ended.
 */
export const unpaid = (family: Family, changes: readonly Change[], at: Acting): Change[] => {
  const after = familyAfter(family, changes);
  const { order } = after;
  const missing = prepaymentDue(order) - order.paidTotal;
  const waiting = after.lines.some((line) => line.nature === 'goods' && line.shipped < wanted(line));
  if (missing <= 0 || !waiting || !(openStatuses as readonly string[]).includes(order.status)) return [];
  return holdChanges(after, new Map([['prepayment', missing]]), at, ['prepayment']);
};

/** By how much the customer's overdue items change. Minor units. */
const overdueBy = (families: readonly Family[], changes: readonly Change[]): number => {
  const before = new Map(families.flatMap((family) => family.receivables.map((item) => [item.id, item] as const)));
  const moved = changes.flatMap((change) => {
    const was = before.get(change.id);
    if (change.noun !== 'receivable' || change.op !== 'update' || !was) return [];
    const now = { ...was, ...change.set };
    return [now.overdue ? now.open : 0, was.overdue ? -was.open : 0];
  });
  return sum(moved);
};

/**
 * Adds what follows: prepayment holds lifted and their orders confirmed and reserved, readings and completion of the
 * orders, the customer's exposure. One change for each row.
 * @param more what the command adds to the exposure, minor units of `currency`
 */
export const followed = (
  facts: MoneyFacts,
  changes: readonly Change[],
  more: number,
  currency: string,
  at: Acting,
): Change[] => {
  const { families, supply } = facts;
  const counts = currency === facts.credit.customer.currency;
  const overdue = sum([facts.credit.overdue, counts ? overdueBy(families, changes) : 0]);
  const credit = { ...facts.credit, overdue };
  let all = [...changes];
  for (const family of families) {
    if (supply && awaitsPrepayment(family)) {
      // The order is judged beside the others: its own part is taken out of theirs.
      const beside = { family, credit: withoutOrder(credit, family.order), ...supply };
      all = releasePrepayment(beside, all, at, counts ? more : 0);
      all.push(...unpaid(family, all, at));
    }
    all = follow(family, all, at.now);
  }
  return withCredit(credit, exposureWith(credit, null, counts ? more : 0), all);
};
