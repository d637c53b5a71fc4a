import type { InputOf } from '../../base/command.ts';
import type { Change, Decision, Refusal } from '../../base/decision.ts';
import type { RowOf } from '../../catalogue.ts';
import { type Family, follow } from '../../sales/order/order.children.ts';
import { choosing } from '../../system/choice/choice.rules.ts';
import { reserveLine, restock, shelfChanges, shelfOf } from '../stock/reserve.ts';
import type { At } from '../stock/stock.movement.ts';
import { forSale, type Shelves } from '../stock/stock.rules.ts';
import { followAll, offer } from '../stock/waiting.ts';
import type { pickCommands } from './pick.commands.ts';

type Pick_ = RowOf<'pick'>;

/** A claim that nobody worked off lapses, so that a picker who went home blocks no line. ms */
export const CLAIM_LASTS = 8 * 60 * 60 * 1000;

/** Another picker's hand is on it, and the claim still holds. */
const othersClaim = (pick: Pick_, at: At): boolean =>
  pick.status === 'claimed' && pick.claimedBy !== at.actor.id && (pick.claimedAt ?? 0) > at.now - CLAIM_LASTS;

/** May the actor know by whom this pick is claimed? */
type Named = { readonly named: (pick: Pick_) => boolean };

const claimedByOther = (pick: Pick_, { named }: Named): Refusal =>
  named(pick)
    ? { refused: 'pick.claimed_by_other', with: { name: pick.claimedName, sku: pick.sku } }
    : { refused: 'pick.claimed_by_somebody', with: { sku: pick.sku } };

const update = (pick: Pick_, set: Partial<Pick_>): Change => ({ op: 'update', noun: 'pick', id: pick.id, set });
const unclaimed = { claimedBy: null, claimedName: null, claimedAt: null } as const;

export type ClaimFacts = Named & {
  /** Those asked for: all of an order's, or the ones named. */
  readonly picks: readonly Pick_[];
  /** The orders of these picks. */
  readonly families: readonly Family[];
  /** The whole order was asked for: what another picker has is left to them. */
  readonly whole: boolean;
};

/**
 * Takes picks for one picker. Of a whole order, what is free; of named picks, all or none. What one has already stays.
 * Refuses pick.claimed_by_other with the name (pick.claimed_by_somebody to whom it is not told), pick.not_open,
 * pick.nothing_open.
 */
export const claim = (facts: ClaimFacts, at: At): Decision => {
  const { picks, families, whole } = facts;
  const open = picks.filter((pick) => pick.status === 'reserved' || pick.status === 'claimed');
  const others = open.filter((pick) => othersClaim(pick, at));
  const [closed] = whole ? [] : picks.filter((pick) => !open.includes(pick));
  if (closed) return { refused: 'pick.not_open', with: { sku: closed.sku } };
  const mine = open.filter((pick) => !others.includes(pick));
  const [other] = others;
  if (other && (!whole || mine.length === 0)) return claimedByOther(other, facts);
  if (mine.length === 0) return { refused: 'pick.nothing_open' };
  const taken = mine.filter((pick) => pick.claimedBy !== at.actor.id || pick.status !== 'claimed');
  const changes = taken.map((pick) =>
    update(pick, { status: 'claimed', claimedBy: at.actor.id, claimedName: at.actor.name, claimedAt: at.now }),
  );
  return { changes: followAll(families, changes, at.now), answer: { ids: mine.map(({ id }) => id) } };
};

/** Gives picks back unpicked. Refuses pick.claimed_by_other (or _somebody) and pick.not_claimed. */
export const unclaim = (facts: ClaimFacts, at: At): Decision => {
  const { picks, families, whole } = facts;
  const claimed = picks.filter((pick) => pick.status === 'claimed');
  const mine = claimed.filter((pick) => !othersClaim(pick, at));
  const [other] = claimed.filter((pick) => othersClaim(pick, at));
  if (other && (!whole || mine.length === 0)) return claimedByOther(other, facts);
  if (mine.length === 0 || (!whole && claimed.length < picks.length)) return { refused: 'pick.not_claimed' };
  const changes = mine.map((pick) => update(pick, { status: 'reserved', ...unclaimed }));
  return { changes: followAll(families, changes, at.now), answer: { ids: mine.map(({ id }) => id) } };
};

export type ConfirmFacts = Shelves &
  Named & {
    readonly pick: Pick_;
    readonly family: Family;
    /** Barcodes of the product's units. */
    readonly units: readonly Pick<RowOf<'product_unit'>, 'barcode'>[];
    /** The reason chosen for a short one. */
    readonly choice: RowOf<'choice'> | null;
  };

const isProduct = (code: string, { product, pick, units }: ConfirmFacts): boolean =>
  [product.barcode, product.sku, pick.barcode, pick.sku, ...units.map(({ barcode }) => barcode)].includes(code);

/**
 * A pick done, by its claimer or by whoever comes first to one that nobody claimed. A short one says why: what was not
 * found is given up at this place, tried at the product's other places in the warehouse, else it waits.
 * Codes are compared letter by letter: some SKUs differ only in case.
 * Refuses pick.not_open, pick.claimed_by_other (or _somebody), pick.more_than_asked, pick.short_reason_missing, pick.wrong_product and
 * what `choosing` does.
 */
export const confirm = (
  facts: ConfirmFacts,
  input: InputOf<(typeof pickCommands)['pick.confirm']>,
  at: At,
): Decision => {
  const { pick, family, rows, product, choice } = facts;
  if (pick.status !== 'reserved' && pick.status !== 'claimed')
    return { refused: 'pick.not_open', with: { sku: pick.sku } };
  if (othersClaim(pick, at)) return claimedByOther(pick, facts);
  if (input.scanned && !isProduct(input.scanned, facts))
    return { refused: 'pick.wrong_product', field: 'scanned', with: { sku: pick.sku } };
  if (input.picked > pick.quantity) return { refused: 'pick.more_than_asked', field: 'picked' };
  const short = pick.quantity - input.picked;
  const shortReason = input.shortReason || choice?.name;
  if (short > 0 && !shortReason) return { refused: 'pick.short_reason_missing', field: 'shortReason' };

  const byMe = {
    claimedBy: at.actor.id,
    claimedName: at.actor.name,
    claimedAt: pick.claimedBy === at.actor.id ? pick.claimedAt : at.now,
  };
  const changes = [
    update(pick, {
      status: input.picked > 0 ? 'picked' : 'released',
      quantity: input.picked,
      picked: input.picked,
      shortReason: short > 0 ? shortReason : null,
      pickedAt: at.now,
      ...byMe,
    }),
  ];
  const shelf = shelfOf(rows, [product]);
  const here = shelf.get(pick.stockId);
  const line = family.lines.find(({ id }) => id === pick.lineId);
  if (!here || !line) throw new Error(`stock or line of pick ${pick.id} was not loaded`);
  if (short > 0) {
    restock(here, here.onHand, here.reserved - short);
    // Nothing is sought where it was just not found.
    const elsewhere = new Map([...forSale(shelf, facts)].filter(([id]) => id !== pick.stockId));
    const left = { ...line, reserved: line.reserved - short };
    changes.push(...reserveLine(elsewhere, left, family.order, product.barcode, at.newId).picks);
  }
  const decision = {
    changes: [...shelfChanges(shelf, rows), ...follow(family, changes, at.now)],
    answer: { id: pick.id },
    why: input.scanned || null,
  };
  const mark = { on: 'pick', id: pick.id, cells: ({ id }: RowOf<'choice'>) => ({ shortReasonId: id }) } as const;
  return choosing(short > 0 ? choice : null, 'short', decision, mark);
};

/**
 * Goods back on their shelf. A put-back task ends with it: they are free, and offered to those who wait. A pick of a
 * standing order is merely undone: it stays promised, and is to be picked again.
 * Refuses pick.nothing_to_put_back.
 */
export const putBack = (facts: Shelves & { readonly pick: Pick_; readonly family: Family }, at: At): Decision => {
  const { pick, family, families, rows, product } = facts;
  if (pick.status === 'picked') {
    const undone = update(pick, { status: 'reserved', picked: 0, pickedAt: null, ...unclaimed });
    return { changes: follow(family, [undone], at.now), answer: { id: pick.id } };
  }
  if (pick.status !== 'put_back') return { refused: 'pick.nothing_to_put_back', with: { sku: pick.sku } };
  const shelf = shelfOf(rows, [product]);
  const here = shelf.get(pick.stockId);
  if (!here) throw new Error(`stock ${pick.stockId} of a pick was not loaded`);
  restock(here, here.onHand, here.reserved - pick.quantity);
  const taken = offer(forSale(shelf, facts), families, product, at.newId);
  const around = families.some(({ order }) => order.id === family.order.id) ? families : [...families, family];
  const changes = [update(pick, { status: 'released', picked: 0 }), ...taken];
  return { changes: [...shelfChanges(shelf, rows), ...followAll(around, changes, at.now)], answer: { id: pick.id } };
};
