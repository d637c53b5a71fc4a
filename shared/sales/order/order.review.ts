/** Holds put on and lifted by people, and the review of amounts and terms by Finance. */
import type { Change, Decision } from '../../base/decision.ts';
import type { RowOf } from '../../catalogue.ts';
import { creditExcess, exposureWith } from '../../finance/credit/credit.rules.ts';
import { notify } from '../../together/notification/notify.ts';
import type { Acting } from '../acting.ts';
import { termsOf } from './order.change.ts';
import { familyAfter } from './order.children.ts';
import { concluded, type OrderFacts, proceed } from './order.confirm.ts';
import { holdChanges, holdNeeds, opened } from './order.holds.ts';
import { openStatuses } from './order.states.ts';

type Order = RowOf<'order'>;

const isOpen = (order: Order): boolean => (openStatuses as readonly string[]).includes(order.status);
const notInState = (order: Order): Decision => ({ refused: 'order.not_in_state', with: { status: order.status } });

/** Who lifts a hold, and for whom. */
const closedBy = ({ actor }: Acting): Pick<RowOf<'hold'>, 'closedName' | 'closedForName'> => ({
  closedName: actor.name,
  closedForName: actor.behalf?.name ?? null,
});

/** Holds a submitted or confirmed order by somebody's word. Refuses `order.not_in_state`, `order.held_already`. */
export const hold = (facts: OrderFacts, { why }: { readonly why: string }, moment: Acting): Decision => {
  const { order, holds } = facts.family;
  if (!isOpen(order)) return notInState(order);
  if (holds.some(({ kind, status }) => kind === 'manual' && status === 'open'))
    return { refused: 'order.held_already' };
  const changes = [opened(order, 'manual', null, why, moment)];
  const told = notify({ to: [order.sellerId], kind: 'order_held', noun: 'order', id: order.id }, moment);
  return { changes: [...concluded(facts, changes, moment.now), ...told], answer: { id: order.id }, why };
};

export type ReleaseInput = {
  readonly id: string;
  readonly why?: string | null | undefined;
  /** By how much the limit was passed when it was looked at, minor units; absent: whatever it is. */
  readonly excess?: number | undefined;
};

/**
 * Lifts one hold. The last one lifted confirms a submitted order and reserves its stock, unless the customer's credit
 * holds it anew. Whoever lifts a credit hold accepts the exposure of this moment, as far as they have seen it. Refuses
 * `hold.not_open`, `hold.grown` where the limit is passed by more than the `excess` that they name (`with.hold`, `with.excess`:
 * by how much), `hold.own` (who gave a discount does not agree to it), `hold.by_receipt` (a prepayment is awaited: book the receipt, or set other terms), `order.not_in_state`.
 */
export const release = (facts: OrderFacts, { id, why, excess: seen }: ReleaseInput, moment: Acting): Decision => {
  const { order, holds } = facts.family;
  const found = holds.find((one) => one.id === id);
  if (found?.status !== 'open') return { refused: 'hold.not_open' };
  if (found.kind === 'prepayment') return { refused: 'hold.by_receipt' };
  const { actor } = moment;
  // A deputy is asked for more: nothing that the absent one, or they themselves, brought about.
  const asked = found.openedById !== null && [actor.id, actor.behalf?.id].includes(found.openedById);
  if (asked && (found.kind === 'discount' || actor.behalf)) return { refused: 'hold.own' };
  if (!isOpen(order)) return notInState(order);
  const { credit } = facts;
  const excess =
    found.kind === 'credit'
      ? creditExcess(credit.customer.creditLimit, exposureWith(credit, order))
      : found.kind === 'overdue'
        ? credit.overdue
        : found.excess;
  if (seen !== undefined && (excess ?? 0) > seen)
    return { refused: 'hold.grown', field: 'excess', with: { hold: id, excess: excess ?? 0 } };
  const set = { status: 'released', closedAt: moment.now, ...closedBy(moment), excess } as const;
  const changes: Change[] = [{ op: 'update', noun: 'hold', id, set }];
  if (found.kind === 'review') changes.push({ op: 'update', noun: 'order', id: order.id, set: { reviewed: true } });
  return {
    changes: concluded(facts, proceed(facts, changes, moment), moment.now),
    answer: { id: order.id },
    why: why ?? null,
  };
};

export type ReviewInput = {
  readonly settlement?: Order['settlement'] | undefined;
  readonly termsDays?: number | undefined;
  readonly prepaymentShare?: number | undefined;
  /** What was looked at, minor units; absent: whatever it is. */
  readonly total?: number | undefined;
};

/**
 * Finance has looked at amount and terms, and sets the terms given. Lifts the review hold, and opens or voids the one for
 * a prepayment as the terms now say. Refuses `order.not_in_state`, `changed_meanwhile` where the total is another one than
 * was looked at, `order.terms_used` once something was invoiced.
 */
export const review = (facts: OrderFacts, input: ReviewInput, moment: Acting): Decision => {
  const { order } = facts.family;
  if (!isOpen(order)) return notInState(order);
  if (input.total !== undefined && input.total !== order.total) return { refused: 'changed_meanwhile', field: 'total' };
  const terms = termsOf(order, facts.credit.customer, input);
  const differs =
    terms.settlement !== order.settlement ||
    terms.termsDays !== order.termsDays ||
    terms.prepaymentShare !== order.prepaymentShare;
  if (differs && order.invoicedTotal > 0) return { refused: 'order.terms_used', field: 'settlement' };
  const reviewed = { ...terms, reviewed: true, agreedTotal: order.total };
  const changes: Change[] = [{ op: 'update', noun: 'order', id: order.id, set: reviewed }];
  for (const one of facts.family.holds) {
    if (one.kind !== 'review' || one.status !== 'open') continue;
    const set = { status: 'released', closedAt: moment.now, closedName: moment.actor.name } as const;
    changes.push({ op: 'update', noun: 'hold', id: one.id, set });
  }
  const family = familyAfter(facts.family, changes);
  changes.push(...holdChanges(family, holdNeeds({ ...facts, ...family, given: 0 }), moment, ['prepayment']));
  return { changes: concluded(facts, proceed(facts, changes, moment), moment.now), answer: { id: order.id } };
};
