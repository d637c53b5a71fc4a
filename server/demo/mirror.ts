import type { NounName, RowOf } from '../../shared/catalogue.ts';
import type { Entry } from '../audit/change-log.ts';

const parts = ['order_line', 'hold', 'pick', 'package', 'shipment', 'receivable'] as const;
type Part = (typeof parts)[number];
const isPart = (noun: NounName): noun is Part => (parts as readonly NounName[]).includes(noun);

/**
 * What the people of the demonstration know of their company while it is being made: rows as the commits left them, so
 * that nobody has to ask the database what to do next.
 */
export type Mirror = {
  take(entries: readonly Entry[]): void;
  order(id: string): RowOf<'order'>;
  orders(): Iterable<RowOf<'order'>>;
  /** Rows of this order, in the order in which they were made. */
  of<N extends Part>(noun: N, orderId: string): readonly RowOf<N>[];
  customer(id: string): RowOf<'customer'>;
  /** Open items of a customer. */
  owed(customerId: string): readonly RowOf<'receivable'>[];
  /** Available base units of a product in a warehouse, over all its places. */
  available(productId: string, warehouseId: string): number;
  stock(): Iterable<RowOf<'stock'>>;
  receipts(): Iterable<RowOf<'receipt'>>;
  receipt(id: string): RowOf<'receipt'>;
};

const found = <R>(row: R | undefined, id: string): R => {
  if (row === undefined) throw new Error(`nothing is known of ${id}`);
  return row;
};

export const mirrorOf = (): Mirror => {
  const orders = new Map<string, RowOf<'order'>>();
  const customers = new Map<string, RowOf<'customer'>>();
  const stock = new Map<string, RowOf<'stock'>>();
  const receipts = new Map<string, RowOf<'receipt'>>();
  const available = new Map<string, number>();
  const owed = new Map<string, Map<string, RowOf<'receivable'>>>();
  const byOrder = new Map<Part, Map<string, Map<string, unknown>>>(parts.map((part) => [part, new Map()]));

  const keep = <R>(map: Map<string, R>, id: string, row: unknown): void => {
    if (row === null) map.delete(id);
    else map.set(id, row as R);
  };
  const stocked = (row: { readonly [field: string]: unknown } | null, sign: 1 | -1): void => {
    if (!row) return;
    const key = `${row.productId} ${row.warehouseId}`;
    available.set(key, (available.get(key) ?? 0) + sign * Number(row.available));
  };
  const one = ({ noun, rowId, before, after }: Entry): void => {
    if (noun === 'order') keep(orders, rowId, after);
    else if (noun === 'customer') keep(customers, rowId, after);
    else if (noun === 'receipt') keep(receipts, rowId, after);
    else if (noun === 'stock') {
      keep(stock, rowId, after);
      stocked(before, -1);
      stocked(after, 1);
    } else if (isPart(noun)) {
      const orderId = String((after ?? before)?.orderId);
      const known = byOrder.get(noun) as Map<string, Map<string, unknown>>;
      let rows = known.get(orderId);
      if (!rows) {
        rows = new Map();
        known.set(orderId, rows);
      }
      keep(rows, rowId, after);
    }
    if (noun === 'receivable') {
      const customerId = String((after ?? before)?.customerId);
      let items = owed.get(customerId);
      if (!items) {
        items = new Map();
        owed.set(customerId, items);
      }
      keep(items, rowId, after?.status === 'open' ? after : null);
    }
  };
  return {
    take: (entries) => {
      for (const entry of entries) one(entry);
    },
    order: (id) => found(orders.get(id), id),
    orders: () => orders.values(),
    of: <N extends Part>(noun: N, orderId: string) =>
      [...(byOrder.get(noun)?.get(orderId)?.values() ?? [])] as unknown as readonly RowOf<N>[],
    customer: (id) => found(customers.get(id), id),
    owed: (customerId) => [...(owed.get(customerId)?.values() ?? [])],
    available: (productId, warehouseId) => available.get(`${productId} ${warehouseId}`) ?? 0,
    stock: () => stock.values(),
    receipts: () => receipts.values(),
    receipt: (id) => found(receipts.get(id), id),
  };
};
