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
  /** ppm of the limit from which the customer reads as near it (setting `credit.near`). */
  readonly near: number;
};

/** Orders that count; a draft promises nothing yet. */
export const countedStatuses = ['submitted', 'confirmed', 'completed'] as const;

/** What an order adds to its customer's exposure beside its open receivables: what is still to be invoiced. */
export const orderExposure = (order: Pick<Order, 'status' | 'billing' | 'total' | 'invoicedTotal'>): number =>
  order.billing !== 'invoiced' && (countedStatuses as readonly string[]).includes(order.status)
    ? Math.max(0, order.total - order.invoicedTotal)
    : 0;

/**
 * Credit exposure: open receivables + what of open orders is not invoiced − receipts not yet allocated − prepayments not
 * yet applied. To ship moves nothing, to invoice moves it from one term to the other.
 * @param order the order that `others` leaves out, as the command leaves it; null when there is none
 * @param more what the command itself adds to (or takes from) the other terms: a new receivable, an allocation
 */
export const exposureWith = (
  facts: Pick<CreditFacts, 'others'>,
  order: Pick<Order, 'status' | 'billing' | 'total' | 'invoicedTotal'> | null,
  more = 0,
): number => sum([facts.others, order ? orderExposure(order) : 0, more]);

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

/** The customer's stored reading of the exposure, where it moved. */
export const creditChanges = (facts: CreditFacts, exposure: number): Change[] => {
  const { customer, overdue, near } = facts;
  const creditStatus = creditStatusOf(customer.creditLimit, exposure, overdue, near);
  if (customer.exposure === exposure && customer.creditStatus === creditStatus) return [];
  return [{ op: 'update', noun: 'customer', id: customer.id, set: { exposure, creditStatus } }];
};
