import { nounNamed, type RowOf } from '../../../shared/catalogue.ts';
import type { Shelves } from '../../../shared/warehouse/stock/stock.rules.ts';
import { OFFERED_AT_MOST } from '../../../shared/warehouse/stock/waiting.ts';
import { familiesOf } from '../../sales/order/order.family.ts';
import { settingsIn } from '../../system/setting/setting.facts.ts';
import type { Actor } from '../../write/handlers.ts';
import { Refused } from '../../write/refused.ts';
import { ifSeen } from '../../write/seen.ts';
import type { Transaction } from '../../write/transaction.ts';

const table = (noun: 'order' | 'order_line' | 'pick'): string => `"${nounNamed(noun).table}"`;

/**
 * The orders of the rows with these ids, which are locked before the rows are read; none where one of the rows is not
 * there or not seen, so that nothing more is loaded for the one than for the other.
 */
export const orderIdsOf = async (
  tx: Transaction,
  actor: Actor,
  noun: 'pick' | 'package' | 'shipment',
  ids: readonly string[],
): Promise<string[]> => {
  const found = await tx.peek(noun, { field: 'id', is: 'in', value: ids });
  if (found.length < new Set(ids).size || found.some((row) => !ifSeen(actor, noun, row))) return [];
  return [...new Set(found.map((row) => row.orderId))];
};

/** Orders whose lines wait for the product in the warehouse, those promised first: the first lines of them. */
export const waitingOrders = async (tx: Transaction, productId: string, warehouseId: string): Promise<string[]> => {
  const found = await tx.connection.all(
    `SELECT o."id" AS "id" FROM ${table('order_line')} l JOIN ${table('order')} o ON o."id" = l."orderId"
      WHERE l."productId" = ? AND l."fulfilment" = 'backordered' AND l."warehouseId" = ? AND o."status" = 'confirmed'
      ORDER BY COALESCE(o."promisedOn", '9999-12-31'), o."number", l."position" LIMIT ${OFFERED_AT_MOST}`,
    [productId, warehouseId],
  );
  return [...new Set(found.map((row) => row.id as string))];
};

/** The youngest orders whose unpicked reservations on this stock row make up `over` base units. */
export const youngestHolders = async (tx: Transaction, stockId: string, over: number): Promise<string[]> => {
  if (over <= 0) return [];
  const found = await tx.connection.all(
    `SELECT p."orderId" AS "id", p."quantity" AS "quantity" FROM ${table('pick')} p JOIN ${table('order')} o ON o."id" = p."orderId"
      WHERE p."stockId" = ? AND p."status" IN ('reserved', 'claimed')
      ORDER BY COALESCE(o."confirmedAt", 0) DESC, p."orderNumber" DESC, p."id" DESC`,
    [stockId],
  );
  const ids = new Set<string>();
  let covered = 0;
  for (const row of found) {
    if (covered >= over) break;
    ids.add(row.id as string);
    covered += row.quantity as number;
  }
  return [...ids];
};

/** The product in one warehouse with those who wait for it; `also`: orders that are loaded with them. Locked, orders first. */
export const shelvesOf = async (
  tx: Transaction,
  productId: string,
  warehouseId: string,
  also: readonly string[] = [],
): Promise<Shelves> => {
  const waiting = await waitingOrders(tx, productId, warehouseId);
  const families = await familiesOf(tx, [...new Set([...also, ...waiting])]);
  return { ...(await placesOf(tx, productId, warehouseId)), families };
};

/** The product and its places in one warehouse, locked, without anyone who waits. */
export const placesOf = async (tx: Transaction, productId: string, warehouseId: string): Promise<Shelves> => {
  const product = await there(tx, 'product', productId);
  const rows = await tx.lockAll('stock', {
    all: [
      { field: 'productId', is: 'eq', value: productId },
      { field: 'warehouseId', is: 'eq', value: warehouseId },
    ],
  });
  const places = [...new Set(rows.map(({ locationId }) => locationId))];
  const closed = await tx.find('location', {
    all: [
      { field: 'id', is: 'in', value: places },
      { field: 'purpose', is: 'in', value: ['quarantine', 'put_back'] },
    ],
  });
  const notForSale = new Set(closed.map(({ id }) => id));
  const { organisation } = await settingsIn(tx);
  return { product, rows, families: [], notForSale, currency: organisation.currency };
};

/** A row that the command names beside its target. Refuses `missing`. */
export const there = async <N extends 'product' | 'warehouse' | 'location'>(
  tx: Transaction,
  noun: N,
  id: string,
): Promise<RowOf<N>> => {
  const row = await tx.get(noun, id);
  if (!row) throw new Refused({ refused: 'missing', with: { noun } });
  return row;
};
