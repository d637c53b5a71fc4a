import type { Administered, RulesByRole } from '../../shared/access/administrators.ts';
import type { Rule } from '../../shared/access/rule.ts';
import type { Condition } from '../../shared/base/condition.ts';
import { isNoun, type RowOf } from '../../shared/catalogue.ts';
import type { Transaction } from '../write/transaction.ts';

/** The rules that decide who may change roles and people; the rest would be read for nothing. */
const deciding: Condition = {
  all: [
    { field: 'on', is: 'in', value: ['role', 'person'] },
    { field: 'may', is: 'in', value: ['read', 'update'] },
  ],
};

const ruleOf = (row: RowOf<'rule'>): Rule[] =>
  isNoun(row.on)
    ? [
        {
          on: row.on,
          may: row.may,
          scope: row.scope,
          when: row.when as Rule['when'],
          groups: row.groups as readonly string[],
        },
      ]
    : [];

export type AdministrationFacts = { readonly people: readonly Administered[]; readonly rules: RulesByRole };

/** Everyone active, locked, so that of two administrators who suspend each other one is refused. */
export const administrationOf = async (tx: Transaction): Promise<AdministrationFacts> => {
  const people = await tx.lockAll('person', { field: 'status', is: 'eq', value: 'active' });
  const rules: { [roleId: string]: Rule[] } = {};
  for (const row of await tx.lockAll('rule', deciding)) {
    const known = rules[row.roleId] ?? [];
    known.push(...ruleOf(row));
    rules[row.roleId] = known;
  }
  return { people, rules };
};
