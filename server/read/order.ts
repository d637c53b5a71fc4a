import type { Seen, View } from '../../shared/access/project.ts';
import type { Scalar } from '../../shared/base/condition.ts';
import type { Refusal } from '../../shared/base/decision.ts';
import { fieldNamed, nounNamed } from '../../shared/catalogue.ts';
import type { Sort } from '../../shared/live/protocol.ts';
import type { Value } from '../store/store.ts';
import { conditionSql, type Sql } from './condition-sql.ts';
import { fits, idField, unknownField } from './filter.ts';
import { visibleRows } from './visible.ts';

/** The sort of a question, else the noun's own. A field that the reader never sees cannot be sorted by. */
export const sortOf = (view: View, asked: Sort | undefined): Sort | Refusal => {
  const own = nounNamed(view.noun).sort.filter(({ field }) => view.ever(field));
  const sort = asked && asked.length > 0 ? asked : own;
  for (const { field } of sort) {
    const declared = fieldNamed(view.noun, field);
    if (field === 'id') continue;
    if (!declared || declared.kind === 'json' || declared.personal || !view.ever(field)) return unknownField(field);
  }
  return sort;
};

const quoted = (field: string): string => `"${field}"`;

type Cell = Sql & { readonly nullable: boolean };

/** What a sort may see of a cell: where the field is not visible on a row, that row sorts as if it were empty. */
const cellSql = (view: View, field: string): Cell => {
  if (view.always(field))
    return { text: `"${field}"`, params: [], nullable: fieldNamed(view.noun, field)?.nullable === true };
  const visible = conditionSql(visibleRows(view, field));
  return { text: `CASE WHEN ${visible.text} THEN "${field}" END`, params: visible.params, nullable: true };
};

/** Null sorts below every value on both databases; the id makes the order total. */
export const orderSql = (view: View, sort: Sort): Sql => {
  const params: Value[] = [];
  const parts = sort.map(({ field, down }) => {
    const cell = cellSql(view, field);
    params.push(...cell.params);
    const nulls = cell.nullable ? (down ? ' NULLS LAST' : ' NULLS FIRST') : '';
    return `${cell.text}${down ? ' DESC' : ''}${nulls}`;
  });
  return { text: [...parts, '"id"'].join(', '), params };
};

export const sortValues = (sort: Sort, row: Seen): readonly Scalar[] => [
  ...sort.map(({ field }) => (row[field] === undefined ? null : (row[field] as Scalar))),
  row.id,
];

const plain = (value: Scalar): Value => (typeof value === 'boolean' ? Number(value) : value);

/** Rows after a cursor. A cursor carries visible values only, so it says nothing that its reader was not shown. */
export const afterSql = (view: View, sort: Sort, after: readonly Scalar[]): Sql | Refusal => {
  // A cursor is anybody's to write: what its fields could not hold is no cursor.
  const fitting = sort.every(({ field }, i) => {
    const declared = field === 'id' ? idField : fieldNamed(view.noun, field);
    return declared !== undefined && fits(declared, after[i] as Scalar);
  });
  if (after.length !== sort.length + 1 || typeof after.at(-1) !== 'string' || !fitting)
    return { refused: 'cursor.invalid' };
  const alternatives: Sql[] = [];
  for (let depth = 0; depth <= sort.length; depth++) {
    const terms: string[] = [];
    const params: Value[] = [];
    for (let i = 0; i < depth; i++) {
      const cell = cellSql(view, (sort[i] as Sort[number]).field);
      params.push(...cell.params);
      const value = plain(after[i] as Scalar);
      if (value === null) terms.push(`(${cell.text}) IS NULL`);
      else {
        terms.push(`(${cell.text}) = ?`);
        params.push(value);
      }
    }
    if (depth === sort.length) {
      terms.push('"id" > ?');
      params.push(after[depth] as string);
    } else {
      const { field, down } = sort[depth] as Sort[number];
      const value = plain(after[depth] as Scalar);
      const cell = cellSql(view, field);
      if (down) {
        // Nothing sorts below null.
        if (value === null) continue;
        params.push(...cell.params, value);
        terms.push(cell.nullable ? `((${cell.text}) < ? OR (${cell.text}) IS NULL)` : `${cell.text} < ?`);
        if (cell.nullable) params.push(...cell.params);
      } else if (value === null) {
        params.push(...cell.params);
        terms.push(`(${cell.text}) IS NOT NULL`);
      } else {
        params.push(...cell.params, value);
        terms.push(`(${cell.text}) > ?`);
      }
    }
    alternatives.push({ text: `(${terms.join(' AND ')})`, params });
  }
  const all: Sql = {
    text: `(${alternatives.map(({ text }) => text).join(' OR ')})`,
    params: alternatives.flatMap(({ params }) => [...params]),
  };
  const [first] = sort;
  const from = plain(after[0] as Scalar);
  if (!first || from === null || cellSql(view, first.field).nullable || !view.always(first.field)) return all;
  // Said once more of the first field alone, so that an index is entered there and not read from its beginning.
  return {
    text: `(${quoted(first.field)} ${first.down ? '<=' : '>='} ? AND ${all.text})`,
    params: [from, ...all.params],
  };
};
