import type { RowOf } from '../../../shared/catalogue.ts';
import type { UpdateInput } from '../../../shared/sales/order/order.change.lines.ts';
import type { UpdateFacts } from '../../../shared/sales/order/order.change.ts';
import type { Family } from '../../../shared/sales/order/order.children.ts';
import type { Goods } from '../../../shared/sales/order/order.lines.ts';
import type { Actor } from '../../write/handlers.ts';
import { ifSeen } from '../../write/seen.ts';
import type { Transaction } from '../../write/transaction.ts';
import { orderFacts, waitingFor } from './order.facts.ts';

/** Is one of the ids that were given for new lines somebody's already? */
export const lineTaken = async (
  tx: Transaction,
  lines: readonly { readonly id?: string | undefined }[],
): Promise<boolean> => {
  const ids = lines.flatMap(({ id }) => (id === undefined ? [] : [id]));
  if (new Set(ids).size < ids.length) return true;
  return ids.length > 0 && (await tx.find('order_line', { field: 'id', is: 'in', value: ids }, 1)).length > 0;
};

/** What new lines may be made of: the products that the actor sees, and those of lines that stand already. */
export const goodsSeen = (actor: Actor, goods: Goods, lines: readonly RowOf<'order_line'>[] = []): Goods => {
  const standing = new Set(lines.map(({ productId }) => productId));
  const seen = goods.products.filter((product) => standing.has(product.id) || ifSeen(actor, 'product', product));
  return { ...goods, products: seen };
};

/** Products of which the order has reserved what nobody has picked. */
export const reservedProducts = (picks: readonly RowOf<'pick'>[]): string[] =>
  picks.filter(({ status }) => status === 'reserved' || status === 'claimed').map(({ productId }) => productId);

/**
 * All that edits of an order are decided by, what may come free for others included.
 * @param actor whose eye for products new lines are made with; null: they were looked at when they were asked for
 */
export const editFacts = async (
  tx: Transaction,
  family: Family,
  input: UpdateInput,
  actor: Actor | null,
): Promise<UpdateFacts> => {
  const add = input.add ?? [];
  const facts = await orderFacts(
    tx,
    family,
    add.map(({ productId }) => productId),
  );
  const fewer = new Set([
    ...(input.remove ?? []),
    ...(input.change ?? []).flatMap((one) => (one.quantity ? [one.id] : [])),
  ]);
  const waiting = await waitingFor(
    tx,
    family.order,
    reservedProducts(family.picks.filter(({ lineId }) => fewer.has(lineId))),
  );
  const goods = actor ? goodsSeen(actor, facts.goods, family.lines) : facts.goods;
  return { ...facts, goods, waiting, lineTaken: await lineTaken(tx, add) };
};
