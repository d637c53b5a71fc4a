import type { Rule } from '../../shared/access/rule.ts';
import { isNoun, type NounName, type RowOf } from '../../shared/catalogue.ts';
import type { Seal } from '../store/seal.ts';
import type { Query } from '../store/store.ts';
import { decode, selectSql } from '../store/tables.ts';

export const rulesOfRoles = async (query: Query, seal: Seal, roleIds: readonly string[]): Promise<readonly Rule[]> => {
  if (roleIds.length === 0) return [];
  const found = await query.all(
    `${selectSql('rule')} WHERE "roleId" IN (${roleIds.map(() => '?').join(', ')}) ORDER BY "id"`,
    roleIds,
  );
  return found
    .map((one) => decode('rule', one, seal) as unknown as RowOf<'rule'>)
    .filter((row) => isNoun(row.on))
    .map((row) => ({
      on: row.on as NounName,
      may: row.may,
      scope: row.scope,
      when: row.when as Rule['when'],
      groups: row.groups as readonly string[],
    }));
};
