/**
 * What a summary keeps apart: by which values its rows are told from each other, so that every rule's answer and every
 * small dimension can be read from a cell alone.
 */
import { type Grant, type Rule, rowsOf } from '../../shared/access/rule.ts';
import type { Cells, Condition, Leaf, Scalar } from '../../shared/base/condition.ts';
import type { Field } from '../../shared/base/fields.ts';
import { fieldNamed, type NounName, nounNamed } from '../../shared/catalogue.ts';
import type { Reckoning, Sum } from '../../shared/insight/measure.ts';

/** A value kept as it is, or only on which side of the rules' constants it lies (whole numbers, ascending). */
export type Told = { readonly field: string; readonly marks: readonly number[] | null };
export type Shape = { readonly told: readonly Told[]; readonly text: string };

const leavesOf = (condition: Condition, found: Leaf[] = []): Leaf[] => {
  if ('all' in condition) for (const one of condition.all) leavesOf(one, found);
  else if ('any' in condition) for (const one of condition.any) leavesOf(one, found);
  else if ('not' in condition) leavesOf(condition.not, found);
  else found.push(condition);
  return found;
};

const numeric: ReadonlySet<Field['kind']> = new Set(['money', 'price', 'quantity', 'integer', 'ppm', 'instant']);

/** Kept as they are: states, flags, and whose a row is. Other texts would make a cell of almost every row. */
const keptWhole = (noun: NounName, name: string): boolean => {
  const field = fieldNamed(noun, name);
  if (field?.kind === 'enum' || field?.kind === 'flag') return true;
  return Object.values(nounNamed(noun).scopes).some((scope) => leavesOf(scope).some((leaf) => leaf.field === name));
};

const constantsIn = ({ value }: Leaf): readonly number[] =>
  (Array.isArray(value) ? value : [value]).filter((one): one is number => typeof one === 'number');

/**
 * The shape of a sum under the rules that are stored. A rule that names anything else (a customer, a day) is not carried:
 * whoever has it is answered from the rows.
 */
export const shapeOf = (sum: Sum, rules: readonly Rule[], { currency, zone }: Reckoning): Shape => {
  const whole = new Set(sum.dimensions.filter(({ many }) => !many).map(({ field }) => field));
  const marks = new Map<string, Set<number>>();
  for (const rule of rules) {
    if (rule.on !== sum.noun || rule.may !== 'read') continue;
    for (const leaf of leavesOf(rowsOf(rule))) {
      const kind = fieldNamed(sum.noun, leaf.field)?.kind;
      if (keptWhole(sum.noun, leaf.field)) whole.add(leaf.field);
      else if (kind && numeric.has(kind)) {
        const known = marks.get(leaf.field) ?? new Set<number>();
        for (const constant of constantsIn(leaf)) known.add(constant);
        marks.set(leaf.field, known);
      }
    }
  }
  const told: Told[] = [
    ...[...whole].sort().map((field) => ({ field, marks: null })),
    ...[...marks]
      .filter(([field]) => !whole.has(field))
      .sort(([a], [b]) => (a < b ? -1 : 1))
      .map(([field, constants]) => ({ field, marks: [...constants].sort((a, b) => a - b) })),
  ];
  const { of, where, time, waits } = sum;
  return { told, text: JSON.stringify([1, told, of, where, time, waits ?? null, currency, zone]) };
};

/** Can the cells of this shape answer what these grants ask of a row? */
export const carries = ({ told }: Shape, grants: readonly Grant[]): boolean => {
  const byField = new Map(told.map((one) => [one.field, one]));
  return grants.every((grant) =>
    leavesOf(grant.rows).every((leaf) => {
      const one = byField.get(leaf.field);
      return one !== undefined && (one.marks === null || constantsIn(leaf).every((n) => one.marks?.includes(n)));
    }),
  );
};

/** A number that lies as the value does: on the same mark, or in the same gap between two. */
const placed = (value: unknown, marks: readonly number[]): number | null => {
  if (value === null || value === undefined) return null;
  const n = Number(value);
  const below = marks.findLast((mark) => mark <= n);
  if (below === undefined) return marks.length === 0 ? 0 : (marks[0] as number) - 1;
  return below === n ? below : below + 1;
};

/** The row as a cell tells it, in the shape's order. */
export const tupleOf = ({ told }: Shape, row: Cells): readonly Scalar[] =>
  told.map(({ field, marks }) => (marks ? placed(row[field], marks) : ((row[field] ?? null) as Scalar)));

/** The same in SQL: a column for each of the shape's fields. */
export const tupleSql = ({ told }: Shape): { readonly [alias: string]: string } =>
  Object.fromEntries(
    told.map(({ field, marks }, at) => {
      const cell = `"${field}"`;
      if (!marks) return [`t${at}`, cell];
      const steps = marks.map((mark, i) => {
        const under = i === 0 ? mark - 1 : (marks[i - 1] as number) + 1;
        return `WHEN ${cell} < ${mark} THEN ${under} WHEN ${cell} = ${mark} THEN ${mark}`;
      });
      const last = marks.length === 0 ? 0 : (marks.at(-1) as number) + 1;
      return [`t${at}`, `CASE WHEN ${cell} IS NULL THEN NULL ${steps.join(' ')} ELSE ${last} END`];
    }),
  );

/** A row of the noun made of a cell's values, for the one evaluator of permission. */
export const rowOfTuple = ({ told }: Shape, tuple: readonly Scalar[]): Cells =>
  Object.fromEntries(told.map(({ field }, at) => [field, tuple[at] ?? null]));

/** Database values of one group, as `tupleOf` would give them. */
export const tupleFrom = (noun: NounName, { told }: Shape, row: { readonly [alias: string]: unknown }): Scalar[] =>
  told.map(({ field }, at) => {
    const value = (row[`t${at}`] ?? null) as Scalar;
    return value !== null && fieldNamed(noun, field)?.kind === 'flag' ? value === 1 : value;
  });
