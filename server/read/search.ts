import type { View } from '../../shared/access/project.ts';
import { termsOf } from '../../shared/base/words.ts';
import { nounNamed } from '../../shared/catalogue.ts';
import type { Value } from '../store/store.ts';
import { conditionSql, type Sql } from './condition-sql.ts';
import { groupRows } from './visible.ts';

/** Terms of one search, at most; the rest is left aside. */
const TERMS = 8;

/** Every term must be found in a field group that is visible on that row: a hidden field finds nothing. */
export const searchSql = (view: View, search: string): Sql => {
  const groups = [
    ...new Set(
      Object.entries(nounNamed(view.noun).fields)
        .filter(([name, field]) => field.searchable && view.ever(name))
        .map(([, field]) => field.group),
    ),
  ];
  const terms = termsOf(search).slice(0, TERMS);
  if (terms.length === 0 || groups.length === 0) return { text: '1 = 0', params: [] };
  const params: Value[] = [];
  const parts = terms.map(({ word, prefix }) => {
    const found = groups.map((group) => {
      const visible = conditionSql(groupRows(view, group));
      params.push(...visible.params, view.noun);
      const match = prefix ? '"word" >= ? AND "word" < ?' : '"word" = ?';
      params.push(word);
      if (prefix) params.push(`${word}\u{10ffff}`);
      params.push(group);
      return `(${visible.text} AND "id" IN (SELECT "rowId" FROM "search_word" WHERE "noun" = ? AND ${match} AND "fieldGroup" = ?))`;
    });
    return `(${found.join(' OR ')})`;
  });
  return { text: `(${parts.join(' AND ')})`, params };
};
