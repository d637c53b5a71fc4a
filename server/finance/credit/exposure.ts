import type { Condition } from '../../../shared/base/condition.ts';
import { nounNamed, type RowOf } from '../../../shared/catalogue.ts';
import { type CreditFacts, creditKinds } from '../../../shared/finance/credit/credit.rules.ts';
import { openStatuses } from '../../../shared/sales/order/order.states.ts';
import type { Transaction } from '../../write/transaction.ts';

const eq = (field: string, value: string | boolean | null): Condition => ({ field, is: 'eq', value });
const toInvoice = ['uninvoiced', 'part_invoiced'] as const;
const among = (values: readonly string[], value: string): boolean => values.includes(value);

/** What the sum over orders holds of one of them. Left out of the sum by its id, it would keep the sum off its index. */
const storedPart = async (tx: Transaction, id: string | null, customer: RowOf<'customer'>): Promise<number> => {
  const order = id === null ? null : await tx.get('order', id);
  if (!order || order.customerId !== customer.id || order.currency !== customer.currency) return 0;
  if (!among(openStatuses, order.status) || !among(toInvoice, order.billing)) return 0;
  return order.total - order.invoicedTotal;
};

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
  const orders: Condition = {
    all: [
      ...mine,
      // A completed order is invoiced whole: nothing of it is left to count.
      { field: 'status', is: 'in', value: openStatuses },
      // What is fully invoiced stands in its receivables: so the sum does not grow with a customer's history.
      { field: 'billing', is: 'in', value: toInvoice },
    ],
  };
  const open: Condition = { all: [...mine, eq('status', 'open')] };
  const { open: owed } = await tx.sums('receivable', ['open'], open, 'overdue');
  const { total, invoicedTotal } = await tx.sums('order', ['total', 'invoicedTotal'], orders);
  const { unallocated } = await tx.sums('receipt', ['unallocated'], open);
  const { allocated } = await tx.sums('allocation', ['allocated'], { all: [...mine, eq('receivableId', null)] });
  const others =
    owed.all +
    total.all -
    invoicedTotal.all -
    unallocated.all -
    allocated.all -
    (await storedPart(tx, except, customer));
  const holds = await tx.lockAll('hold', {
    all: [eq('customerId', customerId), eq('status', 'open'), { field: 'kind', is: 'in', value: creditKinds }],
  });
  return { customer, others, overdue: owed.set, holds, near };
};

/**
 * Open holds for overdue items on orders of these customers, locked before, and what is overdue of each that has one: two
 * statements, however many there are.
 */
export const overdueHolds = async (tx: Transaction, customers: readonly RowOf<'customer'>[]) => {
  const holds = await tx.lockAll('hold', {
    all: [
      { field: 'customerId', is: 'in', value: customers.map(({ id }) => id) },
      eq('status', 'open'),
      eq('kind', 'overdue'),
    ],
  });
  const ids = [...new Set(holds.map(({ customerId }) => customerId))];
  const found =
    ids.length === 0
      ? []
      : await tx.connection.all(
          `SELECT r."customerId" AS "id", SUM(r."open") AS "open"
             FROM "${nounNamed('receivable').table}" r JOIN "${nounNamed('customer').table}" c ON c."id" = r."customerId"
            WHERE r."customerId" IN (${ids.map(() => '?').join(', ')}) AND r."status" = 'open' AND r."overdue" = 1
              AND r."currency" = c."currency"
            GROUP BY r."customerId"`,
          ids,
        );
  // PostgreSQL answers a sum of bigint as numeric, hence as text.
  return { holds, overdue: new Map(found.map(({ id, open }) => [String(id), Number(open)])) };
};
