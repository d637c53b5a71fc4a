/** The comparisons by which a rule's condition is put together, one field at a time; nothing is written by hand. */
import type { ActorValue, Comparison, Condition, Leaf, Scalar } from '../../../shared/base/condition.ts';
import type { Field } from '../../../shared/base/fields.ts';
import { fieldNamed, type NounName, nounNamed } from '../../../shared/catalogue.ts';

/** What is asked of a field, in the words of its editor. */
export const askings = [
  'is',
  'is_not',
  'actor',
  'not_actor',
  'yes',
  'no',
  'at_least',
  'at_most',
  'above',
  'below',
  'from',
  'before',
  'begins',
  'empty',
  'not_empty',
] as const;
export type Asking = (typeof askings)[number];
/** `many` values, `one`, or none beside the asking itself. */
export const takes = (field: Field, asking: Asking): 'many' | 'one' | 'none' => {
  if (['actor', 'not_actor', 'yes', 'no', 'empty', 'not_empty'].includes(asking)) return 'none';
  if (asking !== 'is' && asking !== 'is_not') return 'one';
  return field.kind === 'enum' || field.kind === 'ref' ? 'many' : 'one';
};

const actorOf: { readonly [noun: string]: ActorValue['actor'] } = {
  person: 'id',
  team: 'teamId',
  warehouse: 'warehouses',
};
const byKind: { readonly [kind in Field['kind']]?: readonly Asking[] } = {
  enum: ['is', 'is_not'],
  ref: ['is', 'is_not'],
  flag: ['yes', 'no'],
  text: ['is', 'is_not', 'begins'],
  day: ['from', 'before'],
  money: ['at_least', 'at_most', 'above', 'below'],
  price: ['at_least', 'at_most', 'above', 'below'],
  quantity: ['is', 'at_least', 'at_most', 'above', 'below'],
  integer: ['is', 'at_least', 'at_most', 'above', 'below'],
  ppm: ['at_least', 'at_most', 'above', 'below'],
};

export const askingsOf = (field: Field): readonly Asking[] => [
  ...(byKind[field.kind] ?? []),
  ...(field.kind === 'ref' && field.of && actorOf[field.of] ? (['actor', 'not_actor'] as const) : []),
  ...(field.nullable ? (['empty', 'not_empty'] as const) : []),
];

/** Fields of which anything can be asked. What is sealed at rest names no rows. */
export const comparable = (noun: NounName): readonly string[] =>
  Object.entries(nounNamed(noun).fields)
    .filter(([, field]) => !field.personal && field.kind !== 'json' && askingsOf(field).length > 0)
    .map(([name]) => name);

export const isActor = (value: Leaf['value']): value is ActorValue =>
  typeof value === 'object' && value !== null && 'actor' in value;

const asked: { readonly [is in Comparison]?: Asking } = {
  ge: 'at_least',
  le: 'at_most',
  gt: 'above',
  lt: 'below',
  starts: 'begins',
};

export const askingOf = (noun: NounName, { field, is, value }: Leaf): Asking => {
  const kind = fieldNamed(noun, field)?.kind;
  const not = is === 'ne' || is === 'not_in';
  if (isActor(value)) return not ? 'not_actor' : 'actor';
  if (value === null) return not ? 'not_empty' : 'empty';
  if (kind === 'flag') return (value === true) === not ? 'no' : 'yes';
  if (kind === 'day' && (is === 'ge' || is === 'lt')) return is === 'ge' ? 'from' : 'before';
  return asked[is] ?? (not ? 'is_not' : 'is');
};

/** The values of a leaf as a list, whichever way it holds them. */
export const valuesOf = ({ value }: Leaf): readonly Scalar[] =>
  isActor(value) || value === null ? [] : Array.isArray(value) ? (value as readonly Scalar[]) : [value as Scalar];

const single: { readonly [asking in Asking]?: Comparison } = {
  is: 'eq',
  is_not: 'ne',
  at_least: 'ge',
  at_most: 'le',
  above: 'gt',
  below: 'lt',
  from: 'ge',
  before: 'lt',
  begins: 'starts',
};

/** The leaf that asks this of the field, with these values; without a value where one is needed it can stand in no rule yet. */
export const leafOf = (noun: NounName, field: string, asking: Asking, values: readonly Scalar[] = []): Leaf => {
  const declared = fieldNamed(noun, field);
  if (!declared) throw new Error(`${noun} has no field ${field}`);
  if (asking === 'yes' || asking === 'no') return { field, is: 'eq', value: asking === 'yes' };
  if (asking === 'empty' || asking === 'not_empty') return { field, is: asking === 'empty' ? 'eq' : 'ne', value: null };
  if (asking === 'actor' || asking === 'not_actor') {
    const actor = actorOf[declared.of ?? ''] ?? 'id';
    const several = actor === 'warehouses';
    if (asking === 'actor') return { field, is: several ? 'in' : 'eq', value: { actor } };
    return { field, is: several ? 'not_in' : 'ne', value: { actor } };
  }
  if (takes(declared, asking) === 'many') return { field, is: asking === 'is' ? 'in' : 'not_in', value: values };
  return { field, is: single[asking] ?? 'eq', value: values[0] ?? '' };
};

/** What is asked of a field at first: complete where the field allows it, so that a half-made condition is rare. */
export const firstLeaf = (noun: NounName, field: string): Leaf => {
  const declared = fieldNamed(noun, field);
  const [first] = declared ? askingsOf(declared) : [];
  if (!declared || !first) throw new Error(`nothing can be asked of ${noun}.${field}`);
  const zero = ['money', 'price', 'quantity', 'integer', 'ppm'].includes(declared.kind) ? [0] : [];
  return leafOf(noun, field, first, declared.kind === 'enum' ? (declared.values ?? []).slice(0, 1) : zero);
};

/** A condition as its editor shows it: comparisons joined by and, or by or; what is nested deeper stays as it is. */
export type Shape = {
  readonly join: 'all' | 'any';
  readonly leaves: readonly Leaf[];
  readonly rest: readonly Condition[];
};

const isLeaf = (condition: Condition): condition is Leaf => 'field' in condition;

export const shapeOf = (when: Condition | null): Shape => {
  if (when === null) return { join: 'all', leaves: [], rest: [] };
  if (isLeaf(when)) return { join: 'all', leaves: [when], rest: [] };
  if ('not' in when) return { join: 'all', leaves: [], rest: [when] };
  const join = 'any' in when ? 'any' : 'all';
  const parts = 'any' in when ? when.any : when.all;
  return { join, leaves: parts.filter(isLeaf), rest: parts.filter((part) => !isLeaf(part)) };
};

export const conditionOf = ({ join, leaves, rest }: Shape): Condition | null => {
  const parts: readonly Condition[] = [...leaves, ...rest];
  if (parts.length === 0) return null;
  if (parts.length === 1) return parts[0] as Condition;
  return join === 'any' ? { any: parts } : { all: parts };
};
