import type { Rule } from '../../shared/access/rule.ts';
import { isNoun, type RowOf } from '../../shared/catalogue.ts';
import type { Seal } from '../store/seal.ts';
import type { Query } from '../store/store.ts';
import { decode, selectSql } from '../store/tables.ts';

/** The rules of each role, by its id. One statement. */
export const rulesByRole = async (
  query: Query,
  seal: Seal,
  roleIds: readonly string[],
): Promise<ReadonlyMap<string, readonly Rule[]>> => {
  const byRole = new Map<string, Rule[]>();
  if (roleIds.length === 0) return byRole;
  const found = await query.all(
    `${selectSql('rule')} WHERE "roleId" IN (${roleIds.map(() => '?').join(', ')}) ORDER BY "id"`,
    roleIds,
  );
  for (const one of found) {
    const row = decode('rule', one, seal) as unknown as RowOf<'rule'>;
    if (!isNoun(row.on)) continue;
    const rule: Rule = {
      on: row.on,
      may: row.may,
      scope: row.scope,
      when: row.when as Rule['when'],
      groups: row.groups as readonly string[],
    };
    const known = byRole.get(row.roleId);
    if (known) known.push(rule);
    else byRole.set(row.roleId, [rule]);
  }
  return byRole;
};

export const rulesOfRoles = async (query: Query, seal: Seal, roleIds: readonly string[]): Promise<readonly Rule[]> =>
  [...(await rulesByRole(query, seal, roleIds)).values()].flat();
