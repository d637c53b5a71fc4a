import { addDays, type Day, daysBetween } from '../../base/day.ts';
import type { Change, Decision } from '../../base/decision.ts';
import type { RowOf } from '../../catalogue.ts';
import { notify } from '../../together/notification/notify.ts';
import { deputyStates } from './deputy.states.ts';

type Deputy = RowOf<'deputy'>;
type Someone = Pick<RowOf<'person'>, 'id' | 'name' | 'status'>;
type Moment = {
  readonly now: number;
  readonly today: Day;
  readonly newId: () => string;
  readonly actor: { readonly id: string; readonly name: string };
};

/** Days of one absence, at most: who is away for longer has another role, or none. */
export const DEPUTY_DAYS = 92;
/** And how far ahead it may begin, days. */
export const AHEAD_DAYS = 366;

export type NameFacts = {
  readonly absent: Someone;
  readonly deputy: Someone;
  /** Does anything wait for the absent one's decision, by rules of their own? */
  readonly decides: boolean;
  /** What is not over of either of them, locked. */
  readonly others: readonly Deputy[];
  /** People who could agree to it: neither who names nor the deputy. They are told. */
  readonly seconds: readonly string[];
};
export type NameInput = {
  readonly startsOn: Day;
  readonly endsOn: Day;
  readonly reason: string;
};

/** Not over. */
export const open: readonly Deputy['status'][] = ['proposed', 'planned', 'standing'];
const overlaps = (one: Pick<Deputy, 'startsOn' | 'endsOn'>, { startsOn, endsOn }: NameInput): boolean =>
  one.startsOn <= endsOn && one.endsOn >= startsOn;

/** The row as it would stand. */
export const named = (
  { absent, deputy }: Pick<NameFacts, 'absent' | 'deputy'>,
  { startsOn, endsOn, reason }: NameInput,
  status: Deputy['status'],
  { actor, now }: Pick<Moment, 'actor' | 'now'>,
): Omit<Deputy, 'id'> => ({
  absentId: absent.id,
  absentName: absent.name,
  deputyId: deputy.id,
  deputyName: deputy.name,
  startsOn,
  endsOn,
  status,
  reason,
  namedById: actor.id,
  namedByName: actor.name,
  namedAt: now,
  confirmedById: null,
  confirmedByName: null,
  endedAt: null,
});

/**
 * Names a deputy. Who is absent gives what is theirs, and it stands with its first day; what anybody else proposes waits for
 * a second person, unless there is nobody who could be that. Nobody names themselves. Refuses `deputy.oneself`,
 * `deputy.by_deputy`, `deputy.nothing_to_decide`, `deputy.not_active`, `deputy.days` (with `limit`), `deputy.past`,
 * `deputy.too_early`, `deputy.taken` (with `name`) and `deputy.away` where the deputy is absent on one of the days.
 * Answers its `id` and `status`.
 */
export const name = (facts: NameFacts, input: NameInput, moment: Moment): Decision => {
  const { absent, deputy, others } = facts;
  const { startsOn, endsOn, reason } = input;
  if (absent.id === deputy.id) return { refused: 'deputy.oneself', field: 'deputyId' };
  if (deputy.id === moment.actor.id) return { refused: 'deputy.by_deputy', field: 'deputyId' };
  if (absent.status !== 'active') return { refused: 'deputy.not_active', field: 'absentId' };
  if (deputy.status !== 'active') return { refused: 'deputy.not_active', field: 'deputyId' };
  if (!facts.decides) return { refused: 'deputy.nothing_to_decide', field: 'absentId' };
  if (endsOn < startsOn || daysBetween(startsOn, endsOn) >= DEPUTY_DAYS)
    return { refused: 'deputy.days', field: 'endsOn', with: { limit: DEPUTY_DAYS } };
  if (endsOn < moment.today) return { refused: 'deputy.past', field: 'endsOn' };
  if (startsOn > addDays(moment.today, AHEAD_DAYS)) return { refused: 'deputy.too_early', field: 'startsOn' };
  const standing = others.filter((one) => open.includes(one.status) && overlaps(one, input));
  const taken = standing.find(({ absentId }) => absentId === absent.id);
  if (taken) return { refused: 'deputy.taken', field: 'startsOn', with: { name: taken.deputyName } };
  if (standing.some(({ absentId }) => absentId === deputy.id)) return { refused: 'deputy.away', field: 'deputyId' };
  const id = moment.newId();
  const agreed = absent.id === moment.actor.id || facts.seconds.length === 0;
  const begun = startsOn <= moment.today;
  const status = !agreed ? 'proposed' : begun ? 'standing' : 'planned';
  const set = named(facts, input, status, moment);
  const kind = agreed ? 'deputy_named' : 'deputy_proposed';
  const told = notify({ to: [absent.id, deputy.id, ...facts.seconds], kind, noun: 'deputy', id }, moment);
  return { changes: [{ op: 'insert', noun: 'deputy', id, set }, ...told], answer: { id, status }, why: reason };
};

type Target = { readonly target: Deputy };
const changed = (id: string, set: Partial<Deputy>): Change => ({ op: 'update', noun: 'deputy', id, set });

/**
 * A second person agrees: neither who proposed it nor who would be the deputy. Refuses `deputy.not_open`,
 * `deputy.second_person`.
 */
export const confirm = ({ target }: Target, moment: Moment): Decision => {
  if (target.status !== 'proposed' || target.endsOn < moment.today)
    return { refused: 'deputy.not_open', with: { status: target.status } };
  if (target.namedById === moment.actor.id || target.deputyId === moment.actor.id)
    return { refused: 'deputy.second_person' };
  const move = target.startsOn <= moment.today ? 'begin' : 'confirm';
  const set = {
    status: deputyStates.moves[move].to,
    confirmedById: moment.actor.id,
    confirmedByName: moment.actor.name,
  };
  const to = [target.absentId, target.deputyId, target.namedById];
  const told = notify({ to, kind: 'deputy_named', noun: 'deputy', id: target.id }, moment);
  return { changes: [changed(target.id, set), ...told], answer: { id: target.id, status: set.status } };
};

/** Ends it now. Refuses `deputy.not_open`. */
export const end = (
  { target }: Target,
  { why }: { readonly why?: string | null | undefined },
  moment: Moment,
): Decision => {
  if (!open.includes(target.status)) return { refused: 'deputy.not_open', with: { status: target.status } };
  const set = { status: deputyStates.moves.end.to, endedAt: moment.now };
  const told = notify(
    { to: [target.absentId, target.deputyId, target.namedById], kind: 'deputy_ended', noun: 'deputy', id: target.id },
    moment,
  );
  return { changes: [changed(target.id, set), ...told], answer: { id: target.id }, why: why ?? null };
};

/** Moved by one command, at most. */
export const TURNED_AT_MOST = 200;

/** What the day does to those that are not over. Done again, it changes nothing. Answers `more` as 1 while there is another page. */
export const turn = (
  { due, more }: { readonly due: readonly Deputy[]; readonly more: boolean },
  { day }: { readonly day: Day },
  now: number,
): Decision => {
  const changes = due.flatMap((one): Change[] => {
    if (open.includes(one.status) && one.endsOn < day)
      return [changed(one.id, { status: deputyStates.moves.lapse.to, endedAt: now })];
    if (one.status === 'planned' && one.startsOn <= day)
      return [changed(one.id, { status: deputyStates.moves.begin.to })];
    return [];
  });
  return { changes, answer: { turned: changes.length, more: more ? 1 : 0 } };
};
