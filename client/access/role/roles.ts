import { computed } from 'vue';
import type { Rule } from '../../../shared/access/rule.ts';
import { isNoun, type NounName } from '../../../shared/catalogue.ts';
import type { Shown } from '../../live/collection.ts';
import { words } from '../../words/words.ts';
import { useAllRows } from '../all-rows.ts';
import { roleName } from '../role-name.ts';
import { type Reach, reachOf } from './matrix.ts';

/** A stored rule as the evaluator reads it; one about a noun that is gone, or not all there to see, is none. */
export const ruleFrom = ({ on, may, scope, when, groups }: Shown<'rule'>): Rule[] =>
  on !== undefined && isNoun(on) && may !== undefined && scope !== undefined
    ? [{ on, may, scope, when: (when ?? null) as Rule['when'], groups: (groups ?? []) as readonly string[] }]
    : [];

/** What tells roles apart at a glance: who sees which orders, and who sees what not everybody should. */
export const telling: readonly { readonly on: NounName; readonly group: string }[] = [
  { on: 'order', group: 'basics' },
  { on: 'order', group: 'amounts' },
  { on: 'order', group: 'cost' },
  { on: 'customer', group: 'contact' },
  { on: 'customer', group: 'credit' },
  { on: 'receipt', group: 'bank' },
  { on: 'stock', group: 'value' },
  { on: 'person', group: 'account' },
];

export type RoleLine = {
  readonly id: string;
  readonly name: string;
  readonly people: number;
  readonly names: readonly string[];
  readonly reaches: readonly {
    readonly key: string;
    readonly label: string;
    readonly reach: Reach;
    readonly text: string;
  }[];
};

const reachText = (reach: Reach): string => words.t(`access.reach.${reach}`);
export const tellingText = ({ on, group }: (typeof telling)[number]): string =>
  group === 'basics' ? words.noun(on, 'many') : words.t(`access.telling.${group as 'amounts'}`);

/** All roles, live, with who bears them and how far they read. */
export const useRoles = () => {
  const roles = useAllRows('role');
  const rules = useAllRows('rule', { field: 'may', is: 'eq', value: 'read' });
  const people = useAllRows('person');
  const lines = computed<readonly RoleLine[]>(() => {
    const byRole = new Map<string, Rule[]>();
    for (const row of rules.rows.value) {
      const known = byRole.get(row.roleId ?? '') ?? [];
      known.push(...ruleFrom(row));
      byRole.set(row.roleId ?? '', known);
    }
    const named = [...roles.rows.value].sort((a, b) =>
      roleName(a.name ?? '').localeCompare(roleName(b.name ?? ''), words.language),
    );
    return named.map(({ id, name }) => {
      const own = byRole.get(id) ?? [];
      const bearers = people.rows.value.filter(
        ({ roleIds, status }) => status !== 'suspended' && ((roleIds ?? []) as readonly string[]).includes(id),
      );
      return {
        id,
        name: roleName(name ?? ''),
        people: bearers.length,
        names: bearers.map((person) => person.name ?? ''),
        reaches: telling.map((one) => {
          const reach = reachOf(own, one.on, one.group);
          return { key: `${one.on} ${one.group}`, label: tellingText(one), reach, text: reachText(reach) };
        }),
      };
    });
  });
  const state = computed(() =>
    [roles, rules, people].some((one) => one.state.value === 'opening') ? 'opening' : roles.state.value,
  );
  return {
    lines,
    state,
    columns: computed(() => telling.map((one) => ({ key: `${one.on} ${one.group}`, label: tellingText(one) }))),
  };
};
