import type { Change } from '../../base/decision.ts';
import type { RowOf } from '../../catalogue.ts';
import { wanted } from '../../sales/order/order.progress.ts';

type Order = RowOf<'order'>;
type Line = RowOf<'order_line'>;
type Stock = RowOf<'stock'>;
type Pick_ = RowOf<'pick'>;

/** `lowAt`: the product's threshold in base units, null for none; unknown where the product was not loaded. */
export type ShelfRow = Stock & { lowAt?: number | null };
/** Held totals in the making: several lines and commands' parts take from the same rows before anything is written. */
export type Shelf = Map<string, ShelfRow>;
export type Thresholds = Iterable<Pick<RowOf<'product'>, 'id' | 'lowStock'>>;

/** `products`: those of the rows, for `low`; without its product a row keeps the flag that it has. */
export const shelfOf = (rows: readonly Stock[], products: Thresholds = []): Shelf => {
  const lowAt = new Map([...products].map(({ id, lowStock }) => [id, lowStock]));
  return new Map(
    rows.map((row) => [
      row.id,
      lowAt.has(row.productId) ? { ...row, lowAt: lowAt.get(row.productId) ?? null } : { ...row },
    ]),
  );
};

/** The same rows, to be taken from as before, each product's on a shelf of its own. */
export const shelvesByProduct = (shelf: Shelf): ReadonlyMap<string, Shelf> => {
  const byProduct = new Map<string, Shelf>();
  for (const [id, row] of shelf) {
    const own = byProduct.get(row.productId);
    if (own) own.set(id, row);
    else byProduct.set(row.productId, new Map([[id, row]]));
  }
  return byProduct;
};

/** Low is a place that has no more than the threshold left to promise. A product without a threshold is never low. */
export const isLow = (available: number, lowAt: number | null): boolean => lowAt !== null && available <= lowAt;

/** `available` and `low` follow `onHand` and `reserved`; nobody sets them otherwise. */
export const restock = (
  row: ShelfRow,
  onHand: number,
  reserved: number,
): Pick<Stock, 'onHand' | 'reserved' | 'available' | 'low'> => {
  row.onHand = onHand;
  row.reserved = reserved;
  row.available = onHand - reserved;
  if (row.lowAt !== undefined) row.low = isLow(row.available, row.lowAt);
  return { onHand, reserved, available: row.available, low: row.low };
};

const moving = ['onHand', 'reserved', 'available', 'low', 'unitCost', 'value'] as const;
/** One update for each row that differs from what it was. */
export const shelfChanges = (shelf: Shelf, before: readonly Stock[]): Change[] =>
  before.flatMap((was): Change[] => {
    const now = shelf.get(was.id);
    const names = now ? moving.filter((name) => now[name] !== was[name]) : [];
    if (!now || names.length === 0) return [];
    return [
      { op: 'update', noun: 'stock', id: was.id, set: Object.fromEntries(names.map((name) => [name, now[name]])) },
    ];
  });

/** First expired, first out; then along the walk. The order is total, so that two servers choose alike. */
const firstOut = (a: Stock, b: Stock): number =>
  (a.expiresOn ?? '9999').localeCompare(b.expiresOn ?? '9999') || a.sequence - b.sequence || (a.id < b.id ? -1 : 1);

export type Reserved = { readonly picks: readonly Change[]; readonly quantity: number };

/**
 * Takes what can be had for one line from the shelf (mutated), at most what it still wants, and answers the picks that
 * hold it. What cannot be had stays wanting: the caller reads it as back-ordered. Quantities in base units.
 */
export const reserveLine = (
  shelf: Shelf,
  line: Line,
  order: Pick<
    Order,
    'id' | 'number' | 'customerName' | 'promisedOn' | 'openHolds' | 'sellerId' | 'teamId' | 'warehouseId' | 'status'
  >,
  barcode: string | null,
  newId: () => string,
): Reserved => {
  let open = line.nature === 'charge' ? 0 : wanted(line) - line.shipped - line.reserved;
  const picks: Change[] = [];
  let quantity = 0;
  const rows = [...shelf.values()].filter(
    (row) => row.productId === line.productId && row.warehouseId === order.warehouseId,
  );
  for (const row of rows.sort(firstOut)) {
    const take = Math.min(open, row.available);
    if (take <= 0) continue;
    restock(row, row.onHand, row.reserved + take);
    open -= take;
    quantity += take;
    picks.push({
      op: 'insert',
      noun: 'pick',
      id: newId(),
      set: {
        orderId: order.id,
        orderNumber: order.number,
        customerName: order.customerName,
        promisedOn: order.promisedOn,
        held: order.openHolds > 0,
        lineId: line.id,
        productId: line.productId,
        sku: line.sku,
        productName: line.productName,
        barcode,
        stockId: row.id,
        locationId: row.locationId,
        locationCode: row.locationCode,
        sequence: row.sequence,
        status: 'reserved',
        quantity: take,
        picked: 0,
        sellerId: order.sellerId,
        teamId: order.teamId,
        warehouseId: order.warehouseId,
        orderStatus: order.status,
      },
    });
  }
  return { picks, quantity };
};

export type Let = { readonly changes: readonly Change[]; readonly freed: number; readonly putBack: number };

/**
 * Gives up `quantity` base units of a line's open picks, the unpicked ones first. What was only reserved returns to
 * available at once; what is in a tote already becomes a put-back task and stays reserved until it is back on its shelf.
 */
export const releasePicks = (shelf: Shelf, picks: readonly Pick_[], quantity: number): Let => {
  let open = quantity;
  let freed = 0;
  let putBack = 0;
  const changes: Change[] = [];
  const unpicked = picks.filter((pick) => pick.status === 'reserved' || pick.status === 'claimed');
  for (const pick of [...unpicked].sort((a, b) => (a.status === b.status ? 0 : a.status === 'reserved' ? -1 : 1))) {
    const give = Math.min(open, pick.quantity - pick.picked);
    if (give <= 0) continue;
    const row = shelf.get(pick.stockId);
    if (!row) throw new Error(`stock ${pick.stockId} of a pick was not loaded`);
    restock(row, row.onHand, row.reserved - give);
    open -= give;
    freed += give;
    const left = pick.quantity - give;
    changes.push({
      op: 'update',
      noun: 'pick',
      id: pick.id,
      set: left === 0 ? { status: 'released', quantity: 0 } : { quantity: left },
    });
  }
  for (const pick of picks) {
    if (pick.status !== 'picked' && pick.status !== 'packed') continue;
    // A tote goes back whole: a part of a picked quantity cannot be told apart from the rest.
    if (open < pick.quantity) continue;
    open -= pick.quantity;
    putBack += pick.quantity;
    changes.push({ op: 'update', noun: 'pick', id: pick.id, set: { status: 'put_back' } });
  }
  return { changes, freed, putBack };
};
