/** The role of a screen on a wall: one that shows more needs a second person, as everything that gives rights does. */
import {
  type Moment,
  type SecondFacts,
  second,
  unfilled,
  type Wish,
} from '../../access/role_change/role_change.second.ts';
import type { Rule } from '../../access/rule.ts';
import { roleWidening } from '../../access/widening.ts';
import type { Decision } from '../../base/decision.ts';
import { type Edits, edited } from '../../base/edit.ts';
import type { RowOf } from '../../catalogue.ts';
import { type PairFacts, type PairInput, pair, update } from './wall.rules.ts';

type Wall = RowOf<'wall'>;
/** The rules of the role that it has, and of the one that it is to have. */
export type Showing = { readonly from: readonly Rule[]; readonly to: readonly Rule[] };
export type AskFacts = SecondFacts & { readonly showing: Showing };

/** Whatever else a role may do, a screen only reads. */
const reading = (rules: readonly Rule[]): readonly Rule[] => rules.filter(({ may }) => may === 'read');
const wishFor = (wall: Pick<Wall, 'id' | 'name'>, from: string | null, to: string, { showing }: AskFacts): Wish => ({
  kind: 'wall',
  subjectId: wall.id,
  subjectName: wall.name,
  before: { roleId: from },
  after: { roleId: to },
  widens: roleWidening(reading(showing.from), reading(showing.to)),
});

/**
 * The screen becomes a wall with the role asked for; where that shows more than the one of walls and somebody else could agree
 * to it, it has the one of walls meanwhile. Answers with `waits` the id of what waits. Refuses what `pair` refuses.
 * @param facts `roleId`: the role of walls
 * @param asked null: that of walls
 */
export const pairAs = (
  facts: PairFacts & AskFacts,
  asked: string | null,
  input: PairInput,
  moment: Moment,
): Decision => {
  const { roleId } = facts;
  const id = moment.newId();
  const as = (role: string | null): Decision => pair({ ...facts, roleId: role }, input, { ...moment, newId: () => id });
  const made = as(asked ?? roleId);
  if ('refused' in made || asked === null || asked === roleId) return made;
  const next = second(wishFor({ id, name: input.name }, roleId, asked, facts), facts, null, moment);
  if ('refused' in next) return next;
  if (next.waits === null) return { ...made, changes: [...made.changes, ...next.changes] };
  const meanwhile = as(roleId);
  if ('refused' in meanwhile) return meanwhile;
  const voids = unfilled(
    facts.waiting.filter(({ subjectId }) => subjectId === roleId),
    moment.now,
  );
  return { changes: [...meanwhile.changes, ...voids, ...next.changes], answer: { id, waits: next.waits } };
};

/** Sets what is asked; a role that shows more waits, where somebody else could agree to it. Refuses what `update` refuses. */
export const updateAs = (
  facts: { readonly target: Wall } & AskFacts,
  input: { readonly set: Edits },
  moment: Moment,
): Decision => {
  const { target } = facts;
  const made = update({ target }, input);
  const found = edited(target, input.set);
  if ('refused' in made || 'refused' in found) return made;
  const { roleId: to, ...rest } = found.set as Partial<Wall>;
  if (to === undefined) return made;
  const next = second(wishFor(target, target.roleId, to, facts), facts, null, moment);
  if ('refused' in next) return next;
  if (next.waits === null) return { ...made, changes: [...made.changes, ...next.changes] };
  const others =
    Object.keys(rest).length > 0 ? [{ op: 'update', noun: 'wall', id: target.id, set: rest } as const] : [];
  return { changes: [...others, ...next.changes], answer: { id: target.id, waits: next.waits } };
};
