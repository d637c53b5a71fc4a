/** What waits for Finance, as a pure reading of orders and their open holds. */

import { sameTerms, type Terms } from '../../../shared/finance/terms.ts';
import type { HoldKind } from '../../../shared/sales/order/order.holds.ts';
import type { Shown } from '../../live/collection.ts';
import { releaseOf } from '../../sales/order/order.release.ts';

export type ShownHold = Shown<'hold'>;
export type ShownOrder = Shown<'order'>;
/** What the person at this screen may do. */
export type Authority = {
  readonly mayReview: (order: ShownOrder) => boolean;
  readonly mayRelease: (hold: ShownHold) => boolean;
};
export type Waiting = {
  /** The order's. */
  readonly id: string;
  readonly number: string;
  readonly customerName: string;
  readonly order: ShownOrder | null;
  readonly holds: readonly ShownHold[];
  /** Since when it waits, ms; null when the reader is not told. */
  readonly since: number | null;
  /** There is something here that this person decides. */
  readonly mine: boolean;
};

/** Kinds that looking at the amount settles; a manual hold is somebody's word, a prepayment ends with its receipt. */
const judged: ReadonlySet<string> = new Set<HoldKind>(['credit', 'overdue', 'review']);

const reviews = ({ kind }: ShownHold): boolean => kind === 'review';
const decides = (order: ShownOrder | null, hold: ShownHold, { mayReview, mayRelease }: Authority): boolean =>
  (reviews(hold) && order !== null && mayReview(order)) || (judged.has(hold.kind ?? '') && mayRelease(hold));

const sinceOf = (holds: readonly ShownHold[], order: ShownOrder | null): number | null => {
  const opened = holds.flatMap(({ openedAt }) => (openedAt === undefined ? [] : [openedAt]));
  return opened.length > 0 ? Math.min(...opened) : (order?.submittedAt ?? null);
};

/** Oldest first; what came at one instant by its number. */
const byAge = (a: Waiting, b: Waiting): number =>
  (a.since ?? Number.POSITIVE_INFINITY) - (b.since ?? Number.POSITIVE_INFINITY) || (a.number < b.number ? -1 : 1);

/** One entry an order, whatever its holds are. An order that is submitted without a hold waits too. */
export const queueOf = (
  orders: readonly ShownOrder[],
  holds: readonly ShownHold[],
  authority: Authority,
): readonly Waiting[] => {
  const known = new Map(orders.map((order) => [order.id, order]));
  const byOrder = new Map<string, ShownHold[]>();
  for (const hold of holds) {
    const { orderId } = hold;
    if (orderId !== undefined) byOrder.set(orderId, [...(byOrder.get(orderId) ?? []), hold]);
  }
  const ids = new Set([
    ...byOrder.keys(),
    ...orders.filter(({ status }) => status === 'submitted').map(({ id }) => id),
  ]);
  return [...ids]
    .map((id): Waiting => {
      const order = known.get(id) ?? null;
      const own = byOrder.get(id) ?? [];
      const deciding = own.filter((hold) => decides(order, hold, authority));
      const unheld = own.length === 0 && order !== null && authority.mayReview(order);
      return {
        id,
        number: order?.number ?? own[0]?.orderNumber ?? '',
        customerName: order?.customerName ?? own[0]?.customerName ?? '',
        order,
        holds: own,
        since: sinceOf(deciding.length > 0 ? deciding : own, order),
        mine: deciding.length > 0 || unheld,
      };
    })
    .sort(byAge);
};

export type Step =
  | {
      readonly command: 'order.review';
      readonly input: { readonly id: string; readonly total?: number } & Partial<Terms>;
    }
  | { readonly command: 'hold.release'; readonly input: ReturnType<typeof releaseOf> };

/** With the amount that was looked at goes the review; an order that is worth another one by now is looked at again. */
const seenTotal = ({ total }: ShownOrder): { readonly total?: number } => (total === undefined ? {} : { total });

/**
 * What approving gives, in order: the review with the terms where they differ, then each hold that is this person's to
 * lift. Empty: there is nothing here that this person decides.
 * @param terms as chosen; null leaves them
 */
export const approval = (
  { id, order, holds }: Pick<Waiting, 'id' | 'order' | 'holds'>,
  terms: Terms | null,
  why: string | null,
  authority: Authority,
): readonly Step[] => {
  const may = order !== null && authority.mayReview(order);
  const differ = terms !== null && order !== null && !sameTerms(terms, termsOf(order));
  const review = may && (differ || holds.some(reviews) || (holds.length === 0 && order.reviewed === false));
  const given = differ && terms ? termsInput(terms) : {};
  const lifted = holds.filter(
    (hold) => judged.has(hold.kind ?? '') && authority.mayRelease(hold) && !(review && reviews(hold)),
  );
  return [
    ...(review ? [{ command: 'order.review', input: { id, ...given, ...seenTotal(order) } } as const] : []),
    ...lifted.map((hold) => ({ command: 'hold.release', input: releaseOf(hold, why) }) as const),
  ];
};

const termsInput = ({ settlement, termsDays, prepaymentShare }: Terms): Partial<Terms> => ({
  settlement,
  termsDays,
  ...(settlement === 'prepayment' ? { prepaymentShare } : {}),
});

export const termsOf = (order: ShownOrder): Terms => ({
  settlement: order.settlement ?? 'net',
  termsDays: order.termsDays ?? 0,
  prepaymentShare: order.prepaymentShare ?? 0,
});
