/** Finding products and customers for an order: by name, number or code, at the server. */
import type { Filter } from '../../../shared/live/protocol.ts';
import type { Shown } from '../../live/collection.ts';
import { rowsOf } from '../list/rows.ts';

export type FoundProduct = Shown<'product'> & { readonly available: number | null };
export type FoundCustomer = Shown<'customer'>;

const AT_MOST = 8;
const is = (field: string, value: string): Filter => ({ field, is: 'eq', value });

const availableOf = async (
  ids: readonly string[],
  warehouseId: string | null,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, number>> => {
  const sums = new Map<string, number>();
  if (ids.length === 0 || warehouseId === null) return sums;
  const where: Filter = { all: [is('warehouseId', warehouseId), { field: 'productId', is: 'in', value: [...ids] }] };
  const { rows } = await rowsOf('stock', { where, limit: 500, signal });
  for (const { productId, available } of rows) {
    if (productId !== undefined && available !== undefined) sums.set(productId, (sums.get(productId) ?? 0) + available);
  }
  return sums;
};

/** Products that are sold, with what is available of each; an exact SKU or barcode comes first. */
export const findProducts =
  (warehouseId: () => string | null, seesStock: () => boolean) =>
  async (text: string, signal: AbortSignal): Promise<readonly FoundProduct[]> => {
    const { rows } = await rowsOf('product', { search: text, where: is('status', 'active'), limit: AT_MOST, signal });
    const sums = seesStock()
      ? await availableOf(
          rows.map(({ id }) => id),
          warehouseId(),
          signal,
        )
      : null;
    const isExact = ({ sku, barcode }: Shown<'product'>) =>
      sku?.toLowerCase() === text.toLowerCase() || barcode === text;
    return rows
      .map((row) => ({ ...row, available: row.nature === 'charge' ? null : (sums?.get(row.id) ?? (sums ? 0 : null)) }))
      .sort((a, b) => Number(isExact(b)) - Number(isExact(a)));
  };

export const findCustomers = async (text: string, signal: AbortSignal): Promise<readonly FoundCustomer[]> =>
  (
    await rowsOf('customer', {
      ...(text ? { search: text } : {}),
      where: is('status', 'active'),
      limit: AT_MOST,
      signal,
    })
  ).rows;

export type Coded = { readonly product: Shown<'product'>; readonly unit: string | null };
/** The product that bears a code: its barcode or SKU, or the barcode of one of its units. Null when there is none. */
export const productByCode = async (code: string): Promise<Coded | null> => {
  const own = await rowsOf('product', { where: { any: [is('barcode', code), is('sku', code)] }, limit: 1 });
  if (own.rows[0]) return { product: own.rows[0], unit: null };
  const units = await rowsOf('product_unit', { where: is('barcode', code), limit: 1 });
  const [unit] = units.rows;
  if (!unit?.productId) return null;
  const product = await rowsOf('product', { where: is('id', unit.productId), limit: 1 });
  return product.rows[0] ? { product: product.rows[0], unit: unit.code ?? null } : null;
};

/** Products by their exact SKUs, at most 500. */
export const productsBySku = async (skus: readonly string[]): Promise<readonly Shown<'product'>[]> =>
  skus.length === 0
    ? []
    : (await rowsOf('product', { where: { field: 'sku', is: 'in', value: [...new Set(skus)] }, limit: 500 })).rows;

/** Base units in one unit, by `productId code`. */
export const unitFactors = async (productIds: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  if (productIds.length === 0) return new Map();
  const where: Filter = { field: 'productId', is: 'in', value: [...new Set(productIds)] };
  const { rows } = await rowsOf('product_unit', { where, limit: 500 });
  return new Map(
    rows.flatMap(({ productId, code, factor }) => (factor === undefined ? [] : [[`${productId} ${code}`, factor]])),
  );
};
