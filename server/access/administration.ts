import type { Administration, RulesByRole } from '../../shared/access/administrators.ts';
import type { SecondFacts } from '../../shared/access/role_change/role_change.second.ts';
import type { Rule } from '../../shared/access/rule.ts';
import type { Condition } from '../../shared/base/condition.ts';
import { isNoun, type RowOf } from '../../shared/catalogue.ts';
import { settingsIn } from '../system/setting/setting.facts.ts';
import type { Transaction } from '../write/transaction.ts';
import { rulesByRole } from './role.rows.ts';

/** The rules that decide who may give rights, and who agrees to that; the rest would be read for nothing. */
const deciding: Condition = {
  all: [
    { field: 'on', is: 'in', value: ['role', 'person', 'wall', 'role_change'] },
    { field: 'may', is: 'in', value: ['read', 'create', 'update', 'pair', 'decide'] },
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

/** Everyone active, locked, so that of two administrators who suspend each other one is refused. */
export const administrationOf = async (tx: Transaction): Promise<Administration> => {
  const people = await tx.lockAll('person', { field: 'status', is: 'eq', value: 'active' });
  const rules: { [roleId: string]: Rule[] } = {};
  for (const row of await tx.lockAll('rule', deciding)) {
    const known = rules[row.roleId] ?? [];
    known.push(...ruleOf(row));
    rules[row.roleId] = known;
  }
  return { people, rules };
};

type RoleChange = RowOf<'role_change'>;
const isWaiting: Condition = { field: 'status', is: 'eq', value: 'waiting' };

/** What is changed, and the roles that it gives somebody who had them not. */
export type Changing = {
  readonly kind: RoleChange['kind'];
  readonly subjectId: string;
  readonly gives?: readonly string[];
};
/** Does it rest on this: is it about it, does it give somebody this role, or fill one that somebody is given now? */
const restsOn =
  ({ kind, subjectId, gives = [] }: Changing) =>
  (one: RoleChange): boolean => {
    if (one.kind === kind && one.subjectId === subjectId) return true;
    if (one.kind === 'role' && gives.includes(one.subjectId)) return true;
    const { roleIds, roleId } = one.after as { readonly roleIds?: readonly string[]; readonly roleId?: string };
    return kind === 'role' && (roleIds?.includes(subjectId) === true || roleId === subjectId);
  };

/** Changes of rights that wait and rest on it, locked; but for the one named. */
export const waitingOn = async (tx: Transaction, changing: Changing, not?: string): Promise<readonly RoleChange[]> => {
  const found = await tx.lockAll('role_change', isWaiting);
  return found.filter((one) => one.id !== not && restsOn(changing)(one));
};

/** Who could agree to more rights for this subject, and what of it waits already. */
export const secondFacts = async (tx: Transaction, changing: Changing, now: number): Promise<SecondFacts> => {
  const administration = await administrationOf(tx);
  const lately = await tx.peek('person', { field: 'secondUntil', is: 'gt', value: now });
  return {
    administration,
    lately: lately.map(({ id }) => id),
    waiting: await waitingOn(tx, changing),
    days: (await settingsIn(tx))['change.days'],
  };
};

/** All rules of these roles, as the transaction has them. */
export const rulesGiven = async (tx: Transaction, roleIds: readonly string[]): Promise<RulesByRole> =>
  Object.fromEntries(await rulesByRole(tx.connection, tx.seal, [...new Set(roleIds)]));
