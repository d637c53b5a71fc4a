/** Who runs the product, and who could agree as the second person: asked of people and rules as they stand, or as they would. */
import type { Binding, Cells } from '../base/condition.ts';
import type { RowOf } from '../catalogue.ts';
import { type Rights, rightsOf } from './permit.ts';
import { isAlways, type Rule } from './rule.ts';
import { rowsOf, rowsWithin } from './widening.ts';

export type Administered = Pick<RowOf<'person'>, 'id' | 'name' | 'status' | 'teamId' | 'warehouseIds' | 'roleIds'>;
export type RulesByRole = { readonly [roleId: string]: readonly Rule[] };
/** Everyone active, and the rules that decide who changes roles and people, and who agrees to that. */
export type Administration = { readonly people: readonly Administered[]; readonly rules: RulesByRole };

type Bound = Omit<Administered, 'name' | 'status'>;
const bindingOf = (person: Bound): Binding => ({
  id: person.id,
  teamId: person.teamId,
  warehouses: person.warehouseIds as readonly string[],
  circles: [person.id, ...(person.roleIds as readonly string[])],
});

export const rightsIn = (person: Bound, rules: RulesByRole): Rights =>
  rightsOf(
    (person.roleIds as readonly string[]).flatMap((id) => rules[id] ?? []),
    bindingOf(person),
  );

/** On all rows, and to the fields that give rights: a rule on some people only is no way back. */
const administers = (person: Administered, rules: RulesByRole): boolean => {
  const rights = rightsIn(person, rules);
  const everywhere = (noun: 'role' | 'person', action: string, group = 'basics'): boolean =>
    rights.grants(noun, action).some((grant) => isAlways(grant.rows) && grant.groups.includes(group));
  return (
    everywhere('role', 'read') &&
    everywhere('role', 'update') &&
    everywhere('person', 'read') &&
    everywhere('person', 'update', 'account')
  );
};

/** Somebody must be able to change roles and people, else nobody ever could again. */
export const someAdministrator = (people: readonly Administered[], rules: RulesByRole): boolean =>
  people.some((person) => person.status === 'active' && administers(person, rules));

/** Ids of those active who may see such a change of rights; with `decide`, who may decide it. */
const whoMay = ({ people, rules }: Administration, row: Cells, decide: boolean): readonly string[] =>
  people
    .filter((person) => {
      const rights = rightsIn(person, rules);
      return (
        person.status === 'active' &&
        rights.view('role_change').sees(row) &&
        (!decide || rights.may('role_change', 'decide', row))
      );
    })
    .map(({ id }) => id);

export const readersOf = (administration: Administration, row: Cells): readonly string[] =>
  whoMay(administration, row, false);
/** Who else than `askerId` may decide it. */
export const secondsFor = (administration: Administration, row: Cells, askerId: string): readonly string[] =>
  whoMay(administration, row, true).filter((id) => id !== askerId);

/** Those who could agree to changes of rights, and could to fewer, or to none, as it becomes. */
export const losingSeconds = (before: Administration, after: Administration): readonly Administered[] => {
  const then = new Map(after.people.map((person) => [person.id, person]));
  return before.people.filter((person) => {
    const had = rightsIn(person, before.rules);
    if (person.status !== 'active' || !had.mayEver('role_change', 'decide')) return false;
    const now = then.get(person.id);
    if (now?.status !== 'active') return true;
    const has = rightsIn(now, after.rules);
    return ['decide', 'read'].some(
      (may) => !rowsWithin(rowsOf(had, 'role_change', may), rowsOf(has, 'role_change', may)),
    );
  });
};
