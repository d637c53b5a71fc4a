/** What waits for one's decision, as a pure reading of the rows that can wait. */
import type { Rights } from '../../shared/access/permit.ts';
import type { Behalf } from '../access/deputy/behalf.ts';
import type { Shown } from '../live/collection.ts';

/** Rows that can wait, as far as the reader sees them. */
export type Sources = {
  readonly requests: readonly Shown<'change_request'>[];
  readonly holds: readonly Shown<'hold'>[];
  /** Changes of rights that need a second person. */
  readonly rights: readonly Shown<'role_change'>[];
  /** Deputies that somebody else proposed. */
  readonly deputies: readonly Shown<'deputy'>[];
};
/** Each kind by the noun, the action and the status of what waits: what is asked for is what is shown. */
export const asked = {
  requests: { noun: 'change_request', action: 'decide', status: 'requested' },
  holds: { noun: 'hold', action: 'release', status: 'open' },
  rights: { noun: 'role_change', action: 'decide', status: 'waiting' },
  deputies: { noun: 'deputy', action: 'confirm', status: 'proposed' },
} as const satisfies {
  readonly [source in keyof Sources]: { readonly noun: string; readonly action: string; readonly status: string };
};
/** Holds are asked for by who lifts them, and by who reviews what they hold. */
export const asksFor = (rights: Pick<Rights, 'mayEver'>, source: keyof Sources): boolean =>
  rights.mayEver(asked[source].noun, asked[source].action) || (source === 'holds' && rights.mayEver('order', 'review'));

export type Item = {
  /** Unique among all kinds. */
  readonly id: string;
  /** Since when it waits, ms; null when the reader is not told. */
  readonly since: number | null;
  /** For whom one would decide it, as their deputy. */
  readonly forName: string | null;
} & (
  | ({ readonly kind: 'change'; readonly request: Shown<'change_request'> } & OfOrder)
  | ({ readonly kind: 'hold'; readonly hold: Shown<'hold'> } & OfOrder)
  /** An order that is looked at in the review: whatever holds it there is settled with it. */
  | ({ readonly kind: 'review'; readonly holds: readonly Shown<'hold'>[] } & OfOrder)
  | { readonly kind: 'rights'; readonly change: Shown<'role_change'> }
  | { readonly kind: 'deputy'; readonly deputy: Shown<'deputy'> }
);
type OfOrder = { readonly orderId: string; readonly number: string; readonly customerName: string };

/** A prepayment is lifted by its receipt, and by nobody's word. */
const isDecided = ({ status, kind, openedById }: Shown<'hold'>, me: string): boolean =>
  status === 'open' && kind !== 'prepayment' && !(kind === 'discount' && openedById === me);
/** What the review settles along with the order. */
const judged: readonly (string | undefined)[] = ['review', 'credit', 'overdue'];

/** Of its order a hold bears what rules on orders look at, also for whom the order itself is not there. */
export const orderOf = ({ sellerId, teamId, warehouseId, orderStatus }: Shown<'hold'>) => ({
  sellerId,
  teamId,
  warehouseId,
  status: orderStatus,
  openHolds: 1,
});

/**
 * What this person may decide of what they see, the longest waiting first: never what they asked for themselves.
 * @param me the person's id
 * @param behalf for whom they decide what is not theirs
 */
export const waitingFor = (
  { requests, holds, rights: changes, deputies }: Sources,
  rights: Pick<Rights, 'may'>,
  me: string,
  behalf: Behalf = () => null,
): readonly Item[] => {
  const found: Item[] = [];
  for (const request of requests) {
    if (request.status !== 'requested' || request.requesterId === me) continue;
    if (!rights.may('change_request', 'decide', request)) continue;
    const { orderId = '', orderNumber = '', customerName = '', askedAt } = request;
    const about = { orderId, number: orderNumber, customerName, since: askedAt ?? null };
    const forName = behalf('change_request', 'decide', request);
    found.push({ forName, kind: 'change', id: `change ${request.id}`, ...about, request });
  }
  const reviews = new Map<string, Shown<'hold'>[]>();
  for (const hold of holds)
    if (hold.kind === 'review' && hold.status === 'open' && rights.may('order', 'review', orderOf(hold)))
      reviews.set(hold.orderId ?? '', []);
  for (const hold of holds) {
    const { orderId = '', orderNumber = '', customerName = '', openedAt } = hold;
    const review = judged.includes(hold.kind) && hold.status === 'open' ? reviews.get(orderId) : undefined;
    if (review) {
      review.push(hold);
      continue;
    }
    if (!isDecided(hold, me) || !rights.may('hold', 'release', hold)) continue;
    const about = { orderId, number: orderNumber, customerName, since: openedAt ?? null };
    const forName = behalf('hold', 'release', hold);
    found.push({ forName, kind: 'hold', id: `hold ${hold.id}`, ...about, hold });
  }
  for (const [orderId, own] of reviews) {
    const opened = own.flatMap(({ openedAt }) => openedAt ?? []);
    const since = opened.length > 0 ? Math.min(...opened) : null;
    const about = { orderId, number: own[0]?.orderNumber ?? '', customerName: own[0]?.customerName ?? '', since };
    found.push({ forName: null, kind: 'review', id: `review ${orderId}`, ...about, holds: own });
  }
  for (const change of changes) {
    if (change.status !== 'waiting' || change.askedById === me) continue;
    if (!rights.may('role_change', 'decide', change)) continue;
    const since = change.askedAt ?? null;
    found.push({ forName: null, kind: 'rights', id: `rights ${change.id}`, since, change });
  }
  for (const deputy of deputies) {
    if (deputy.status !== 'proposed' || deputy.namedById === me || deputy.deputyId === me) continue;
    if (!rights.may('deputy', 'confirm', deputy)) continue;
    const since = deputy.namedAt ?? null;
    found.push({ forName: null, kind: 'deputy', id: `deputy ${deputy.id}`, since, deputy });
  }
  const at = ({ since }: Item): number => since ?? Number.POSITIVE_INFINITY;
  return found.sort((a, b) => at(a) - at(b) || (a.id < b.id ? -1 : 1));
};
