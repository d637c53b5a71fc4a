/** By when goods can be promised: asked by a desk, answered with days alone. */
import type { Rights } from '../../../shared/access/permit.ts';
import { insertedRow } from '../../../shared/base/changes.ts';
import type { Day } from '../../../shared/base/day.ts';
import { nounNamed } from '../../../shared/catalogue.ts';
import { type Promised, promised, type Supply } from '../../../shared/warehouse/expected_receipt/promise.ts';
import type { Query } from '../../store/store.ts';

export type Asked = { readonly productId: string; readonly quantity: number };

const table = (noun: 'order' | 'order_line' | 'stock' | 'location' | 'expected_receipt'): string =>
  `"${nounNamed(noun).table}"`;
const marks = (some: readonly unknown[]): string => some.map(() => '?').join(', ');

/** Products of which this reader may see what is available in the warehouse, be any of them there or not. */
const promisable = (rights: Rights, warehouseId: string, productIds: readonly string[]): string[] => {
  const view = rights.view('stock');
  return productIds.filter((productId) =>
    view.fields(insertedRow('stock', '', { productId, warehouseId })).includes('available'),
  );
};

/** What is there, waited for and still to come: three sums for all products together, each on an index. */
const suppliesOf = async (
  query: Query,
  warehouseId: string,
  productIds: readonly string[],
  exceptOrder: string | null,
): Promise<ReadonlyMap<string, Supply>> => {
  const ids = marks(productIds);
  const there = await query.all(
    `SELECT s."productId" AS "id", SUM(s."available") AS "n" FROM ${table('stock')} s
      JOIN ${table('location')} l ON l."id" = s."locationId"
      WHERE s."productId" IN (${ids}) AND s."warehouseId" = ? AND l."purpose" NOT IN ('quarantine', 'put_back')
      GROUP BY s."productId"`,
    [...productIds, warehouseId],
  );
  const waiting = await query.all(
    `SELECT l."productId" AS "id", SUM(l."quantity" - l."closed" - l."shipped" - l."reserved") AS "n"
      FROM ${table('order_line')} l
      WHERE l."productId" IN (${ids}) AND l."fulfilment" = 'backordered' AND l."warehouseId" = ?
        AND l."orderStatus" = 'confirmed' AND l."orderId" <> ?
      GROUP BY l."productId"`,
    [...productIds, warehouseId, exceptOrder ?? ''],
  );
  const coming = await query.all(
    `SELECT "productId" AS "id", "expectedOn" AS "on", SUM("quantity" - "received") AS "n"
      FROM ${table('expected_receipt')}
      WHERE "productId" IN (${ids}) AND "warehouseId" = ? AND "status" = 'open'
      GROUP BY "productId", "expectedOn"`,
    [...productIds, warehouseId],
  );
  const sums = (rows: readonly { readonly [name: string]: unknown }[]) =>
    new Map(rows.map((row) => [String(row.id), Number(row.n)]));
  const [available, waits] = [sums(there), sums(waiting)];
  return new Map(
    productIds.map((id) => [
      id,
      {
        available: available.get(id) ?? 0,
        waiting: waits.get(id) ?? 0,
        coming: coming.flatMap((row) =>
          row.id === id ? [{ on: String(row.on) as Day, quantity: Number(row.n) }] : [],
        ),
      },
    ]),
  );
};

/**
 * By when each of these can be there, those of one product in their turn. A day is as much as it says: whoever may see
 * what is available learns when there will be enough, and neither how much comes nor who waits for it. Undefined for a
 * product of which the reader may not see what is available: no order of theirs, no stock, no such product answer alike.
 * @param exceptOrder the order that is asked for: what it waits for itself does not stand in its way. Null for a new one,
 *   and for one that the reader does not see
 */
export const promisesFor = async (
  query: Query,
  rights: Rights,
  warehouseId: string,
  asked: readonly Asked[],
  exceptOrder: string | null,
  today: Day,
): Promise<readonly (Promised | undefined)[]> => {
  const ids = promisable(rights, warehouseId, [...new Set(asked.map(({ productId }) => productId))]);
  if (ids.length === 0) return asked.map(() => undefined);
  const supplies = await suppliesOf(query, warehouseId, ids, exceptOrder);
  const days = new Map<string, Promised[]>();
  for (const [id, supply] of supplies) {
    const wanted = asked.filter(({ productId }) => productId === id).map(({ quantity }) => quantity);
    days.set(id, [...promised(supply, wanted, today)]);
  }
  return asked.map(({ productId }) => days.get(productId)?.shift());
};
