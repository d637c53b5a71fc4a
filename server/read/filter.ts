import type { View } from '../../shared/access/project.ts';
import { type Condition, fieldsIn, type Leaf, pushNot, type Scalar } from '../../shared/base/condition.ts';
import type { Refusal } from '../../shared/base/decision.ts';
import type { Field } from '../../shared/base/fields.ts';
import { fieldNamed } from '../../shared/catalogue.ts';
import { type Filter, LIMITS } from '../../shared/live/protocol.ts';
import { conditionSql, type Sql } from './condition-sql.ts';
import { visibleRows } from './visible.ts';

const textual: ReadonlySet<Field['kind']> = new Set(['id', 'ref', 'text', 'enum', 'day']);

export const idField: Field = { kind: 'id', group: 'basics' };

/** May the value stand beside this field in a question? Null may always. */
export const fits = (field: Field, value: Scalar): boolean => {
  if (value === null) return true;
  if (field.kind === 'flag') return typeof value === 'boolean';
  return textual.has(field.kind) ? typeof value === 'string' : Number.isSafeInteger(value);
};

/** A field that the reader never sees answers as one that does not exist: the refusal is the same. */
export const unknownField = (field: string): Refusal => ({ refused: 'filter.unknown_field', field });

const judge = (view: View, leaf: Leaf): Refusal | null => {
  const field = leaf.field === 'id' ? idField : fieldNamed(view.noun, leaf.field);
  if (!field || field.kind === 'json' || field.personal || !view.ever(leaf.field)) return unknownField(leaf.field);
  const many = leaf.is === 'in' || leaf.is === 'not_in';
  if (Array.isArray(leaf.value) !== many) return { refused: 'filter.wrong_value', field: leaf.field };
  const values = (many ? leaf.value : [leaf.value]) as readonly Scalar[];
  if (!values.every((value) => fits(field, value))) return { refused: 'filter.wrong_value', field: leaf.field };
  if (leaf.is === 'starts' && !textual.has(field.kind)) return { refused: 'filter.wrong_value', field: leaf.field };
  return null;
};

/** The filter with "and the field is visible on this row" at every leaf, outside of any negation. */
const guarded = (view: View, condition: Condition): Condition => {
  if ('all' in condition) return { all: condition.all.map((one) => guarded(view, one)) };
  if ('any' in condition) return { any: condition.any.map((one) => guarded(view, one)) };
  const [field] = [...fieldsIn(condition)] as [string];
  return view.always(field) ? condition : { all: [visibleRows(view, field), condition] };
};

const leavesOf = (condition: Condition, found: Leaf[] = []): Leaf[] => {
  if ('all' in condition) for (const one of condition.all) leavesOf(one, found);
  else if ('any' in condition) for (const one of condition.any) leavesOf(one, found);
  else if ('not' in condition) leavesOf(condition.not, found);
  else found.push(condition);
  return found;
};

/** A reader's filter as SQL, or the refusal that names the field which it may not use. */
export const filterSql = (view: View, where: Filter): Sql | Refusal => {
  const condition = pushNot(where as Condition);
  const leaves = leavesOf(condition);
  if (leaves.length > LIMITS.leaves) return { refused: 'filter.too_long', with: { limit: LIMITS.leaves } };
  for (const leaf of leaves) {
    const refusal = judge(view, leaf);
    if (refusal) return refusal;
  }
  return conditionSql(guarded(view, condition));
};
