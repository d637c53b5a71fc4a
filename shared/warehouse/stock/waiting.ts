import { compareText } from '../../base/condition.ts';
import type { Change } from '../../base/decision.ts';
import type { RowOf } from '../../catalogue.ts';
import { type Family, familyAfter, follow } from '../../sales/order/order.children.ts';
import { reserveLine, type Shelf } from './reserve.ts';

type Order = RowOf<'order'>;

/** Lines offered what came free in one command, at most: the rest is offered it by the next. */
export const OFFERED_AT_MOST = 200;

/** Who waits first: the day promised (none is last), then the order's number, then the line's place in it. */
const firstPromised = (a: Order, b: Order): number =>
  compareText(a.promisedOn ?? '9999-12-31', b.promisedOn ?? '9999-12-31') || compareText(a.number, b.number);

/**
 * Reserves what is available on the shelf (mutated) for the lines of these orders that wait for it, and answers the
 * picks that hold it. Each line is asked for what it still wants, so that two lines of one product share nothing.
 */
export const offer = (
  shelf: Shelf,
  families: readonly Family[],
  product: Pick<RowOf<'product'>, 'id' | 'barcode'>,
  newId: () => string,
): Change[] => {
  const picks: Change[] = [];
  const waiting = families.filter(({ order }) => order.status === 'confirmed');
  for (const { order, lines } of waiting.sort((a, b) => firstPromised(a.order, b.order))) {
    const asking = lines.filter((line) => line.productId === product.id && line.fulfilment === 'backordered');
    for (const line of asking.sort((a, b) => a.position - b.position)) {
      picks.push(...reserveLine(shelf, line, order, product.barcode, newId).picks);
    }
  }
  return picks;
};

const orderOf = (families: readonly Family[], change: Change): string | undefined => {
  if (change.op === 'insert' && 'orderId' in change.set) return change.set.orderId ?? undefined;
  return families.find((family) => family.picks.some(({ id }) => change.noun === 'pick' && id === change.id))?.order.id;
};

/** What follows on several orders from changes of their picks: lines and readings of each, once per row. */
export const followAll = (families: readonly Family[], picks: readonly Change[], now: number): Change[] => {
  const byOrder = new Map<string, Change[]>();
  for (const change of picks) {
    const id = orderOf(families, change);
    if (id === undefined) throw new Error(`pick ${change.id} belongs to no order that was loaded`);
    byOrder.set(id, [...(byOrder.get(id) ?? []), change]);
  }
  return families.flatMap((family) => {
    const own = byOrder.get(family.order.id);
    return own ? follow(family, own, now) : [];
  });
};

/** The orders as changes of their picks leave them, their lines' progress included: what is offered next goes by that. */
export const familiesAfter = (families: readonly Family[], picks: readonly Change[], now: number): Family[] => {
  const changes = followAll(families, picks, now);
  return families.map((family) => familyAfter(family, changes));
};
