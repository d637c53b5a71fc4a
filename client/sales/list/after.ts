import type { Scalar } from '../../../shared/base/condition.ts';
import { fieldNamed, type NounName } from '../../../shared/catalogue.ts';
import type { Filter, Sort } from '../../../shared/live/protocol.ts';

/** Values of the sort fields and id of the last row of the window before: where the next one begins. */
export type Key = readonly Scalar[];

export const keyOf = (sort: Sort, row: { readonly id: string; readonly [field: string]: unknown }): Key => [
  ...sort.map(({ field }) => (row[field] === undefined ? null : (row[field] as Scalar))),
  row.id,
];

/**
 * Rows that come after a key in the list's order, as a filter: so a window further down is live like the first. Null
 * sorts below every value. Only for sorts by fields that are visible on every row: a hidden cell satisfies no leaf.
 */
export const afterKey = (noun: NounName, sort: Sort, key: Key): Filter => {
  const same: Filter[] = [];
  const any: Filter[] = [];
  sort.forEach(({ field, down }, at) => {
    const value = key[at] ?? null;
    const nullable = fieldNamed(noun, field)?.nullable === true;
    if (value === null && !down) any.push({ all: [...same, { field, is: 'ne', value: null }] });
    else if (value !== null) {
      any.push({ all: [...same, { field, is: down ? 'lt' : 'gt', value }] });
      if (down && nullable) any.push({ all: [...same, { field, is: 'eq', value: null }] });
    }
    same.push({ field, is: 'eq', value });
  });
  any.push({ all: [...same, { field: 'id', is: 'gt', value: key.at(-1) as string }] });
  // Said once more as a range, which the database finds by its index instead of walking there.
  const [first] = sort;
  const from = key[0] ?? null;
  if (!first || from === null || (first.down && fieldNamed(noun, first.field)?.nullable)) return { any };
  return { all: [{ field: first.field, is: first.down ? 'le' : 'ge', value: from }, { any }] };
};
