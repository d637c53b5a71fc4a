/** More rights need a second person, while there is one: what stands instead of the change until then, and who is told. */
import { addDays, type Day } from '../../base/day.ts';
import type { Change, Refusal } from '../../base/decision.ts';
import type { RowOf } from '../../catalogue.ts';
import { notify, PRODUCT } from '../../together/notification/notify.ts';
import { type Administered, type Administration, losingSeconds, readersOf, secondsFor } from '../administrators.ts';
import type { Widened } from '../widening.ts';
import { roleChangeStates } from './role_change.states.ts';

type RoleChange = RowOf<'role_change'>;
export type Moment = {
  readonly now: number;
  readonly today: Day;
  readonly newId: () => string;
  readonly actor: { readonly id: string; readonly name: string };
};
type Cells = { readonly [field: string]: unknown };

/** What is asked for: of whom, from what, to what, and what it gives more of. */
export type Wish = {
  readonly kind: RoleChange['kind'];
  readonly subjectId: string;
  readonly subjectName: string;
  readonly before: Cells;
  readonly after: Cells;
  readonly widens: readonly Widened[];
};
export type SecondFacts = {
  readonly administration: Administration;
  /** Who could agree until lately, and does not count as gone: ids. */
  readonly lately: readonly string[];
  /** Changes that wait and rest on what this one changes, or fill roles that it gives, locked. */
  readonly waiting: readonly RoleChange[];
  /** For how many days one may be decided, the day of asking not counted. */
  readonly days: number;
};

/** Whoever could agree counts for as long after that right was taken from them, ms: nobody gets rid of the others first. */
export const SECOND_KEPT = 7 * 24 * 3_600_000;

/** What rests on something else than was looked at is void. */
export const voided = (waiting: readonly RoleChange[], now: number): Change[] =>
  waiting
    .filter(({ status }) => status === 'waiting')
    .map(({ id }): Change => {
      const set = { status: roleChangeStates.moves.void.to, closedAt: now };
      return { op: 'update', noun: 'role_change', id, set };
    });

/** Of a role given meanwhile somebody else would have more than whoever agrees was shown: it is not filled any more. */
export const unfilled = (waiting: readonly RoleChange[], now: number): Change[] =>
  voided(
    waiting.filter(({ kind }) => kind === 'role'),
    now,
  );

const DAY = 24 * 3_600_000;

/** Tells everybody who may read of it that somebody who could agree can no more, or to less. */
const dropped = (person: Administered, before: Administration, moment: Moment): Change[] => {
  const { actor, now, today } = moment;
  const id = moment.newId();
  const set = {
    kind: 'person',
    subjectId: person.id,
    subjectName: person.name,
    status: 'dropped',
    widens: [],
    before: {},
    after: {},
    askedById: actor.id,
    askedByName: actor.name,
    askedAt: now,
    askedWhy: null,
    expiresOn: addDays(today, SECOND_KEPT / DAY),
    closedAt: now,
    deciderId: null,
    deciderName: null,
    decidedWhy: null,
  } as const;
  const told = notify(
    { to: readersOf(before, { id, ...set }), kind: 'rights_dropped', noun: 'role_change', id },
    moment,
  );
  return [{ op: 'insert', noun: 'role_change', id, set }, ...told];
};

/**
 * Notes of whom a change takes the right to agree that they had it until now, and announces it. Whoever makes it knows what
 * they do to themselves; the others are told of that, too. What the product does is nobody's wish, and not announced.
 */
export const lapsing = (before: Administration, after: Administration, moment: Moment): Change[] => {
  const { actor, now } = moment;
  return losingSeconds(before, after).flatMap((person): Change[] => {
    const { id } = person;
    const kept: Change = { op: 'update', noun: 'person', id, set: { secondUntil: now + SECOND_KEPT } };
    return [...(id === actor.id ? [] : [kept]), ...(actor.id === PRODUCT ? [] : dropped(person, before, moment))];
  });
};

/** The row as it would wait. */
const waitingRow = (wish: Wish, why: string | null, days: number, moment: Moment) => ({
  ...wish,
  status: 'waiting' as const,
  askedById: moment.actor.id,
  askedByName: moment.actor.name,
  askedAt: moment.now,
  askedWhy: why,
  expiresOn: addDays(moment.today, days),
  closedAt: null,
  deciderId: null,
  deciderName: null,
  decidedWhy: null,
});

export type Next = { readonly waits: string | null; readonly changes: readonly Change[] };

/**
 * What a change of rights needs besides itself. Where it gives more and somebody else could agree, it `waits` under that id
 * and nothing else of it is to be done; else it is to be done now, and these changes announce it and void what rested on what
 * it changes. What the product does by itself asks nobody. Refuses `role_change.open_already` with `name`, who asked.
 */
export const second = (wish: Wish, facts: SecondFacts, why: string | null, moment: Moment): Next | Refusal => {
  const { administration, lately, waiting, days } = facts;
  const void_ = voided(waiting, moment.now);
  if (wish.widens.length === 0 || moment.actor.id === PRODUCT) return { waits: null, changes: void_ };
  const id = moment.newId();
  const set = waitingRow(wish, why, days, moment);
  const others = secondsFor(administration, { id, ...set }, moment.actor.id);
  if (others.length === 0 && !lately.some((one) => one !== moment.actor.id)) {
    const applied = { ...set, status: 'applied', closedAt: moment.now } as const;
    const to = readersOf(administration, { id, ...applied });
    const told = notify({ to, kind: 'rights_widened', noun: 'role_change', id }, moment);
    return { waits: null, changes: [...void_, { op: 'insert', noun: 'role_change', id, set: applied }, ...told] };
  }
  const open = waiting.find(
    ({ kind, subjectId, status, expiresOn }) =>
      status === 'waiting' && expiresOn >= moment.today && kind === wish.kind && subjectId === wish.subjectId,
  );
  if (open) return { refused: 'role_change.open_already', with: { name: open.askedByName } };
  const told = notify({ to: others, kind: 'rights_asked', noun: 'role_change', id }, moment);
  return { waits: id, changes: [{ op: 'insert', noun: 'role_change', id, set }, ...told] };
};
