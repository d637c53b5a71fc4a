import type { Condition } from '../../../shared/base/condition.ts';
import type { RowOf } from '../../../shared/catalogue.ts';
import type { CreditFacts } from '../../../shared/finance/credit/credit.rules.ts';
import { openStatuses } from '../../../shared/sales/order/order.states.ts';
import type { Transaction } from '../../write/transaction.ts';

const eq = (field: string, value: string | boolean | null): Condition => ({ field, is: 'eq', value });
const ne = (field: string, value: string): Condition => ({ field, is: 'ne', value });

/**
 * The one reading of a customer's credit, under a lock on the customer: every command that raises exposure takes it, so
 * that two of them cannot each find room for itself alone. Items in another currency than the customer's do not count.
 * @param except the order that the command is about: its uninvoiced part is left out, its receivables are not
 * @param near setting `credit.near`, ppm
 */
export const exposureOf = async (
  tx: Transaction,
  customerId: string,
  except: string | null,
  near: number,
): Promise<CreditFacts> => {
  const customer: RowOf<'customer'> = await tx.lock('customer', customerId);
  const mine = [eq('customerId', customerId), eq('currency', customer.currency)];
  const open: Condition = { all: [...mine, eq('status', 'open')] };
  const orders: Condition = {
    all: [
      ...mine,
      // A completed order is invoiced whole: nothing of it is left to count.
      { field: 'status', is: 'in', value: openStatuses },
      // What is fully invoiced stands in its receivables: so the sum does not grow with a customer's history.
      { field: 'billing', is: 'in', value: ['uninvoiced', 'part_invoiced'] },
      ...(except === null ? [] : [ne('id', except)]),
    ],
  };
  const owed = await tx.sum('receivable', 'open', open);
  const overdue = await tx.sum('receivable', 'open', { all: [open, eq('overdue', true)] });
  const ordered = await tx.sum('order', 'total', orders);
  const invoiced = ordered === 0 ? 0 : await tx.sum('order', 'invoicedTotal', orders);
  const unallocated = await tx.sum('receipt', 'unallocated', { all: [...mine, eq('status', 'open')] });
  const prepaid = await tx.sum('allocation', 'allocated', { all: [...mine, eq('receivableId', null)] });
  return { customer, others: owed + ordered - invoiced - unallocated - prepaid, overdue, near };
};
