/** Is this a condition that a rule on a noun may bear? Judged where roles are edited, so that every stored one can be evaluated. */
import type { Condition, Scalar } from '../../base/condition.ts';
import { isDay } from '../../base/day.ts';
import type { Field } from '../../base/fields.ts';
import { fieldNamed, type NounName } from '../../catalogue.ts';

const LEAVES = 60;
const DEPTH = 8;
const VALUES = 200;
const comparisons = ['eq', 'ne', 'lt', 'le', 'gt', 'ge', 'in', 'not_in', 'starts'];
const textual: ReadonlySet<Field['kind']> = new Set(['id', 'ref', 'text', 'enum', 'day']);
const named: ReadonlySet<Field['kind']> = new Set(['id', 'ref']);

/** Names what is wrong, as the second half of the refusal's name. */
export type ConditionFault = {
  readonly fault: 'no_such_field' | 'wrong_value' | 'wrong_condition';
  readonly field?: string;
};

const isRecord = (value: unknown): value is { readonly [name: string]: unknown } =>
  typeof value === 'object' && value !== null && !Array.isArray(value);

const keysAre = (value: object, names: readonly string[]): boolean => {
  const keys = Object.keys(value);
  return keys.length === names.length && names.every((name) => Object.hasOwn(value, name));
};

/** Null asks for an empty cell, which only a nullable field has. */
const fits = (field: Field, value: unknown): value is Scalar => {
  if (value === null) return field.nullable === true;
  if (field.kind === 'flag') return typeof value === 'boolean';
  if (!textual.has(field.kind)) return Number.isSafeInteger(value);
  if (typeof value !== 'string' || value.length > 400) return false;
  if (field.kind === 'day') return isDay(value);
  return field.kind !== 'enum' || (field.values ?? []).includes(value);
};

/** `{ actor: … }`: the acting person's own id or team where one value is compared, their warehouses where several are. */
const fitsActor = (field: Field, is: string, actor: unknown): boolean => {
  if (!named.has(field.kind)) return false;
  if (actor === 'warehouses') return is === 'in' || is === 'not_in';
  return (actor === 'id' || actor === 'teamId') && (is === 'eq' || is === 'ne');
};

const leafFault = (noun: NounName, leaf: { readonly [name: string]: unknown }): ConditionFault | null => {
  const { field: name, is, value } = leaf;
  if (!keysAre(leaf, ['field', 'is', 'value']) || typeof name !== 'string') return { fault: 'wrong_condition' };
  if (typeof is !== 'string' || !comparisons.includes(is)) return { fault: 'wrong_condition', field: name };
  const field: Field | undefined = name === 'id' ? { kind: 'id', group: 'basics' } : fieldNamed(noun, name);
  if (!field || field.kind === 'json' || field.personal) return { fault: 'no_such_field', field: name };
  const wrong: ConditionFault = { fault: 'wrong_value', field: name };
  if (isRecord(value)) return keysAre(value, ['actor']) && fitsActor(field, is, value.actor) ? null : wrong;
  if (is === 'in' || is === 'not_in') {
    const values: readonly unknown[] = Array.isArray(value) ? value : [];
    // An empty list admits nothing, or everything: neither is what someone meant.
    if (values.length === 0 || values.length > VALUES) return wrong;
    return values.every((one) => fits(field, one)) ? null : wrong;
  }
  if (!fits(field, value)) return wrong;
  if (value === null) return is === 'eq' || is === 'ne' ? null : wrong;
  if (is === 'starts') return textual.has(field.kind) ? null : wrong;
  // An enum's values and ids have no order that a person would know.
  const ordered = field.kind !== 'flag' && field.kind !== 'enum' && !named.has(field.kind);
  return ordered || is === 'eq' || is === 'ne' ? null : wrong;
};

/** The first fault of a condition on this noun, or null where it may stand in a rule. Anything may be handed in. */
export const conditionFault = (noun: NounName, condition: unknown): ConditionFault | null => {
  let leaves = 0;
  const judge = (one: unknown, depth: number): ConditionFault | null => {
    if (!isRecord(one) || depth > DEPTH) return { fault: 'wrong_condition' };
    if ('not' in one) return keysAre(one, ['not']) ? judge(one.not, depth + 1) : { fault: 'wrong_condition' };
    if ('all' in one || 'any' in one) {
      const parts = 'all' in one ? one.all : one.any;
      if (Object.keys(one).length !== 1 || !Array.isArray(parts) || parts.length === 0)
        return { fault: 'wrong_condition' };
      for (const part of parts) {
        const fault = judge(part, depth + 1);
        if (fault) return fault;
      }
      return null;
    }
    leaves++;
    return leaves > LEAVES ? { fault: 'wrong_condition' } : leafFault(noun, one);
  };
  return judge(condition, 0);
};

/** A condition that was judged: what `conditionFault` found nothing in. */
export const asCondition = (condition: unknown): Condition | null => condition as Condition | null;
