import type { Change, Decision, Refusal } from '../../base/decision.ts';
import { isNoun, type NounName, nounNamed, type RowOf } from '../../catalogue.ts';
import { type Administration, someAdministrator } from '../administrators.ts';
import { lapsing, type Moment, type SecondFacts, second } from '../role_change/role_change.second.ts';
import { normalCondition, type Rule } from '../rule.ts';
import { roleWidening } from '../widening.ts';
import type { RuleInput } from './role.commands.ts';
import { asCondition, conditionFault } from './role.condition.ts';

/** The business actions of a noun, beside read, create and update (shared/commands.ts knows them). */
type ActionsOn = (noun: string) => readonly string[];

/** What no rule can open: password hashes, and the digests of the cookies of sessions and walls. */
const neverGranted = { nouns: ['credential', 'wall_device'], groups: ['secret'] } as const;

const at = (index: number, part: string): string => `rules.${index}.${part}`;

const ruleFault = (rule: RuleInput, index: number, actionsOn: ActionsOn): Refusal | null => {
  if (!isNoun(rule.on) || neverGranted.nouns.some((noun) => noun === rule.on)) {
    return { refused: 'role.no_such_noun', field: at(index, 'on') };
  }
  const noun = nounNamed(rule.on);
  if (!['read', 'create', 'update', ...actionsOn(rule.on)].includes(rule.may)) {
    return { refused: 'role.no_such_action', field: at(index, 'may'), with: { noun: rule.on } };
  }
  if (rule.scope !== 'all' && !noun.scopes[rule.scope]) {
    return { refused: 'role.no_such_scope', field: at(index, 'scope'), with: { noun: rule.on } };
  }
  const groups = new Set(Object.values(noun.fields).map((field) => field.group));
  const strange = rule.groups.find((group) => !groups.has(group) || neverGranted.groups.some((one) => one === group));
  if (strange !== undefined) {
    return { refused: 'role.no_such_group', field: at(index, 'groups'), with: { noun: rule.on } };
  }
  if (rule.when === null) return null;
  const fault = conditionFault(rule.on, rule.when);
  return (
    fault && {
      refused: `role.${fault.fault}`,
      field: at(index, 'when'),
      with: { noun: rule.on, name: fault.field ?? null },
    }
  );
};

/** The first fault of the rules as an editor sends them, or null. */
export const rulesFault = (rules: readonly RuleInput[], actionsOn: ActionsOn): Refusal | null => {
  for (const [index, rule] of rules.entries()) {
    const fault = ruleFault(rule, index, actionsOn);
    if (fault) return fault;
  }
  return null;
};

type RuleRow = RowOf<'rule'>;
export type Applied = { readonly changes: readonly Change[]; readonly answer: { readonly id: string } };
const sentenceOf = (rule: RuleInput | RuleRow): Rule => {
  const when = asCondition(rule.when);
  return {
    on: rule.on as NounName,
    may: rule.may,
    scope: rule.scope,
    when: when && normalCondition(when),
    groups: [...new Set(rule.groups as readonly string[])].sort(),
  };
};

export type RoleFacts = {
  readonly target: RowOf<'role'>;
  /** The role's rules as they stand, locked. */
  readonly rules: readonly RuleRow[];
  readonly administration: Administration;
};
export type RoleInput = {
  readonly name?: string | undefined;
  readonly home?: string | undefined;
  readonly rules: readonly RuleInput[];
  readonly from?: readonly string[] | undefined;
};
/** The rules as they stand, in the form in which they are compared and kept. */
export const sentencesOf = (rules: readonly (RuleInput | RuleRow)[]): readonly Rule[] => [
  ...new Map(rules.map(sentenceOf).map((rule) => [JSON.stringify(rule), rule])).values(),
];

const differsFrom = (rules: readonly RuleRow[], from: readonly string[]): boolean =>
  rules.length !== new Set(from).size || rules.some((rule) => !from.includes(rule.id));

/**
 * The role's rules become those given: what says the same stays as it is, the rest is deleted and inserted; whoever could agree
 * to changes of rights and can no more counts for a while. Refuses
 * what `rulesFault` finds, `changed_meanwhile`, and `role.last_administrator` where nobody active could then change
 * roles and people.
 */
export const save = (facts: RoleFacts, input: RoleInput, moment: Moment, actionsOn: ActionsOn): Applied | Refusal => {
  const { target, rules, administration } = facts;
  if (input.from && differsFrom(rules, input.from)) return { refused: 'changed_meanwhile', field: 'rules' };
  const fault = rulesFault(input.rules, actionsOn);
  if (fault) return fault;

  const sentences = sentencesOf(input.rules);
  const wanted = new Map(sentences.map((rule) => [JSON.stringify(rule), rule]));
  const { people } = administration;
  const after = { people, rules: { ...administration.rules, [target.id]: sentences } };
  if (someAdministrator(people, administration.rules) && !someAdministrator(people, after.rules)) {
    return { refused: 'role.last_administrator' };
  }
  const changes: Change[] = [];
  if (input.name !== undefined || input.home !== undefined) {
    const set = { name: input.name ?? target.name, home: input.home ?? target.home };
    changes.push({ op: 'update', noun: 'role', id: target.id, set });
  }
  for (const row of rules) {
    const known = wanted.delete(JSON.stringify(sentenceOf(row)));
    if (!known) changes.push({ op: 'delete', noun: 'rule', id: row.id });
  }
  for (const rule of wanted.values()) {
    changes.push({ op: 'insert', noun: 'rule', id: moment.newId(), set: { roleId: target.id, ...rule } });
  }
  changes.push(...lapsing(administration, after, moment));
  return { changes, answer: { id: target.id } };
};

/**
 * The same, or where the rules come to more than before and somebody else could agree to that, what waits for them
 * (role_change.second.ts). Answers the role's `id`, and with `waits` the id of what waits. Refuses what `save` refuses, and
 * `role_change.open_already`.
 */
export const ask = (
  facts: RoleFacts & SecondFacts,
  { why = null, ...input }: RoleInput & { readonly why?: string | null | undefined },
  moment: Moment,
  actionsOn: ActionsOn,
): Decision => {
  const { target, rules } = facts;
  const made = save(facts, input, moment, actionsOn);
  if ('refused' in made) return made;
  const [was, now] = [sentencesOf(rules), sentencesOf(input.rules)];
  const { name, home } = target;
  const wish = {
    kind: 'role',
    subjectId: target.id,
    subjectName: name,
    before: { name, home, rules: was, ruleIds: rules.map(({ id }) => id) },
    after: { name: input.name ?? name, home: input.home ?? home, rules: now },
    widens: roleWidening(was, now),
  } as const;
  const next = second(wish, facts, why, moment);
  if ('refused' in next) return next;
  if (next.waits !== null) return { changes: next.changes, answer: { ...made.answer, waits: next.waits }, why };
  return { changes: [...made.changes, ...next.changes], answer: made.answer, why };
};

/** Refuses `role.code_taken`. Answers the role's `id`; it grants nothing until its rules are saved. */
export const create = (
  facts: { readonly codeTaken: boolean },
  input: { readonly code: string; readonly name: string; readonly home: string },
  moment: Pick<Moment, 'newId'>,
): Decision => {
  if (facts.codeTaken) return { refused: 'role.code_taken', field: 'code' };
  const id = moment.newId();
  return { changes: [{ op: 'insert', noun: 'role', id, set: { ...input } }], answer: { id } };
};
