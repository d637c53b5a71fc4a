/** Finding products and customers for an order: by name, number or code, at the server. */
import type { Filter } from '../../../shared/live/protocol.ts';
import type { Shown } from '../../live/collection.ts';
import { rowsOf } from '../list/rows.ts';
import { ranked, type Sold, timed } from './find.ranked.ts';

export type FoundProduct = Shown<'product'> & {
  readonly available: number | null;
  /** The unit whose barcode was typed, else the base unit. */
  readonly sold: Sold | null;
  /** What the customer calls it, where that was found. */
  readonly partNumber: string | null;
  /** How many of the unit were asked for before the code: `24*SKU`. */
  readonly times: number | null;
};
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

/** What may be typed for one product in three ways: SKUs are written in capitals, as a rule. */
const spellings = (text: string): string[] => [...new Set([text, text.toUpperCase(), text.toLowerCase()])];

/** Products by their ids, at most 500. */
export const productsByIds = async (
  ids: readonly string[],
  signal?: AbortSignal,
): Promise<readonly Shown<'product'>[]> =>
  ids.length === 0
    ? []
    : (await rowsOf('product', { where: { field: 'id', is: 'in', value: [...new Set(ids)] }, limit: 500, signal }))
        .rows;

export type Seeks = {
  readonly warehouseId: () => string | null;
  readonly seesStock: () => boolean;
  /** Whose part numbers count; null where the reader sees none. */
  readonly customerId: () => string | null;
};

/**
 * Products that are sold, with what is available of each: by SKU, name in any language, barcode of the product or of one
 * of its units, or the number that the customer has for it. What was named exactly comes first (`ranked`).
 */
export const findProducts =
  ({ warehouseId, seesStock, customerId }: Seeks) =>
  async (typed: string, signal: AbortSignal): Promise<readonly FoundProduct[]> => {
    const { text, times } = timed(typed);
    if (text === '') return [];
    const customer = customerId();
    const active = is('status', 'active');
    const named: Filter = { any: [{ field: 'sku', is: 'in', value: spellings(text) }, is('barcode', text)] };
    const [worded, exact, units, numbers] = await Promise.all([
      rowsOf('product', { search: text, where: active, limit: AT_MOST, signal }),
      rowsOf('product', { where: { all: [active, named] }, limit: AT_MOST, signal }),
      rowsOf('product_unit', { where: is('barcode', text), limit: AT_MOST, signal }),
      customer === null
        ? { rows: [] }
        : rowsOf('part_number', { search: text, where: is('customerId', customer), limit: AT_MOST, signal }),
    ]);
    const rows = new Map([...exact.rows, ...worded.rows].map((row) => [row.id, row]));
    const sold = new Map(
      units.rows.flatMap(({ productId, code, factor }) =>
        productId && code && factor ? [[productId, { unit: code, unitFactor: factor }] as const] : [],
      ),
    );
    const partNumbers = new Map(
      numbers.rows.flatMap(({ productId, code }) => (productId && code ? [[productId, code] as const] : [])),
    );
    const missing = [...sold.keys(), ...partNumbers.keys()].filter((id) => !rows.has(id));
    for (const row of await productsByIds(missing, signal)) if (row.status === 'active') rows.set(row.id, row);
    const found = ranked(
      [...rows.values()].map((row) => ({
        ...row,
        sold: sold.get(row.id) ?? null,
        partNumber: partNumbers.get(row.id) ?? null,
      })),
      text,
    ).slice(0, AT_MOST);
    const sums = seesStock()
      ? await availableOf(
          found.map(({ id }) => id),
          warehouseId(),
          signal,
        )
      : null;
    return found.map((row) => ({
      ...row,
      times,
      available: row.nature === 'charge' ? null : (sums?.get(row.id) ?? (sums ? 0 : null)),
    }));
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

export type Coded = { readonly product: Shown<'product'>; readonly sold: Sold | null };
/**
 * The product that bears a code: the customer's number for it, its barcode or SKU, or the barcode of one of its units.
 * Null when there is none.
 */
export const productByCode = async (code: string, customerId: string | null = null): Promise<Coded | null> => {
  const [numbers, own, units] = await Promise.all([
    customerId === null
      ? { rows: [] }
      : rowsOf('part_number', { where: { all: [is('customerId', customerId), is('code', code)] }, limit: 1 }),
    rowsOf('product', {
      where: { any: [is('barcode', code), { field: 'sku', is: 'in', value: spellings(code) }] },
      limit: 5,
    }),
    rowsOf('product_unit', { where: is('barcode', code), limit: 1 }),
  ]);
  const [first] = [...own.rows].sort((a, b) => Number(b.sku === code) - Number(a.sku === code));
  const [number] = numbers.rows;
  if (number?.productId) {
    const [product] = await productsByIds([number.productId]);
    if (product) return { product, sold: null };
  }
  if (first) return { product: first, sold: null };
  const [unit] = units.rows;
  if (!unit?.productId || !unit.code || !unit.factor) return null;
  const [product] = await productsByIds([unit.productId]);
  return product ? { product, sold: { unit: unit.code, unitFactor: unit.factor } } : null;
};

/** Product ids by the customer's exact numbers, at most 500. */
export const productsByPartNumber = async (
  customerId: string | null,
  codes: readonly string[],
): Promise<ReadonlyMap<string, string>> => {
  if (customerId === null || codes.length === 0) return new Map();
  const where: Filter = {
    all: [is('customerId', customerId), { field: 'code', is: 'in', value: [...new Set(codes)] }],
  };
  const { rows } = await rowsOf('part_number', { where, limit: 500 });
  return new Map(rows.flatMap(({ code, productId }) => (code && productId ? [[code, productId]] : [])));
};

/** Products by their exact SKUs or barcodes, at most 500. */
export const productsBySku = async (codes: readonly string[]): Promise<readonly Shown<'product'>[]> => {
  const value = [...new Set(codes)];
  if (value.length === 0) return [];
  const where: Filter = { any: ['sku', 'barcode'].map((field) => ({ field, is: 'in', value })) };
  return (await rowsOf('product', { where, limit: 500 })).rows;
};

/** Base units in one unit, by `productId code`. */
export const unitFactors = async (productIds: readonly string[]): Promise<ReadonlyMap<string, number>> => {
  if (productIds.length === 0) return new Map();
  const where: Filter = { field: 'productId', is: 'in', value: [...new Set(productIds)] };
  const { rows } = await rowsOf('product_unit', { where, limit: 500 });
  return new Map(
    rows.flatMap(({ productId, code, factor }) => (factor === undefined ? [] : [[`${productId} ${code}`, factor]])),
  );
};
