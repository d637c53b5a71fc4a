import type { Condition } from '../../../shared/base/condition.ts';
import type { RowOf } from '../../../shared/catalogue.ts';
import { type Family, familyParts } from '../../../shared/sales/order/order.children.ts';
import type { Transaction } from '../../write/transaction.ts';

const empty = () => Object.fromEntries(familyParts.map(([part]) => [part, [] as unknown[]]));

/** Most orders were never offered: nothing is asked for of those. */
const partsOf = (orders: readonly RowOf<'order'>[]) =>
  familyParts.filter(([, noun]) => noun !== 'quote' || orders.some(({ revision }) => revision > 0));

/** What hangs on this order, locked, one query for each noun; the order itself is locked before. */
export const familyAround = async (tx: Transaction, order: RowOf<'order'>): Promise<Family> => {
  const where: Condition = { field: 'orderId', is: 'eq', value: order.id };
  const parts: { [part: string]: unknown } = empty();
  for (const [part, noun] of partsOf([order])) parts[part] = await tx.lockAll(noun, where);
  return { order, ...parts } as unknown as Family;
};

/**
 * The order and then its customer, locked, for a command that judges the customer's credit. What hangs on the order comes after
 * both: the excess of a customer's holds is written under that lock, by commands on their other orders too.
 */
export const orderInCredit = async (tx: Transaction, orderId: string): Promise<RowOf<'order'>> => {
  const order = await tx.lock('order', orderId);
  await tx.lock('customer', order.customerId);
  return order;
};
export const familyInCredit = async (tx: Transaction, orderId: string): Promise<Family> =>
  familyAround(tx, await orderInCredit(tx, orderId));

/** Several orders with all that hangs on them, the orders locked before: still one query for each noun. */
export const familiesAround = async (tx: Transaction, orders: readonly RowOf<'order'>[]): Promise<Family[]> => {
  if (orders.length === 0) return [];
  const where: Condition = { field: 'orderId', is: 'in', value: orders.map(({ id }) => id) };
  const found = new Map(orders.map((order) => [order.id, { order, ...empty() } as { [part: string]: unknown }]));
  for (const [part, noun] of partsOf(orders)) {
    for (const row of await tx.lockAll(noun, where)) {
      const rows = found.get(row.orderId)?.[part] as unknown[] | undefined;
      rows?.push(row);
    }
  }
  return [...found.values()] as unknown as Family[];
};

/** The order and all that hangs on it, locked. Refuses `missing` for an id that is not there. */
export const familyOf = async (tx: Transaction, orderId: string): Promise<Family> =>
  familyAround(tx, await tx.lock('order', orderId));

/**
 * Orders with all that hangs on them, locked; those that are not there are left out. Nothing of them may have been read
 * in this transaction before, so that what is read is what is locked.
 */
export const familiesOf = async (tx: Transaction, orderIds: readonly string[]): Promise<Family[]> =>
  familiesAround(tx, await lockedOrders(tx, orderIds));

/** The same for a command that judges their customers' credit: see `orderInCredit`. */
export const familiesInCredit = async (tx: Transaction, orderIds: readonly string[]): Promise<Family[]> => {
  const orders = await lockedOrders(tx, orderIds);
  await lockCustomersOf(tx, orders);
  return familiesAround(tx, orders);
};

const lockedOrders = async (tx: Transaction, ids: readonly string[]): Promise<RowOf<'order'>[]> =>
  ids.length === 0 ? [] : tx.lockAll('order', { field: 'id', is: 'in', value: [...new Set(ids)] });

const lockCustomersOf = async (tx: Transaction, orders: readonly RowOf<'order'>[]): Promise<void> => {
  const ids = [...new Set(orders.map(({ customerId }) => customerId))];
  if (ids.length > 0) await tx.lockAll('customer', { field: 'id', is: 'in', value: ids });
};
