import type { RowOf } from '../../../shared/catalogue.ts';
import type { Family } from '../../../shared/sales/order/order.children.ts';
import * as pickRules from '../../../shared/warehouse/pick/pick.rules.ts';
import { familiesOf } from '../../sales/order/order.family.ts';
import { chosenIn } from '../../system/choice/choice.facts.ts';
import { type Actor, handle, type Moment } from '../../write/handlers.ts';
import { Refused } from '../../write/refused.ts';
import { ifSeen } from '../../write/seen.ts';
import type { Transaction } from '../../write/transaction.ts';
import { orderIdsOf, placesOf, shelvesOf } from '../stock/shelves.ts';

type Pick_ = RowOf<'pick'>;
const missing = (): Refused => new Refused({ refused: 'missing', with: { noun: 'pick' } });

type Which = { readonly orderId: string } | { readonly ids: readonly string[] };

/** Whose claim it is, is told only to whom it is shown. */
const namedTo =
  ({ rights }: Actor) =>
  (pick: Pick_): boolean =>
    rights.view('pick').fields(pick).includes('claimedName');

/** The order, if the actor sees any of its picks. */
const orderWithPicks = async (tx: Transaction, actor: Actor, orderId: string): Promise<string[]> => {
  const picks = await tx.peek('pick', { field: 'orderId', is: 'eq', value: orderId });
  return picks.some((pick) => ifSeen(actor, 'pick', pick)) ? [orderId] : [];
};

/** The picks asked for with their orders, all of them targets: each is under the caller's rules. */
const asked = async (tx: Transaction, which: Which, { actor }: Moment) => {
  const whole = 'orderId' in which;
  const orderIds = whole
    ? await orderWithPicks(tx, actor, which.orderId)
    : await orderIdsOf(tx, actor, 'pick', which.ids);
  const families = await familiesOf(tx, orderIds);
  const wanted = whole ? null : new Set(which.ids);
  const picks = families.flatMap((family) => family.picks).filter(({ id }) => wanted === null || wanted.has(id));
  // Of a whole order only what is open is asked for; where nothing is, the rule says so to whoever may see its picks.
  const open = whole ? picks.filter(({ status }) => status === 'reserved' || status === 'claimed') : picks;
  const [target, ...targets] = open.length > 0 ? open : picks;
  if (!target) throw missing();
  return { target, targets, picks, families, whole, named: namedTo(actor) };
};

handle('pick.claim', {
  load: asked,
  decide: (facts, _, moment) => pickRules.claim(facts, moment),
});

handle('pick.unclaim', {
  load: asked,
  decide: (facts, _, moment) => pickRules.unclaim(facts, moment),
});

const pickIn = (families: readonly Family[], id: string): { target: Pick_; pick: Pick_; family: Family } => {
  for (const family of families) {
    const pick = family.picks.find((one) => one.id === id);
    if (pick) return { target: pick, pick, family };
  }
  throw missing();
};

handle('pick.confirm', {
  load: async (tx, { id, shortReasonId }, { actor }) => {
    const found = pickIn(await familiesOf(tx, await orderIdsOf(tx, actor, 'pick', [id])), id);
    const { productId, warehouseId } = found.pick;
    const units = await tx.find('product_unit', { field: 'productId', is: 'eq', value: productId });
    const choice = await chosenIn(tx, actor, shortReasonId, 'shortReasonId');
    return { ...(await placesOf(tx, productId, warehouseId)), ...found, units, choice, named: namedTo(actor) };
  },
  decide: pickRules.confirm,
});

handle('pick.put_back', {
  load: async (tx, { id }, { actor }) => {
    const [row] = await tx.peek('pick', { field: 'id', is: 'eq', value: id });
    if (!row || !ifSeen(actor, 'pick', row)) throw missing();
    const shelves = await shelvesOf(tx, row.productId, row.warehouseId, [row.orderId]);
    return { ...shelves, ...pickIn(shelves.families, id) };
  },
  decide: (facts, _, moment) => pickRules.putBack(facts, moment),
});
