import { folded, rowsAfter } from '../../base/changes.ts';
import type { Change } from '../../base/decision.ts';
import { PPM, sum } from '../../base/money.ts';
import type { RowOf } from '../../catalogue.ts';

type Customer = RowOf<'customer'>;
type Order = RowOf<'order'>;

/** What a customer owes and has been promised, read under a lock on the customer. Minor units of the customer's currency. */
export type CreditFacts = {
  readonly customer: Customer;
  /** Exposure without the order that the command is about: see `exposureOf` (server/finance/credit/exposure.ts). */
  readonly others: number;
  /** Σ open of the customer's overdue receivables. */
  readonly overdue: number;
  /** Open holds of all of the customer's orders that stand on their credit: of the kinds `creditKinds`. */
  readonly holds: readonly RowOf<'hold'>[];
  /** ppm of the limit from which the customer reads as near it (setting `credit.near`). */
  readonly near: number;
};

/** Kinds of holds that stand on what their customer owes, by whatever order. */
export const creditKinds = ['credit', 'overdue'] as const satisfies readonly RowOf<'hold'>['kind'][];

/** Orders that count; a draft promises nothing yet. */
export const countedStatuses = ['submitted', 'confirmed', 'completed'] as const;

/** What an order adds to its customer's exposure beside its open receivables: what is still to be invoiced. */
export const orderExposure = (order: Pick<Order, 'status' | 'billing' | 'total' | 'invoicedTotal'>): number =>
  order.billing !== 'invoiced' && (countedStatuses as readonly string[]).includes(order.status)
    ? Math.max(0, order.total - order.invoicedTotal)
    : 0;

/**
 * Credit exposure: open receivables + what of open orders is not invoiced − receipts not yet allocated − prepayments not
 * yet applied. To ship moves nothing, to invoice moves it from one term to the other. An order in another currency than the
 * customer's does not count: one whose money goes back after the customer has changed theirs.
 * @param order the order that `others` leaves out, as the command leaves it; null when there is none
 * @param more what the command itself adds to (or takes from) the other terms: a new receivable, an allocation
 */
export const exposureWith = (
  { others, customer }: { readonly others: number; readonly customer: Pick<Customer, 'currency'> },
  order: Pick<Order, 'status' | 'billing' | 'total' | 'invoicedTotal' | 'currency'> | null,
  more = 0,
): number => sum([others, order?.currency === customer.currency ? orderExposure(order) : 0, more]);

/** The same facts without one more order, as stored: for a command that was loaded with all of them. */
export const withoutOrder = (
  facts: CreditFacts,
  order: Pick<Order, 'status' | 'billing' | 'total' | 'invoicedTotal' | 'currency'>,
): CreditFacts =>
  order.currency === facts.customer.currency ? { ...facts, others: facts.others - orderExposure(order) } : facts;

/** By how much the exposure passes the limit; 0 within it or without one. */
export const creditExcess = (limit: number | null, exposure: number): number =>
  limit === null ? 0 : Math.max(0, exposure - limit);

/** `overdue` wins over all, then over the limit, then near it. A customer without a limit is ok. */
export const creditStatusOf = (
  limit: number | null,
  exposure: number,
  overdue: number,
  near: number,
): Customer['creditStatus'] => {
  if (overdue > 0) return 'overdue';
  if (limit === null || exposure <= 0) return 'ok';
  if (exposure > limit) return 'over';
  return BigInt(exposure) * BigInt(PPM) >= BigInt(limit) * BigInt(near) ? 'near' : 'ok';
};

/** By how much an open hold on the customer's credit is passed now; 0 once it is not. Null of other kinds. */
const excessNow = (kind: RowOf<'hold'>['kind'], { customer, overdue }: CreditFacts, exposure: number): number | null =>
  kind === 'credit' ? creditExcess(customer.creditLimit, exposure) : kind === 'overdue' ? overdue : null;

/**
 * The changes of a command with what follows from them on its customer's credit: the stored reading of the exposure, and the
 * excess that the customer's holds say, on whatever order they stand. A hold stays until it is lifted, also where nothing is
 * passed any more. One change for each row.
 * @param exposure as the changes leave it: see `exposureWith`
 */
export const withCredit = (facts: CreditFacts, exposure: number, changes: readonly Change[]): Change[] => {
  const { customer, overdue, near } = facts;
  const creditStatus = creditStatusOf(customer.creditLimit, exposure, overdue, near);
  const moved = customer.exposure !== exposure || customer.creditStatus !== creditStatus;
  const standing = rowsAfter('hold', facts.holds, changes).flatMap((hold): Change[] => {
    const excess = excessNow(hold.kind, facts, exposure);
    const stands = hold.customerId === customer.id && hold.status === 'open' && excess !== null;
    return stands && hold.excess !== excess ? [{ op: 'update', noun: 'hold', id: hold.id, set: { excess } }] : [];
  });
  return folded([
    ...changes,
    ...(moved
      ? [{ op: 'update', noun: 'customer', id: customer.id, set: { exposure, creditStatus } } satisfies Change]
      : []),
    ...standing,
  ]);
};
