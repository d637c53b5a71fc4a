/** What follows once nothing holds an order: it is confirmed, its stock reserved, its customer's exposure written. */
import { rowsAfter } from '../../base/changes.ts';
import type { Change } from '../../base/decision.ts';
import { share } from '../../base/money.ts';
import type { RowOf } from '../../catalogue.ts';
import { type CreditFacts, creditKinds, exposureWith, withCredit } from '../../finance/credit/credit.rules.ts';
import type { Settings } from '../../system/setting/setting.defaults.ts';
import { notify } from '../../together/notification/notify.ts';
import {
  releasePicks,
  reserveLine,
  type Shelf,
  shelfChanges,
  shelfOf,
  shelvesByProduct,
} from '../../warehouse/stock/reserve.ts';
import { forSale } from '../../warehouse/stock/stock.rules.ts';
import { followAll, offer } from '../../warehouse/stock/waiting.ts';
import type { Acting } from '../acting.ts';
import { type Family, familyAfter, follow } from './order.children.ts';
import { holdChanges, holdNeeds } from './order.holds.ts';
import type { Goods } from './order.lines.ts';
import { wanted } from './order.progress.ts';
import { orderStates } from './order.states.ts';

/** All that a command on an order is decided by, locked (server/sales/order/order.facts.ts). */
export type OrderFacts = {
  readonly family: Family;
  readonly credit: CreditFacts;
  readonly goods: Goods;
  /** Every place of the lines' products in the order's warehouse. */
  readonly stock: readonly RowOf<'stock'>[];
  /** Locations whose goods are not for sale: quarantine, put-back. */
  readonly notForSale: ReadonlySet<string>;
  readonly settings: Settings;
  /** Other confirmed orders that wait for what this command may set free; none where it sets nothing free. */
  readonly waiting?: readonly Family[];
};

/** The shelf as the changes so far leave it. */
const shelfAfter = (facts: OrderFacts, changes: readonly Change[]): { rows: RowOf<'stock'>[]; shelf: Shelf } => {
  const ids = new Set(facts.stock.map(({ id }) => id));
  const rows = rowsAfter('stock', facts.stock, changes).filter(({ id }) => ids.has(id));
  return { rows, shelf: shelfOf(rows, facts.goods.products) };
};

const inStock = new Set(['reserved', 'claimed', 'picked', 'packed']);

/** What was picked in vain and is not back on its shelf yet is picked again for the line that wants it: its task is gone. */
const takenUp = ({ lines, picks }: Family): Change[] =>
  lines.flatMap((line) => {
    const own = picks.filter(({ lineId }) => lineId === line.id);
    const held = own.reduce((all, pick) => all + (inStock.has(pick.status) ? pick.quantity : 0), 0);
    let open = line.nature === 'charge' ? 0 : wanted(line) - line.shipped - held;
    return own.flatMap((pick): Change[] => {
      // A tote stays whole, as it went.
      if (pick.status !== 'put_back' || pick.quantity > open) return [];
      open -= pick.quantity;
      return [{ op: 'update', noun: 'pick', id: pick.id, set: { status: 'picked' } }];
    });
  });

/** Reserves what is still wanting of every line, summed by product over one shelf: what cannot be had is back-ordered. */
const reserve = (facts: OrderFacts, changes: readonly Change[], newId: () => string): Change[] => {
  const back = takenUp(familyAfter(facts.family, changes));
  const family = familyAfter(facts.family, [...changes, ...back]);
  const { rows, shelf } = shelfAfter(facts, changes);
  // An order may have hundreds of lines, and a product many places: each line looks at its own product's alone.
  const open = shelvesByProduct(forSale(shelf, facts));
  const barcodes = new Map(facts.goods.products.map(({ id, barcode }) => [id, barcode]));
  const inOrder = [...family.lines].sort((a, b) => a.position - b.position);
  const picks = inOrder.flatMap((line) => {
    const own = family.picks.filter((pick) => pick.lineId === line.id && inStock.has(pick.status));
    const reserved = own.reduce((all, pick) => all + pick.quantity, 0);
    const places = open.get(line.productId) ?? new Map();
    return reserveLine(places, { ...line, reserved }, family.order, barcodes.get(line.productId) ?? null, newId).picks;
  });
  return [...back, ...picks, ...shelfChanges(shelf, rows)];
};

/**
 * Gives up open picks of the lines, `quantityOf` base units each, the youngest reservations first. What was picked
 * becomes a put-back task, and a package that loses a pick is unpacked.
 */
export const giveUp = (
  facts: OrderFacts,
  changes: readonly Change[],
  quantityOf: (line: RowOf<'order_line'>, held: number) => number,
): Change[] => {
  const { rows, shelf } = shelfAfter(facts, changes);
  const { family } = facts;
  const let_ = family.lines.flatMap((line) => {
    const picks = family.picks.filter((pick) => pick.lineId === line.id && inStock.has(pick.status));
    const youngest = [...picks].sort((a, b) => (a.id < b.id ? 1 : -1));
    const quantity = quantityOf(
      line,
      picks.reduce((all, pick) => all + pick.quantity, 0),
    );
    return quantity > 0 ? releasePicks(shelf, youngest, quantity).changes : [];
  });
  const backIds = new Set(
    let_.flatMap((one) =>
      one.op === 'update' && one.noun === 'pick' && one.set.status === 'put_back' ? [one.id] : [],
    ),
  );
  const back = family.picks.filter(({ id, packageId }) => backIds.has(id) && packageId !== null);
  const parcels = new Set(back.map(({ packageId }) => packageId));
  return [
    ...let_,
    ...back.map(({ id }): Change => ({ op: 'update', noun: 'pick', id, set: { packageId: null } })),
    ...family.packages
      .filter(({ id, status }) => parcels.has(id) && status === 'packed')
      .map(({ id }): Change => ({ op: 'update', noun: 'package', id, set: { status: 'unpacked' } })),
    ...shelfChanges(shelf, rows),
  ];
};

/** Offers what the changes so far set free to the orders that wait for it, those promised first. */
export const passOn = (
  facts: OrderFacts,
  changes: readonly Change[],
  moment: Pick<Acting, 'now' | 'newId'>,
): Change[] => {
  const { waiting = [], stock, goods } = facts;
  if (waiting.length === 0) return [];
  const { rows, shelf } = shelfAfter(facts, changes);
  const open = forSale(shelf, facts);
  const before = new Map(stock.map((row) => [row.id, row.available]));
  const freed = goods.products.filter(({ id }) =>
    rows.some((row) => row.productId === id && row.available > (before.get(row.id) ?? 0)),
  );
  const picks = freed.flatMap((product) => offer(open, waiting, product, moment.newId));
  return [...followAll(waiting, picks, moment.now), ...shelfChanges(shelf, rows)];
};

/**
 * Its seller, and who submitted it in the seller's place, hear that nothing holds the order any more. What nobody had to wait for is
 * no news: a hold that was never there, and what one brings about oneself.
 */
const toldFreed = (facts: OrderFacts, moment: Acting): Change[] => {
  const { order, holds } = facts.family;
  if (!holds.some(({ status }) => status === 'open')) return [];
  const fromSubmit = ({ kind, openedAt }: RowOf<'hold'>): boolean =>
    kind !== 'manual' && openedAt === order.submittedAt;
  const submitters = holds.filter(fromSubmit).map(({ openedById }) => openedById);
  const kind = order.status === 'submitted' ? 'order_confirmed' : 'order_released';
  return notify({ to: [order.sellerId, ...submitters], kind, noun: 'order', id: order.id }, moment);
};

/**
 * Goes on with an order once the changes so far are made. While a hold is open nothing moves. A submitted order without
 * one is judged once more on the customer's credit (what was released covers no more than was looked at), then
 * confirmed; a confirmed one has reserved what it still wants. Whoever waits for it is told (`toldFreed`).
 * @param more what the command adds to the customer's exposure beside the order
 */
export const proceed = (facts: OrderFacts, changes: readonly Change[], moment: Acting, more = 0): Change[] => {
  const family = familyAfter(facts.family, changes);
  const { order, lines, holds } = family;
  if (holds.some(({ status }) => status === 'open')) return [...changes];
  if (order.status === 'confirmed')
    return [...changes, ...reserve(facts, changes, moment.newId), ...toldFreed(facts, moment)];
  if (order.status !== 'submitted') return [...changes];
  const needs = holdNeeds({ ...facts, order, lines, given: 0, more });
  const late = holdChanges(family, needs, moment, creditKinds);
  if (late.length > 0) return [...changes, ...late];
  const set = { status: orderStates.moves.confirm.to, confirmedAt: moment.now };
  const confirmed: Change[] = [...changes, { op: 'update', noun: 'order', id: order.id, set }];
  return [...confirmed, ...reserve(facts, confirmed, moment.newId), ...toldFreed(facts, moment)];
};

/** Everything that follows from a command on an order, on the customer's credit too. One change for each row. */
export const concluded = (
  facts: Pick<OrderFacts, 'family' | 'credit'>,
  changes: readonly Change[],
  now: number,
  { more = 0, completes = true }: { readonly more?: number; readonly completes?: boolean } = {},
): Change[] => {
  const all = follow(facts.family, changes, now, completes);
  const { order } = familyAfter(facts.family, all);
  return withCredit(facts.credit, exposureWith(facts.credit, order, more), all);
};

/**
 * For whoever books a receipt: lifts the prepayment hold once enough is paid, and confirms the order if it was the last.
 * Answers the changes given and what follows from them; end with `concluded`.
 * @param changes of the receipt: allocations and the order's `paidTotal` among them
 * @param more what they add to (or take from) the customer's exposure: minus what was received anew
 */
export const releasePrepayment = (
  facts: OrderFacts,
  changes: readonly Change[],
  moment: Acting,
  more = 0,
): Change[] => {
  const { order, holds } = familyAfter(facts.family, changes);
  const hold = holds.find(({ kind, status }) => kind === 'prepayment' && status === 'open');
  if (!hold || order.paidTotal < share(order.total, order.prepaymentShare)) return [...changes];
  const set = { status: 'released', closedAt: moment.now, closedName: moment.actor.name } as const;
  return proceed(facts, [...changes, { op: 'update', noun: 'hold', id: hold.id, set }], moment, more);
};
