/**
 * Does one set of rules give more than another of what a house guards: amounts and prices, cost and margin, credit, bank, what
 * is decided over others, and the right to give rights? Asked of the rules, not of rows: where it cannot be shown that the rows
 * were granted before, they count as more. So nothing that is more passes, and two steps that are none each are none together.
 */
import type { Binding, Condition, Leaf, Scalar } from '../base/condition.ts';
import { always, compareScalar } from '../base/condition.ts';
import { fieldNamed, type NounName, nounNames } from '../catalogue.ts';
import { derivableFrom } from './derivable.ts';
import { type Rights, rightsOf } from './permit.ts';
import { isAlways, isNever, normalCondition, type Rule } from './rule.ts';

/** Groups of fields that are guarded, read or written. What a driver collects at a door is not among them: it is no secret there. */
export const guardedGroups: ReadonlySet<string> = new Set(['amounts', 'prices', 'cost', 'value', 'credit', 'bank']);
/** What is decided over others or what others asked for, on whatever noun. */
const approving: ReadonlySet<string> = new Set([
  'adjust',
  'approve',
  'confirm',
  'decide',
  'release',
  'review',
  'reverse',
  'write_off',
]);
/** What gives rights: by fields that are entered or changed (where somebody stands is among the basics of a person), and by actions. */
const givingGroups: { readonly [noun in NounName]?: readonly string[] } = {
  role: ['basics'],
  person: ['basics', 'account'],
  wall: ['account'],
};
/** `role update` saves rules whatever fields go with it; whoever reassigns makes rows somebody's own, also their own. */
const giving: { readonly [noun in NounName]?: readonly string[] } = {
  role: ['update'],
  person: ['activate', 'reset'],
  wall: ['pair'],
  deputy: ['name'],
  customer: ['reassign'],
};

/** More of one action on one noun: `groups` of fields that it reaches on further rows; empty: the action itself. */
export type Widened = { readonly on: NounName; readonly may: string; readonly groups: readonly string[] };

const list = (leaf: Leaf): readonly Scalar[] | null => {
  if (leaf.is === 'eq' || leaf.is === 'ne') return [leaf.value as Scalar];
  return leaf.is === 'in' || leaf.is === 'not_in' ? (leaf.value as readonly Scalar[]) : null;
};
const admits = ({ is }: Leaf): boolean => is === 'eq' || is === 'in';
const denies = ({ is }: Leaf): boolean => is === 'ne' || is === 'not_in';
const up = ({ is }: Leaf): boolean => is === 'gt' || is === 'ge';
const down = ({ is }: Leaf): boolean => is === 'lt' || is === 'le';

/** Of two bounds on the same side: is the first no wider? */
const tighter = (one: Leaf, other: Leaf): boolean => {
  const [a, b] = [one.value as Scalar, other.value as Scalar];
  if (a === null || b === null || typeof a !== typeof b) return false;
  const order = compareScalar(a, b) * (up(one) ? 1 : -1);
  return order > 0 || (order === 0 && (one.is === other.is || one.is === 'gt' || one.is === 'lt'));
};

/** Does the first leaf's holding mean that the second holds? What a person's own values are is not known: none differs from another for sure. */
const leafWithin = (one: Leaf, other: Leaf): boolean => {
  if (one.field !== other.field) return false;
  if (JSON.stringify(one) === JSON.stringify(other)) return true;
  const [a, b] = [list(one), list(other)];
  if (a && b && admits(one) && admits(other)) return a.every((value) => b.includes(value));
  if (a && b && denies(one) && denies(other)) return b.every((value) => a.includes(value));
  return (up(one) && up(other)) || (down(one) && down(other)) ? tighter(one, other) : false;
};

/** For sure, every row that satisfies the first satisfies the second. Both in normal form. */
const within = (one: Condition, other: Condition): boolean => {
  if (isNever(one) || isAlways(other)) return true;
  if (JSON.stringify(one) === JSON.stringify(other)) return true;
  if ('any' in one) return one.any.every((part) => within(part, other));
  if ('all' in other) return other.all.every((part) => within(one, part));
  if ('any' in other) {
    const { any } = other;
    if (any.some((part) => within(one, part))) return true;
    // What the one says of a field with several values may be spread over the parts of the other.
    if ('field' in one && one.is === 'in')
      return (one.value as readonly Scalar[]).every((value) => within({ field: one.field, is: 'eq', value }, other));
    return 'all' in one && one.all.some((part) => 'any' in part && within(part, other));
  }
  if ('all' in one) return one.all.some((part) => within(part, other));
  if ('not' in one || 'not' in other) return false;
  return leafWithin(one, other);
};

/** Are all rows of these conditions, for sure, rows of one of those? */
export const rowsWithin = (after: readonly Condition[], before: readonly Condition[]): boolean =>
  after.every((one) => within(one, { any: before }));

/** Rows on which rights grant an action, or with a group of fields by it. */
export const rowsOf = (rights: Rights, on: NounName, may: string, group?: string): readonly Condition[] =>
  rights
    .grants(on, may)
    .filter(({ groups }) => group === undefined || groups.includes(group))
    .map(({ rows }) => rows);

const fielded: ReadonlySet<string> = new Set(['read', 'create', 'update']);
const isGuarded = (on: NounName, may: string, group: string): boolean =>
  guardedGroups.has(group) || (may !== 'read' && givingGroups[on]?.includes(group) === true);

/** Rows of a noun on which rights read all of these groups at once. */
const together = (rights: Rights, on: NounName, groups: readonly (string | undefined)[]): readonly Condition[] =>
  groups.reduce<readonly Condition[]>(
    (rows, group) =>
      rows.flatMap((one) => rowsOf(rights, on, 'read', group).map((other) => normalCondition({ all: [one, other] }))),
    [always],
  );

/** Guarded figures that could be computed from what `after` shows, on rows of which `before` neither gave that nor showed them. */
const derived = (before: Rights, after: Rights): readonly Widened[] =>
  derivableFrom(after.rules).flatMap(({ noun, group, from }): Widened[] => {
    const read = rowsOf(before, noun, 'read', group);
    if (!guardedGroups.has(group) || rowsWithin([always], read)) return [];
    const further = [...new Set(from.map((one) => one.noun))].some((on) => {
      const groups = new Set(from.flatMap((one) => (one.noun === on ? [fieldNamed(on, one.field)?.group] : [])));
      const known = [...together(before, on, [...groups]), ...(on === noun ? read : [])];
      return !rowsWithin(together(after, on, [...groups]), known);
    });
    return further ? [{ on: noun, may: 'read', groups: [group] }] : [];
  });

/** What `after` gives of what is guarded and `before` does not, noun by noun. Empty: no more than before. */
export const widening = (before: Rights, after: Rights): readonly Widened[] => {
  const asked = new Map<NounName, Set<string>>();
  for (const { on, may } of after.rules) asked.set(on, (asked.get(on) ?? new Set()).add(may));
  const given = nounNames.flatMap((on) =>
    [...(asked.get(on) ?? [])].sort().flatMap((may): Widened[] => {
      const more = (group?: string): boolean =>
        !rowsWithin(rowsOf(after, on, may, group), rowsOf(before, on, may, group));
      if (fielded.has(may)) {
        const given = new Set(after.grants(on, may).flatMap(({ groups }) => groups));
        const groups = [...given].filter((group) => isGuarded(on, may, group) && more(group)).sort();
        if (groups.length > 0) return [{ on, may, groups }];
      }
      return (approving.has(may) || giving[on]?.includes(may)) && more() ? [{ on, may, groups: [] }] : [];
    }),
  );
  const known = new Set(given.flatMap(({ on, may, groups }) => groups.map((group) => `${on} ${may} ${group}`)));
  return [...given, ...derived(before, after).filter(({ on, may, groups }) => !known.has(`${on} ${may} ${groups[0]}`))];
};

/** Nobody in particular: a role is judged for everybody who could bear it. No id of a row begins with a blank. */
const anybody: Binding = { id: ' self', teamId: ' team', warehouses: [' warehouses'], circles: [' circles'] };

/** The same of a role's rules, whoever bears it. */
export const roleWidening = (before: readonly Rule[], after: readonly Rule[]): readonly Widened[] =>
  widening(rightsOf(before, anybody), rightsOf(after, anybody));
