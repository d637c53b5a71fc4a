/** What one may not change alone, asked for and decided by another. */

import { folded } from '../../base/changes.ts';
import { addDays, type Day } from '../../base/day.ts';
import type { Change, Decision } from '../../base/decision.ts';
import type { RowOf } from '../../catalogue.ts';
import { notify } from '../../together/notification/notify.ts';
import type { Acting } from '../acting.ts';
import { isOpen, type UpdateInput } from '../order/order.change.lines.ts';
import { editedOrder, type UpdateFacts, update } from '../order/order.change.ts';
import { ownersOf } from '../order/order.children.ts';
import { editRows, inputOf } from './change_request.edits.ts';
import { changeRequestStates } from './change_request.states.ts';

type Request = RowOf<'change_request'>;
export type AskFacts = UpdateFacts & {
  /** May whoever asks set terms themselves? */
  readonly mayTerms: boolean;
  /** Whoever may decide it: they are told. */
  readonly approvers: readonly string[];
};

/**
 * Asks for edits of a submitted or confirmed order; nothing of it changes until somebody else decides. One request at a
 * time stands on an order. Refuses `order.not_in_state`, `change_request.open_already`, `change_request.no_change` and
 * what `update` refuses of the edits themselves. Answers the request's `id`.
 */
export const ask = (
  facts: AskFacts,
  { why, ...input }: UpdateInput & { readonly why: string },
  moment: Acting,
): Decision => {
  const { order, requests } = facts.family;
  if (!isOpen(order.status)) return { refused: 'order.not_in_state', with: { status: order.status } };
  if (requests.some(({ status }) => status === 'requested')) return { refused: 'change_request.open_already' };
  const found = editedOrder(facts, input, moment, { by: 'granted', mayTerms: facts.mayTerms });
  if (found === null) return { refused: 'change_request.no_change' };
  if ('refused' in found) return found;
  const id = moment.newId();
  const set: Omit<Request, 'id'> = {
    orderId: order.id,
    orderNumber: order.number,
    customerName: order.customerName,
    status: 'requested',
    beyond: found.beyond,
    requesterId: moment.actor.id,
    requesterName: moment.actor.name,
    askedAt: moment.now,
    expiresOn: addDays(moment.today, facts.settings['change.days']),
    closedAt: null,
    deciderId: null,
    deciderName: null,
    deciderForName: null,
    askedWhy: why,
    decidedWhy: null,
    currency: order.currency,
    totalFrom: order.total,
    totalTo: found.family.order.total,
    ...ownersOf(order),
  };
  const changes: Change[] = [
    { op: 'insert', noun: 'change_request', id, set },
    ...editRows(facts.family, input, found.family, { id, ...set }, moment.newId),
    ...notify({ to: facts.approvers, kind: 'change_requested', noun: 'order', id: order.id, part: id }, moment),
  ];
  return { changes, answer: { id, orderId: order.id }, why };
};

export type DecideInput = {
  readonly id: string;
  readonly accept: 'all' | 'none' | readonly string[];
  readonly why?: string | null | undefined;
};
export type DecideFacts = UpdateFacts & {
  readonly target: Request;
  /** Something of what is asked is not the decider's to read. */
  readonly unreadable: boolean;
};

/**
 * One act, one notice: whoever hears that their change is decided hears of the order by that. Others who wait for the order are
 * told that nothing holds it any more.
 */
const isToldTwice = (change: Change, { requesterId }: Request): boolean =>
  change.op === 'insert' &&
  change.noun === 'notification' &&
  change.set.personId === requesterId &&
  (change.set.kind === 'order_confirmed' || change.set.kind === 'order_released');

const closed = (request: Request): Decision => ({
  refused: request.status === 'void' ? 'change_request.stale' : 'change_request.not_open',
  with: { status: request.status },
});

/**
 * Decides what is asked: the edits accepted are made as if whoever decides had made them with full authority, all of them
 * or none. Whoever asked does not decide. Refuses `change_request.stale` (the order was changed since),
 * `change_request.not_open`, `change_request.own`, `change_request.not_readable`, `change_request.unknown_edit`,
 * `change_request.reason_missing`, and what `update` refuses of the edits accepted.
 */
export const decide = (facts: DecideFacts, { accept, why }: DecideInput, moment: Acting): Decision => {
  const { target, family } = facts;
  if (target.status !== 'requested') return closed(target);
  // Its day may be over a moment before the day is turned.
  if (target.expiresOn < moment.today) return closed({ ...target, status: 'expired' });
  // Nor does anybody in the name of whoever asked.
  if (target.requesterId === moment.actor.id || target.requesterId === moment.actor.behalf?.id)
    return { refused: 'change_request.own' };
  if (facts.unreadable) return { refused: 'change_request.not_readable' };
  const edits = family.edits.filter(({ requestId }) => requestId === target.id);
  const named = new Set(accept === 'all' ? edits.map(({ id }) => id) : accept === 'none' ? [] : accept);
  if ([...named].some((id) => !edits.some((edit) => edit.id === id)))
    return { refused: 'change_request.unknown_edit', field: 'accept' };
  const taken = edits.filter(({ id }) => named.has(id));
  if (taken.length < edits.length && !why) return { refused: 'change_request.reason_missing', field: 'why' };
  const move = taken.length === edits.length ? 'accept' : taken.length > 0 ? 'accept_part' : 'refuse';
  const set: Partial<Request> = {
    status: changeRequestStates.moves[move].to,
    closedAt: moment.now,
    deciderId: moment.actor.id,
    deciderName: moment.actor.name,
    deciderForName: moment.actor.behalf?.name ?? null,
    decidedWhy: why ?? null,
  };
  const decided: Change[] = [
    { op: 'update', noun: 'change_request', id: target.id, set },
    ...edits.map(({ id }): Change => {
      const outcome = named.has(id) ? 'accepted' : 'refused';
      return { op: 'update', noun: 'change_edit', id, set: { outcome } };
    }),
    ...notify({ to: [target.requesterId], kind: 'change_decided', noun: 'order', id: target.orderId }, moment),
  ];
  const answer = { id: target.id, orderId: target.orderId };
  if (taken.length === 0) return { changes: decided, answer, why: why ?? null };
  // Decided already, so that the change it makes does not void it.
  const requests = family.requests.map((one) => (one.id === target.id ? { ...one, ...set } : one));
  const made = update({ ...facts, family: { ...family, requests } }, inputOf(taken), moment, {
    by: 'granted',
    mayTerms: true,
  });
  if ('refused' in made) return made;
  const rest = made.changes.filter((change) => !isToldTwice(change, target));
  return { changes: folded([...decided, ...rest]), answer, why: why ?? null };
};

/** Takes back what one asked for. Refuses `change_request.not_yours` and, once it is closed, as `decide`. */
export const withdraw = ({ target }: { readonly target: Request }, moment: Acting): Decision => {
  if (target.status !== 'requested') return closed(target);
  if (target.requesterId !== moment.actor.id) return { refused: 'change_request.not_yours' };
  const set = { status: changeRequestStates.moves.withdraw.to, closedAt: moment.now };
  return {
    changes: [{ op: 'update', noun: 'change_request', id: target.id, set }],
    answer: { id: target.id, orderId: target.orderId },
  };
};

/** Requests that one command ends, at most. */
export const EXPIRED_AT_MOST = 200;

/** Ends what nobody decided by its last day, and tells whoever asked. Done again, it changes nothing. Answers `more` as 1 while there is another page. */
export const expire = (
  { open, more }: { readonly open: readonly Request[]; readonly more: boolean },
  { day }: { readonly day: Day },
  moment: Pick<Acting, 'now' | 'newId'> & { readonly actor: { readonly id: string } },
): Decision => {
  const set = { status: changeRequestStates.moves.expire.to, closedAt: moment.now };
  const lapsed = open.filter((one) => one.status === 'requested' && one.expiresOn < day);
  const changes = lapsed.flatMap(({ id, requesterId, orderId }): Change[] => [
    { op: 'update', noun: 'change_request', id, set },
    ...notify({ to: [requesterId], kind: 'change_expired', noun: 'order', id: orderId }, moment),
  ]);
  return { changes, answer: { ended: lapsed.length, more: more ? 1 : 0 } };
};
