/** Somebody must be able to change roles and people, else nobody ever could again. */
import type { Binding } from '../base/condition.ts';
import type { RowOf } from '../catalogue.ts';
import { rightsOf } from './permit.ts';
import { isAlways, type Rule } from './rule.ts';

export type Administered = Pick<RowOf<'person'>, 'id' | 'status' | 'teamId' | 'warehouseIds' | 'roleIds'>;
export type RulesByRole = { readonly [roleId: string]: readonly Rule[] };

const bindingOf = (person: Administered): Binding => ({
  id: person.id,
  teamId: person.teamId,
  warehouses: person.warehouseIds as readonly string[],
});

/** On all rows, and to the fields that give rights: a rule on some people only is no way back. */
const administers = (person: Administered, rules: RulesByRole): boolean => {
  const roleIds = person.roleIds as readonly string[];
  const rights = rightsOf(
    roleIds.flatMap((id) => rules[id] ?? []),
    bindingOf(person),
  );
  const everywhere = (noun: 'role' | 'person', action: string, group = 'basics'): boolean =>
    rights.grants(noun, action).some((grant) => isAlways(grant.rows) && grant.groups.includes(group));
  return (
    everywhere('role', 'read') &&
    everywhere('role', 'update') &&
    everywhere('person', 'read') &&
    everywhere('person', 'update', 'account')
  );
};

export const someAdministrator = (people: readonly Administered[], rules: RulesByRole): boolean =>
  people.some((person) => person.status === 'active' && administers(person, rules));
