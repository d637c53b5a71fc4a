import type { Rule } from '../../shared/access/rule.ts';
import { isNoun, type NounName } from '../../shared/catalogue.ts';
import type { Store } from '../store/store.ts';

/** Rules of all roles, as stored: what readers may be bound to. */
export const storedRules = async (store: Store): Promise<readonly Rule[]> => {
  const found = await store.read((query) =>
    query.all('SELECT "on", "may", "scope", "when", "groups" FROM "role_rule" WHERE "may" = ? ORDER BY "id"', ['read']),
  );
  return found
    .filter((row) => isNoun(String(row.on)))
    .map((row) => ({
      on: row.on as NounName,
      may: String(row.may),
      scope: row.scope as Rule['scope'],
      when: JSON.parse(String(row.when ?? 'null')) as Rule['when'],
      groups: JSON.parse(String(row.groups)) as readonly string[],
    }));
};
