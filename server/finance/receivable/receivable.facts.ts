import type { Condition } from '../../../shared/base/condition.ts';
import { nounNamed, type RowOf } from '../../../shared/catalogue.ts';
import type { Wish } from '../../../shared/finance/receivable/allocate.rules.ts';
import type { Family } from '../../../shared/sales/order/order.children.ts';
import { conditionSql } from '../../read/condition-sql.ts';
import { familiesInCredit } from '../../sales/order/order.family.ts';
import type { Actor } from '../../write/handlers.ts';
import { refuseUnseen } from '../../write/seen.ts';
import type { Transaction } from '../../write/transaction.ts';

const among = (field: string, value: readonly string[]): Condition => ({ field, is: 'in', value: [...new Set(value)] });

/** The receipts that these allocations came from, locked: one query, none for no allocation. */
export const receiptsOf = async (
  tx: Transaction,
  allocations: readonly Pick<RowOf<'allocation'>, 'receiptId'>[],
): Promise<RowOf<'receipt'>[]> =>
  allocations.length === 0
    ? []
    : tx.lockAll(
        'receipt',
        among(
          'id',
          allocations.map(({ receiptId }) => receiptId),
        ),
      );

/**
 * The orders that these wishes put money to, with all that hangs on them, locked: a fixed number of queries, however
 * many there are. What the actor does not see is refused as missing.
 */
export const familiesFor = async (tx: Transaction, actor: Actor, wishes: readonly Wish[]): Promise<Family[]> => {
  if (wishes.length === 0) return [];
  const itemIds = wishes.flatMap((wish) => ('receivableId' in wish ? [wish.receivableId] : []));
  const named = wishes.flatMap((wish) => ('orderId' in wish ? [wish.orderId] : []));
  const families = await familiesInCredit(tx, [...named, ...(await ordersOf(tx, 'receivable', 'id', itemIds))]);
  const items = new Map(families.flatMap((family) => family.receivables.map((item) => [item.id, item] as const)));
  const orders = new Map(families.map(({ order }) => [order.id, order]));
  refuseUnseen(
    actor,
    'receivable',
    itemIds.map((id) => items.get(id)),
    'allocations',
  );
  refuseUnseen(
    actor,
    'order',
    named.map((id) => orders.get(id)),
    'allocations',
  );
  return families;
};

/** The orders to which the receipt's money was put. */
export const familiesPaidBy = async (tx: Transaction, receiptId: string): Promise<Family[]> =>
  familiesInCredit(tx, await ordersOf(tx, 'allocation', 'receiptId', [receiptId]));

/** Ids only, and past the transaction's memory: the rows themselves are read once their orders are locked. */
const ordersOf = async (
  tx: Transaction,
  noun: 'receivable' | 'allocation',
  field: string,
  ids: readonly string[],
): Promise<string[]> => {
  if (ids.length === 0) return [];
  const { text, params } = conditionSql(among(field, ids));
  const found = await tx.connection.all(
    `SELECT DISTINCT "orderId" FROM "${nounNamed(noun).table}" WHERE ${text}`,
    params,
  );
  return found.map(({ orderId }) => String(orderId));
};
