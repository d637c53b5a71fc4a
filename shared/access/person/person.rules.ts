import type { Decision } from '../../base/decision.ts';
import { type Edits, edited } from '../../base/edit.ts';
import type { RowOf } from '../../catalogue.ts';
import { type Administered, type RulesByRole, someAdministrator } from '../administrators.ts';
import { personStates } from './person.states.ts';

type Person = RowOf<'person'>;
type Moment = { readonly newId: () => string };

/** Everyone who is active, and the rules of all roles: who may change roles and people hangs on both. */
export type Administration = { readonly people: readonly Administered[]; readonly rules: RulesByRole };
export type InviteFacts = { readonly emailTaken: boolean };
export type PersonFacts = { readonly target: Person; readonly administration: Administration };
export type UpdateFacts = PersonFacts & InviteFacts;

const last: Decision = { refused: 'person.last_administrator' };

/** Would this change of one person leave nobody who can change roles and people, where there was somebody? */
const leavesNone = ({ people, rules }: Administration, changed: Administered): boolean =>
  someAdministrator(people, rules) &&
  !someAdministrator(
    people.map((person) => (person.id === changed.id ? changed : person)),
    rules,
  );

export type Invitation = Pick<
  Person,
  'name' | 'email' | 'language' | 'discountAuthority' | 'teamId' | 'roleIds' | 'warehouseIds'
>;

/** Refuses `person.email_taken`. Answers the person's `id`. */
export const invite = ({ emailTaken }: InviteFacts, input: Invitation, moment: Moment): Decision => {
  if (emailTaken) return { refused: 'person.email_taken', field: 'email' };
  const id = moment.newId();
  return { changes: [{ op: 'insert', noun: 'person', id, set: { ...input, status: 'invited' } }], answer: { id } };
};

/** Refuses `changed_meanwhile`, `person.email_taken`, `person.last_administrator`. */
export const update = (facts: UpdateFacts, input: { readonly set: Edits }): Decision => {
  const { target, administration, emailTaken } = facts;
  const edits = edited(target, input.set);
  if ('refused' in edits) return edits;
  if (emailTaken) return { refused: 'person.email_taken', field: 'email' };
  const set = edits.set as Partial<Person>;
  if (leavesNone(administration, { ...target, ...set })) return last;
  return { changes: [{ op: 'update', noun: 'person', id: target.id, set }], answer: { id: target.id } };
};

/** Refuses `person.not_in_state`, `person.last_administrator`. Sessions of the suspended end with it, outside of this. */
export const suspend = (
  { target, administration }: PersonFacts,
  input: { readonly why?: string | null | undefined },
): Decision => {
  if (!personStates.moves.suspend.from.includes(target.status)) return { refused: 'person.not_in_state' };
  const status = personStates.moves.suspend.to;
  if (leavesNone(administration, { ...target, status })) return last;
  return {
    changes: [{ op: 'update', noun: 'person', id: target.id, set: { status } }],
    answer: { id: target.id },
    why: input.why ?? null,
  };
};

/** Refuses `person.not_in_state`. */
export const activate = ({ target }: { readonly target: Person }): Decision => {
  if (!personStates.moves.activate.from.includes(target.status)) return { refused: 'person.not_in_state' };
  const status = personStates.moves.activate.to;
  return { changes: [{ op: 'update', noun: 'person', id: target.id, set: { status } }], answer: { id: target.id } };
};
