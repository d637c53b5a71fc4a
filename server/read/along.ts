import type { View } from '../../shared/access/project.ts';
import type { Condition, Scalar } from '../../shared/base/condition.ts';
import { fieldNamed, nounNamed } from '../../shared/catalogue.ts';
import type { Sort } from '../../shared/live/protocol.ts';
import { listedBy } from '../store/listed.ts';
import { conditionSql, type Sql } from './condition-sql.ts';
import { isIndexed, pinsOf } from './pins.ts';
import { filled } from './sql.ts';

export const scopeOf = (view: View): Condition => ({ any: view.grants.map(({ rows }) => rows) });

/** A list in an order that an index holds, to be read from its beginning. */
export type Along = {
  /** Its first `most` rows under the table's name; what is asked of them does not change how they are walked. */
  first(most: number): Sql;
  /** Are these the reader's own already, since an index holds each one's rows in this order? Else they are everybody's. */
  readonly own: boolean;
  /** Where the rows of a word stand in the same order: which way it goes, and from which value if not from its beginning. */
  readonly words: WordsAlong | null;
};
export type WordsAlong = { readonly down: boolean; readonly from: string | null };

/** Does an index hold the order? That of a column which can be empty does not stand in ours on both databases. */
export const goesAlong = (view: View, [first]: Sort): boolean =>
  first !== undefined &&
  view.always(first.field) &&
  isIndexed(view.noun, first.field) &&
  !fieldNamed(view.noun, first.field)?.nullable;

/** Null where no index holds the order. `after`: where the list begins, `cursor`: by which values. */
export const along = (
  view: View,
  sort: Sort,
  order: Sql,
  after: Sql | null,
  cursor: readonly Scalar[] | null,
): Along | null => {
  const { noun } = view;
  const [first] = sort;
  if (!first || !goesAlong(view, sort)) return null;
  const { table } = nounNamed(noun);
  const [pin, ...others] = pinsOf(noun, scopeOf(view)) ?? [];
  const own = pin !== undefined && others.length === 0 && pin.is === 'eq' && isIndexed(noun, pin.field, first.field);
  const bounds = [...(own ? [conditionSql(pin)] : []), ...(after ? [after] : [])];
  const where = bounds.map((_, at) => `${at === 0 ? ' WHERE' : ' AND'} {}`).join('');
  return {
    own,
    words:
      first.field === listedBy(noun)
        ? { down: first.down === true, from: cursor ? String(cursor[0] ?? '') : null }
        : null,
    first: (most) =>
      filled(`(SELECT * FROM "${table}"${where} ORDER BY {} LIMIT ${most}) AS "${table}"`, ...bounds, order),
  };
};
