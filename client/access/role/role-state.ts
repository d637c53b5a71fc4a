import { computed, shallowReactive } from 'vue';
import type { RuleInput } from '../../../shared/access/role/role.commands.ts';
import { useMe } from '../me.ts';
import { type Matrix, rulesOf, sameMatrix } from './matrix.ts';

export type RoleState = {
  readonly name: string;
  readonly home: string;
  readonly matrix: Matrix;
  /** Ids of the rules that it was read from. */
  readonly from: readonly string[];
};
export type Kept = { readonly base: RoleState; readonly draft: RoleState; readonly past: readonly RoleState[] };

/** Unsaved edits outlive a visit to another page; by person and role. */
export const kept = shallowReactive(new Map<string, Kept>());
export const same = (a: RoleState, b: RoleState): boolean =>
  a.name === b.name && a.home === b.home && sameMatrix(a.matrix, b.matrix);

/** Ids of roles with edits that this person has not saved. */
export const useUnsaved = () => {
  const me = useMe();
  return computed(
    () =>
      new Set(
        [...kept].flatMap(([key, { base, draft }]) => {
          const [person, role] = key.split(' ');
          return person === me.me?.person.id && role && !same(base, draft) ? [role] : [];
        }),
      ),
  );
};

export const inputOf = (state: RoleState): RuleInput[] =>
  rulesOf(state.matrix).map((rule) => ({ ...rule, when: rule.when as RuleInput['when'], groups: [...rule.groups] }));
