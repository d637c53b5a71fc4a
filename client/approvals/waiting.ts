/** What waits for one's decision, as a pure reading of change requests and open holds. */
import type { Rights } from '../../shared/access/permit.ts';
import type { Behalf } from '../access/deputy/behalf.ts';
import type { Shown } from '../live/collection.ts';

export type Item = {
  /** Unique among both kinds. */
  readonly id: string;
  readonly orderId: string;
  readonly number: string;
  readonly customerName: string;
  /** Since when it waits, ms; null when the reader is not told. */
  readonly since: number | null;
  /** For whom one would decide it, as their deputy. */
  readonly forName: string | null;
} & (
  | { readonly kind: 'change'; readonly request: Shown<'change_request'> }
  | { readonly kind: 'hold'; readonly hold: Shown<'hold'> }
);

/** A prepayment is lifted by its receipt, and by nobody's word. */
const isDecided = ({ status, kind, openedById }: Shown<'hold'>, me: string): boolean =>
  status === 'open' && kind !== 'prepayment' && !(kind === 'discount' && openedById === me);

/**
 * What this person may decide of what they see, the longest waiting first: never what they asked for themselves.
 * @param me the person's id
 * @param behalf for whom they decide what is not theirs
 */
export const waitingFor = (
  requests: readonly Shown<'change_request'>[],
  holds: readonly Shown<'hold'>[],
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
  for (const hold of holds) {
    if (!isDecided(hold, me) || !rights.may('hold', 'release', hold)) continue;
    const { orderId = '', orderNumber = '', customerName = '', openedAt } = hold;
    const about = { orderId, number: orderNumber, customerName, since: openedAt ?? null };
    const forName = behalf('hold', 'release', hold);
    found.push({ forName, kind: 'hold', id: `hold ${hold.id}`, ...about, hold });
  }
  const at = ({ since }: Item): number => since ?? Number.POSITIVE_INFINITY;
  return found.sort((a, b) => at(a) - at(b) || (a.id < b.id ? -1 : 1));
};
