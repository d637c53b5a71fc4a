import type { Change, Decision, Refusal } from '../../base/decision.ts';
import { type Edits, edited } from '../../base/edit.ts';
import type { RowOf } from '../../catalogue.ts';
import { type Administered, type Administration, type RulesByRole, someAdministrator } from '../administrators.ts';
import { lapsing, type Moment, type SecondFacts, second, unfilled } from '../role_change/role_change.second.ts';
import { type Giving, giving, personWidening } from './person.rights.ts';
import { personStates } from './person.states.ts';

type Person = RowOf<'person'>;

export type PersonFacts = { readonly target: Person; readonly administration: Administration };
/** What is asked where roles, places or authority are given: the rules of all roles had or given, and who could agree. */
type GivingFacts = SecondFacts & { readonly given: RulesByRole };
export type InviteFacts = GivingFacts & { readonly emailTaken: boolean };
export type UpdateFacts = InviteFacts & PersonFacts;
type Why = { readonly why?: string | null | undefined };

const last: Refusal = { refused: 'person.last_administrator' };

const withChanged = ({ people, rules }: Administration, changed: Administered): Administration => ({
  people: people.map((person) => (person.id === changed.id ? changed : person)),
  rules,
});
/** Would this change of one person leave nobody who can change roles and people, where there was somebody? */
const leavesNone = (administration: Administration, changed: Administered): boolean =>
  someAdministrator(administration.people, administration.rules) &&
  !someAdministrator(withChanged(administration, changed).people, administration.rules);

/**
 * The person with these cells; whoever could agree to changes of rights and can no more counts for a while, and others are told. Refuses
 * `person.last_administrator`.
 */
export const changed = (
  { target, administration }: PersonFacts,
  set: Partial<Person>,
  moment: Moment,
): { readonly changes: readonly Change[] } | Refusal => {
  const becomes = { ...target, ...set };
  if (leavesNone(administration, becomes)) return last;
  const lapses = lapsing(administration, withChanged(administration, becomes), moment);
  const until = lapses.flatMap((one) => (one.op === 'update' && one.noun === 'person' ? [one.set] : []))[0];
  const told = lapses.filter(({ noun }) => noun !== 'person');
  return { changes: [{ op: 'update', noun: 'person', id: target.id, set: { ...set, ...until } }, ...told] };
};

const cellsOf = (person: Partial<Person>, fields: readonly Giving[]): { readonly [field: string]: unknown } =>
  Object.fromEntries(fields.map((field) => [field, person[field] ?? null]));

export type Invitation = Pick<
  Person,
  'name' | 'email' | 'language' | 'discountAuthority' | 'teamId' | 'roleIds' | 'warehouseIds'
>;

/** Who is not known yet bears nothing. */
const nobody = { roleIds: [], warehouseIds: [], teamId: null, discountAuthority: 0 } as const;

/**
 * Roles and authority that give more wait, where somebody else could agree to that: until then the person has none. Refuses
 * `person.email_taken`. Answers the person's `id`, and with `waits` the id of what waits.
 */
export const invite = (facts: InviteFacts, input: Invitation, moment: Moment): Decision => {
  if (facts.emailTaken) return { refused: 'person.email_taken', field: 'email' };
  const id = moment.newId();
  const wanted = { ...input, id };
  const { widens, by } = personWidening({ ...nobody, id }, wanted, facts.given);
  // Without a role, where somebody stands gives nothing.
  const fields = by.filter((field) => field === 'roleIds' || field === 'discountAuthority');
  const wish = {
    kind: 'person',
    subjectId: id,
    subjectName: input.name,
    before: cellsOf(nobody as unknown as Partial<Person>, fields),
    after: cellsOf(input, fields),
    widens,
  } as const;
  const next = second(wish, facts, null, moment);
  if ('refused' in next) return next;
  const set = { ...input, ...(next.waits === null ? {} : wish.before), status: 'invited' } as const;
  const answer = { id, ...(next.waits === null ? {} : { waits: next.waits }) };
  // Roles that give nothing yet are given at once, whatever else waits.
  const voids = next.waits !== null && !fields.includes('roleIds') ? unfilled(facts.waiting, moment.now) : [];
  return { changes: [{ op: 'insert', noun: 'person', id, set }, ...voids, ...next.changes], answer };
};

/**
 * What gives the person more waits, where somebody else could agree to that; the other fields are set. Refuses
 * `changed_meanwhile`, `person.email_taken`, `person.last_administrator`, `role_change.open_already`. Answers the person's
 * `id`, and with `waits` the id of what waits.
 */
export const update = (
  facts: UpdateFacts,
  { set: edits, why = null }: Why & { readonly set: Edits },
  moment: Moment,
): Decision => {
  const { target } = facts;
  const found = edited(target, edits);
  if ('refused' in found) return found;
  if (facts.emailTaken) return { refused: 'person.email_taken', field: 'email' };
  const set = found.set as Partial<Person>;
  const whole = changed(facts, set, moment);
  if ('refused' in whole) return whole;
  const answer = { id: target.id };
  const given = giving.filter((field) => set[field] !== undefined);
  if (given.length === 0) return { changes: whole.changes, answer, why };
  const { widens, by } = personWidening(target, { ...target, ...set }, facts.given);
  const fields = given.filter((field) => by.includes(field));
  const wish = {
    kind: 'person',
    subjectId: target.id,
    subjectName: target.name,
    before: cellsOf(target, fields),
    after: cellsOf(set, fields),
    widens,
  } as const;
  const next = second(wish, facts, why, moment);
  if ('refused' in next) return next;
  if (next.waits === null) return { changes: [...whole.changes, ...next.changes], answer, why };
  const rest = Object.fromEntries(
    Object.entries(set).filter(([field]) => !(fields as readonly string[]).includes(field)),
  );
  const done = Object.keys(rest).length > 0 ? changed(facts, rest, moment) : { changes: [] };
  if ('refused' in done) return done;
  const voids = 'roleIds' in rest ? unfilled(facts.waiting, moment.now) : [];
  return { changes: [...done.changes, ...voids, ...next.changes], answer: { ...answer, waits: next.waits }, why };
};

/** Refuses `person.not_in_state`, `person.last_administrator`. Sessions of the suspended end with it, outside of this. */
export const suspend = (facts: PersonFacts, input: Why, moment: Moment): Decision => {
  const { target } = facts;
  if (!personStates.moves.suspend.from.includes(target.status)) return { refused: 'person.not_in_state' };
  const done = changed(facts, { status: personStates.moves.suspend.to }, moment);
  if ('refused' in done) return done;
  return { changes: done.changes, answer: { id: target.id }, why: input.why ?? null };
};

/** Refuses `person.not_in_state`. */
export const activate = ({ target }: { readonly target: Person }): Decision => {
  if (!personStates.moves.activate.from.includes(target.status)) return { refused: 'person.not_in_state' };
  const status = personStates.moves.activate.to;
  return { changes: [{ op: 'update', noun: 'person', id: target.id, set: { status } }], answer: { id: target.id } };
};
