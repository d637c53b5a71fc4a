import type { Change, Decision } from '../../base/decision.ts';
import type { RowOf } from '../../catalogue.ts';
import { type Clock, nextDigest } from '../mail_choice/mail_choice.rules.ts';
import type { Outcome } from './mail.commands.ts';

type Mail = RowOf<'mail'>;
type Moment = { readonly now: number; readonly newId: () => string; readonly actor: { readonly id: string } };

const MINUTE = 60_000;
const HOUR = 60 * MINUTE;
/** A mention waits so long, ms: who reads it in the product meanwhile needs no mail. */
export const MENTION_WAITS = MINUTE;
/** How long a mail is its sender's, ms. A sender that is lost keeps nobody from it for longer. */
export const HELD = 5 * MINUTE;
/** News older than this is none any more, ms. */
export const TOO_OLD = 24 * HOUR;
/** From one attempt to the next, ms: eight within a day. */
export const WAITS = [1, 5, 15, 60, 180, 360, 720].map((minutes) => minutes * MINUTE);
export const ATTEMPTS = WAITS.length + 1;

type New = Pick<Mail, 'personId' | 'kind' | 'dueAt'> & Partial<Pick<Mail, 'newsId' | 'since'>>;
const made = (one: New, { now, newId }: Pick<Moment, 'now' | 'newId'>): Change => ({
  op: 'insert',
  noun: 'mail',
  id: newId(),
  set: {
    newsId: null,
    since: null,
    ...one,
    state: 'waiting',
    at: now,
    attempts: 0,
    reason: null,
    code: null,
    settledAt: null,
    holder: null,
  },
});

/** Of what is told by these changes, the mentions: ids of notifications and whom they are for. */
export const mentionsIn = (changes: readonly Change[]): readonly { readonly id: string; readonly personId: string }[] =>
  changes.flatMap((change) =>
    change.op === 'insert' && change.noun === 'notification' && change.set.kind === 'mentioned'
      ? [{ id: change.id, personId: change.set.personId ?? '' }]
      : [],
  );

/** A mail for each of those who want one at once. */
export const mailMentions = (
  mentions: ReturnType<typeof mentionsIn>,
  wanting: ReadonlySet<string>,
  moment: Pick<Moment, 'now' | 'newId'>,
): readonly Change[] =>
  mentions
    .filter(({ personId }) => wanting.has(personId))
    .map(({ id, personId }) =>
      made({ personId, kind: 'mention', newsId: id, dueAt: moment.now + MENTION_WAITS }, moment),
    );

/** Refuses `mail.test_waiting` while an earlier one has not gone out. Answers `id`. */
export const toOneself = ({ waiting }: { readonly waiting: boolean }, moment: Moment): Decision => {
  if (waiting) return { refused: 'mail.test_waiting' };
  const change = made({ personId: moment.actor.id, kind: 'test', dueAt: moment.now }, moment);
  return { changes: [change], answer: { id: change.id } };
};

export type DigestFacts = {
  /** Choices whose digest is due. */
  readonly due: readonly RowOf<'mail_choice'>[];
  readonly more: boolean;
  /** Since when (ms) the youngest unread news of each active person is there; absent: they have none. */
  readonly youngest: ReadonlyMap<string, number>;
  readonly clock: Clock;
};

/** One digest a person, also after days without a server; none where nothing is newer than the last one. */
export const digest = ({ due, more, youngest, clock }: DigestFacts, moment: Moment): Decision => ({
  changes: due.flatMap((choice): readonly Change[] => {
    const nextOn = nextDigest(choice, clock);
    const moved = (set: object): Change => ({
      op: 'update',
      noun: 'mail_choice',
      id: choice.id,
      set: { nextOn, ...set },
    });
    const { personId, toldUntil } = choice;
    if ((youngest.get(personId) ?? -1) < toldUntil) return [moved({})];
    return [
      moved({ toldUntil: moment.now }),
      made({ personId, kind: 'digest', since: toldUntil, dueAt: moment.now }, moment),
    ];
  }),
  answer: { more: more ? 1 : 0 },
});

const settled = (id: string, set: Partial<Mail>, now: number): Change => ({
  op: 'update',
  noun: 'mail',
  id,
  set: { ...set, holder: null, settledAt: now },
});

/** `due`: waiting ones whose time has come, and those whose sender was lost. Answers the `ids` of those that are to be sent. */
export const take = (
  { due }: { readonly due: readonly Mail[] },
  { holder }: { readonly holder: string },
  { now }: Moment,
): Decision => {
  const ids: string[] = [];
  const changes = due.map((mail): Change => {
    const { id, attempts, at, state, reason } = mail;
    if (attempts >= ATTEMPTS) return settled(id, { state: 'failed', reason: reason ?? 'later' }, now);
    if (state === 'waiting' && now - at > TOO_OLD)
      return settled(id, attempts === 0 ? { state: 'dropped', reason: 'too_old' } : { state: 'failed' }, now);
    ids.push(id);
    return {
      op: 'update',
      noun: 'mail',
      id,
      set: { state: 'sending', holder, dueAt: now + HELD, attempts: attempts + 1 },
    };
  });
  return { changes, answer: { ids } };
};

/** Changes nothing where the sender does not hold it any more: another has it, or it is gone. */
export const settle = (
  { target }: { readonly target: Mail | null },
  { holder, outcome }: { readonly holder: string; readonly outcome: Outcome },
  { now }: Moment,
): Decision => {
  if (target?.state !== 'sending' || target.holder !== holder) return { changes: [] };
  const { id, attempts } = target;
  if (outcome.as === 'sent') return { changes: [settled(id, { state: 'sent', reason: null, code: null }, now)] };
  if (outcome.as === 'dropped')
    return { changes: [settled(id, { state: 'dropped', reason: outcome.reason, code: null }, now)] };
  const waits: Partial<Mail> = { state: 'waiting', holder: null };
  if (outcome.as === 'back')
    return { changes: [{ op: 'update', noun: 'mail', id, set: { ...waits, dueAt: now, attempts: attempts - 1 } }] };
  const { reason, code } = outcome;
  const wait = WAITS[attempts - 1];
  if (outcome.forGood || wait === undefined) return { changes: [settled(id, { state: 'failed', reason, code }, now)] };
  return { changes: [{ op: 'update', noun: 'mail', id, set: { ...waits, dueAt: now + wait, reason, code } }] };
};

export const lapse = ({ old, more }: { readonly old: readonly Mail[]; readonly more: boolean }): Decision => ({
  changes: old.map(({ id }): Change => ({ op: 'delete', noun: 'mail', id })),
  answer: { more: more ? 1 : 0 },
});
