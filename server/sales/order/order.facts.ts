import type { Condition } from '../../../shared/base/condition.ts';
import { nounNamed, type RowOf } from '../../../shared/catalogue.ts';
import type { Family } from '../../../shared/sales/order/order.children.ts';
import type { OrderFacts } from '../../../shared/sales/order/order.confirm.ts';
import type { Goods } from '../../../shared/sales/order/order.lines.ts';
import { exposureOf } from '../../finance/credit/exposure.ts';
import { settingsIn } from '../../system/setting/setting.facts.ts';
import type { Transaction } from '../../write/transaction.ts';
import { familiesOf } from './order.family.ts';

const eq = (field: string, value: string): Condition => ({ field, is: 'eq', value });
const among = (field: string, value: readonly string[]): Condition => ({ field, is: 'in', value });

/** The products named, with their units, their prices on one list, and the tax codes: one query each. */
export const goodsOf = async (tx: Transaction, productIds: readonly string[], priceListId: string): Promise<Goods> => {
  const ids = [...new Set(productIds)];
  if (ids.length === 0) return { products: [], units: [], prices: [], taxCodes: [] };
  return {
    products: await tx.find('product', among('id', ids)),
    units: await tx.find('product_unit', among('productId', ids)),
    prices: await tx.find('price', { all: [among('productId', ids), eq('priceListId', priceListId)] }),
    taxCodes: await tx.find('tax_code', { all: [] }),
  };
};

type Shelves = Pick<OrderFacts, 'stock' | 'notForSale'>;

/** All places of these products in one warehouse, locked together in the order of their ids. */
const shelvesOf = async (tx: Transaction, warehouseId: string, productIds: readonly string[]): Promise<Shelves> => {
  const ids = [...new Set(productIds)];
  if (ids.length === 0) return { stock: [], notForSale: new Set() };
  const stock = await tx.lockAll('stock', { all: [among('productId', ids), eq('warehouseId', warehouseId)] });
  const aside = await tx.find('location', {
    all: [eq('warehouseId', warehouseId), among('purpose', ['quarantine', 'put_back'])],
  });
  return { stock, notForSale: new Set(aside.map(({ id }) => id)) };
};

/**
 * All that a command on an order is decided by: the customer's credit under its lock, the lines' products and prices,
 * their stock under lock, the settings.
 * @param family locked before (order.family.ts), or just entered
 * @param adding products of lines about to be added
 * @param given what is loaded already; credit without this order (`withoutOrder`)
 */
export const orderFacts = async (
  tx: Transaction,
  family: Family,
  adding: readonly string[] = [],
  given: Partial<Pick<OrderFacts, 'goods' | 'settings' | 'credit'>> = {},
): Promise<OrderFacts> => {
  const { order, lines } = family;
  const settings = given.settings ?? (await settingsIn(tx));
  const credit = given.credit ?? (await exposureOf(tx, order.customerId, order.id, settings['credit.near']));
  const found =
    given.goods ??
    (await goodsOf(tx, [...lines.map((line) => line.productId), ...adding], credit.customer.priceListId));
  // Of an order that is open again after its customer had changed their currency the list says nothing.
  const goods = { ...found, prices: found.prices.filter(({ currency }) => currency === order.currency) };
  const stocked = goods.products.filter((product: RowOf<'product'>) => product.nature === 'goods').map(({ id }) => id);
  return { family, credit, goods, settings, ...(await shelvesOf(tx, order.warehouseId, stocked)) };
};

/** Lines offered what comes free in one command, at most. */
const WAITING_AT_MOST = 200;

/** Other confirmed orders whose lines wait for one of these products in the warehouse, those promised first; locked. */
export const waitingFor = async (
  tx: Transaction,
  { id, warehouseId }: Pick<RowOf<'order'>, 'id' | 'warehouseId'>,
  productIds: readonly string[],
): Promise<Family[]> => {
  const products = [...new Set(productIds)];
  if (products.length === 0) return [];
  const [lines, orders] = [nounNamed('order_line').table, nounNamed('order').table];
  const found = await tx.connection.all(
    `SELECT o."id" AS "id" FROM "${lines}" l JOIN "${orders}" o ON o."id" = l."orderId"
      WHERE l."productId" IN (${products.map(() => '?').join(', ')}) AND l."fulfilment" = 'backordered'
        AND l."warehouseId" = ? AND o."status" = 'confirmed' AND o."id" <> ?
      ORDER BY COALESCE(o."promisedOn", '9999-12-31'), o."number", l."position" LIMIT ${WAITING_AT_MOST}`,
    [...products, warehouseId, id],
  );
  return familiesOf(
    tx,
    found.map((row) => String(row.id)),
  );
};
