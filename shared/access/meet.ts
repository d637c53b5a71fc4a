import { type Condition, type Leaf, never, type Scalar } from '../base/condition.ts';
import { type NounName, nounNames } from '../catalogue.ts';
import type { Rights } from './permit.ts';
import { isAlways, isNever, normalCondition, type Rule } from './rule.ts';

/** The only texts that a leaf admits; null where it does not list them, or not texts alone: those are equal if they are the same. */
const admitted = ({ is, value }: Leaf): readonly Scalar[] | null => {
  const listed = is === 'eq' ? [value as Scalar] : is === 'in' ? (value as readonly Scalar[]) : null;
  return listed?.every((one) => typeof one === 'string') ? listed : null;
};

/** Of a field two lists that share no value: mine and theirs at once. Such rows are none, and are not asked for. */
const contradicts = (condition: Condition): boolean => {
  if (!('all' in condition)) return false;
  const lists = new Map<string, readonly Scalar[]>();
  for (const part of condition.all) {
    if (!('field' in part)) continue;
    const values = admitted(part);
    if (!values) continue;
    const before = lists.get(part.field);
    const both = before ? before.filter((one) => values.includes(one)) : values;
    if (both.length === 0) return true;
    lists.set(part.field, both);
  }
  return false;
};

const bothOf = (a: Condition, b: Condition): Condition => {
  const both = normalCondition({ all: [a, b] });
  return contradicts(both) ? never : both;
};

/**
 * What two people may both read, as rules that are bound already: of each noun every grant of the one with every grant
 * of the other, on the rows that both admit, with the groups that both name. A field shows under them on a row exactly
 * if it shows to each of the two. Of what either may do nothing is left: who sees as another only reads.
 */
export const meetOf = (a: Rights, b: Rights): readonly Rule[] =>
  nounNames.flatMap((on) =>
    a.grants(on, 'read').flatMap((one) =>
      b.grants(on, 'read').flatMap((other): Rule[] => {
        const rows = bothOf(one.rows, other.rows);
        if (isNever(rows)) return [];
        const groups = one.groups.filter((group) => other.groups.includes(group));
        return [{ on, may: 'read', scope: 'all', when: isAlways(rows) ? null : rows, groups }];
      }),
    ),
  );

/** Groups of fields by noun: names only. */
export type Groups = { readonly [noun in NounName]?: readonly string[] };

const groupsOn = (rights: Rights, noun: NounName): ReadonlySet<string> =>
  new Set(rights.grants(noun, 'read').flatMap(({ groups }) => groups));

/** The groups that `theirs` shows on some row, and `met`, of which they are the one half, on none. */
export const maskedIn = (theirs: Rights, met: Rights): Groups => {
  const masked: { [noun in NounName]?: readonly string[] } = {};
  for (const noun of nounNames) {
    const left = groupsOn(met, noun);
    const groups = [...groupsOn(theirs, noun)].filter((group) => !left.has(group)).sort();
    if (groups.length > 0) masked[noun] = groups;
  }
  return masked;
};
