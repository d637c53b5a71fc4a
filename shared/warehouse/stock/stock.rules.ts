import { insertedRow } from '../../base/changes.ts';
import type { InputOf } from '../../base/command.ts';
import { compareText } from '../../base/condition.ts';
import type { Change, Decision } from '../../base/decision.ts';
import { derivedId } from '../../base/id.ts';
import { MAX_QUANTITY } from '../../base/quantity.ts';
import type { RowOf } from '../../catalogue.ts';
import { fullName } from '../../sales/acting.ts';
import type { Family } from '../../sales/order/order.children.ts';
import { cameIn } from '../expected_receipt/expected_receipt.rules.ts';
import { releasePicks, restock, type Shelf, shelfChanges, shelfOf } from './reserve.ts';
import type { stockCommands } from './stock.commands.ts';
import { averageCost, isValuable, revalue } from './stock.cost.ts';
import { type At, movement } from './stock.movement.ts';
import { familiesAfter, followAll, offer } from './waiting.ts';

type Stock = RowOf<'stock'>;

/** The product in one warehouse, locked, with the orders that wait for it or hold it. */
export type Shelves = {
  readonly product: RowOf<'product'>;
  /** All its places in that warehouse. */
  readonly rows: readonly Stock[];
  readonly families: readonly Family[];
  /** Locations whose goods are nobody's to promise: quarantine, put-back. */
  readonly notForSale: ReadonlySet<string>;
  /** The organisation's. */
  readonly currency: string;
};

export type Place = {
  readonly product: RowOf<'product'>;
  readonly warehouse: RowOf<'warehouse'>;
  readonly location: RowOf<'location'>;
};

/** The row where these goods would lie before any do. Its id follows from the place, so that two servers make one row. */
export const newStock = (
  { product, warehouse, location }: Place,
  lot: string | null,
  expiresOn: string | null,
): Stock =>
  insertedRow('stock', derivedId('stock', product.id, location.id, lot ?? ''), {
    productId: product.id,
    sku: product.sku,
    productName: fullName(product),
    warehouseId: warehouse.id,
    warehouseCode: warehouse.code,
    locationId: location.id,
    locationCode: location.code,
    sequence: location.sequence,
    lot,
    expiresOn,
  });

/** The places of the shelf that may be promised; the rows are the same, so that what is taken is seen on both. */
export const forSale = (shelf: Shelf, { notForSale }: Pick<Shelves, 'notForSale'>): Shelf =>
  new Map([...shelf].filter(([, row]) => !notForSale.has(row.locationId)));

/** What changed on the shelf, the rows and the picks that took from it; then what follows for the orders. */
const settled = (shelf: Shelf, facts: Shelves, picks: readonly Change[], at: At): Change[] => [
  ...shelfChanges(shelf, facts.rows),
  ...followAll(facts.families, picks, at.now),
];

export type ReceiveFacts = Shelves & {
  readonly place: Place;
  /** The row that takes the goods: one of `rows`, or a new one. */
  readonly target: Stock;
  /** What the product cost last in another warehouse, 6 decimals; null where it lies in none. */
  readonly costElsewhere: number | null;
  /** What is expected of the product in the warehouse, locked. */
  readonly expected: readonly RowOf<'expected_receipt'>[];
};

/**
 * Goods in: ledger, totals, and the moving average of all the product's places in the warehouse; then waiting lines are
 * served by promise, and what was expected of it has come. Without a cost the average stands as it is, provisionally.
 * Refuses stock.not_stocked, location.other_warehouse, location.not_for_goods_in, stock.expiry_needs_lot,
 * stock.expiry_differs, stock.too_much.
 */
export const receive = (
  facts: ReceiveFacts,
  input: InputOf<(typeof stockCommands)['stock.receive']>,
  at: At,
): Decision => {
  const { product, place, target, rows, currency } = facts;
  if (product.nature !== 'goods') return { refused: 'stock.not_stocked', field: 'productId' };
  if (place.location.warehouseId !== place.warehouse.id)
    return { refused: 'location.other_warehouse', field: 'locationId' };
  if (place.location.purpose === 'quarantine' || place.location.purpose === 'put_back')
    return { refused: 'location.not_for_goods_in', field: 'locationId' };
  const expiresOn = input.expiresOn ?? null;
  if (expiresOn !== null && !input.lot) return { refused: 'stock.expiry_needs_lot', field: 'lot' };
  if (expiresOn !== null && target.expiresOn !== expiresOn)
    return { refused: 'stock.expiry_differs', field: 'expiresOn' };
  const onHand = rows.reduce((all, row) => all + row.onHand, 0);
  const known = rows.find((row) => row.onHand > 0) ?? rows[0];
  const unitCost = input.unitCost ?? known?.unitCost ?? facts.costElsewhere ?? 0;
  const average = averageCost(rows, input.quantity, unitCost);
  if (onHand + input.quantity > MAX_QUANTITY || !isValuable(average, onHand + input.quantity, currency))
    return { refused: 'stock.too_much', field: 'quantity' };

  const isNew = !rows.some(({ id }) => id === target.id);
  const shelf = shelfOf(isNew ? [...rows, target] : rows, [product]);
  for (const row of shelf.values()) {
    row.unitCost = average;
    if (row.id === target.id) restock(row, row.onHand + input.quantity, row.reserved);
    revalue(row, currency);
  }
  const came = movement({ ...target, unitCost }, { kind: 'receive', quantity: input.quantity }, at);
  const picks = offer(forSale(shelf, facts), facts.families, product, at.newId);
  const changes = settled(shelf, facts, picks, at);
  const made = isNew ? shelf.get(target.id) : undefined;
  if (made) {
    const { id, lowAt: _, ...set } = made;
    changes.unshift({ op: 'insert', noun: 'stock', id, set });
  }
  return {
    changes: [...changes, ...cameIn(facts.expected, input.quantity), came],
    answer: { id: target.id, movementId: came.id },
  };
};

/** Unpicked picks of this row, the youngest order's first: what is given up when the goods are not there. */
const youngestFirst = (families: readonly Family[], stockId: string): RowOf<'pick'>[] => {
  const orders = new Map(families.map(({ order }) => [order.id, order]));
  const age = (pick: RowOf<'pick'>): number => orders.get(pick.orderId)?.confirmedAt ?? 0;
  return families
    .flatMap(({ picks }) => picks)
    .filter((pick) => pick.stockId === stockId && (pick.status === 'reserved' || pick.status === 'claimed'))
    .sort((a, b) => age(b) - age(a) || compareText(b.orderNumber, a.orderNumber) || compareText(b.id, a.id));
};

/**
 * Corrects what is on hand, up or down, by a line in the ledger. Where less is left than is reserved the youngest
 * reservations give up the difference in the same decision: other places of the warehouse are tried, else they wait.
 * What comes free or is found is offered to those who wait.
 * Refuses stock.no_change, stock.below_zero, stock.below_picked (goods that lie in totes are there), stock.too_much.
 */
export const adjust = (
  facts: Shelves & { readonly target: Stock },
  input: InputOf<(typeof stockCommands)['stock.adjust']>,
  at: At,
): Decision => {
  const { target, families, product, currency } = facts;
  const onHand = target.onHand + input.quantity;
  if (input.quantity === 0) return { refused: 'stock.no_change', field: 'quantity' };
  if (onHand < 0) return { refused: 'stock.below_zero', field: 'quantity' };
  if (onHand > MAX_QUANTITY || !isValuable(target.unitCost, onHand, currency))
    return { refused: 'stock.too_much', field: 'quantity' };
  const unpicked = youngestFirst(families, target.id);
  let over = target.reserved - onHand;
  if (over > unpicked.reduce((all, pick) => all + pick.quantity, 0))
    return { refused: 'stock.below_picked', field: 'quantity' };

  const shelf = shelfOf(facts.rows, [product]);
  const released: Change[] = [];
  for (const pick of unpicked) {
    if (over <= 0) break;
    const { changes, freed } = releasePicks(shelf, [pick], Math.min(over, pick.quantity));
    released.push(...changes);
    over -= freed;
  }
  const row = shelf.get(target.id);
  if (!row) throw new Error(`stock ${target.id} is not among its product's rows`);
  restock(row, onHand, row.reserved);
  revalue(row, currency);
  const taken = offer(forSale(shelf, facts), familiesAfter(families, released, at.now), product, at.newId);
  const moved = movement(target, { kind: 'adjust', quantity: input.quantity, reason: input.reason }, at);
  return {
    changes: [...settled(shelf, facts, [...released, ...taken], at), moved],
    answer: { id: target.id, movementId: moved.id },
    why: input.reason,
  };
};
