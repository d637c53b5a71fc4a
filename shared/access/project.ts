import { compact } from '../base/compact.ts';
import { type Cells, fieldsIn, holds } from '../base/condition.ts';
import { sameCell } from '../base/same.ts';
import type { NounName } from '../catalogue.ts';
import { nounNamed } from '../catalogue.ts';
import { type Grant, isAlways } from './rule.ts';

/** A row as an audience sees it: `id` and the fields that some grant, which admits the row, makes visible. */
export type Seen = { readonly id: string; readonly [field: string]: unknown };

export type View = {
  readonly noun: NounName;
  readonly grants: readonly Grant[];
  sees(row: Cells): boolean;
  /** The same reader's view of another noun: what a row is found by beside its own words. */
  beside(noun: NounName): View;
  /** Names of the fields visible on this row. */
  fields(row: Cells): readonly string[];
  /** Is the field visible on every row that is visible at all? Then lists need no per-row test for it. */
  always(field: string): boolean;
  /** Is there any row on which the field could be visible? */
  ever(field: string): boolean;
  project(row: Cells): Seen | null;
  /**
   * What this audience is told when a row changes: a change of hidden fields only is silence. `known` keeps projections
   * of the same `after`, so that audiences who see the same fields of it share one.
   */
  operation(before: Cells | null, after: Cells | null, known?: Map<string, Seen>): Operation | null;
};

/** Fields that show together; `key` is the same wherever they are the same. */
type Shape = { readonly key: string; readonly names: readonly string[]; readonly blank: Seen };

const seenAs = ({ names, blank }: Shape, row: Cells): Seen => {
  const seen: { id: string; [field: string]: unknown } = { ...blank };
  seen.id = row.id as string;
  for (const name of names) seen[name] = row[name];
  return seen;
};

/**
 * The one reading of grants in memory. A union of roles is per row *and* field: a field shows on a row only if one grant
 * admits that row and names that field's group.
 */
export const viewOf = (
  noun: NounName,
  grants: readonly Grant[],
  beside: (noun: NounName) => View = (other) => viewOf(other, []),
): View => {
  const declared = Object.entries(nounNamed(noun).fields);
  const byMask = new Map<string, Shape | null>();
  const open = grants.map((grant) => isAlways(grant.rows));
  const groupOf = new Map(declared.map(([name, field]) => [name, field.group]));

  const admitting = (row: Cells): string => {
    let mask = '';
    for (let i = 0; i < grants.length; i++) mask += open[i] || holds((grants[i] as Grant).rows, row) ? '1' : '0';
    return mask;
  };
  const shapeOf = (mask: string): Shape | null => {
    if (!mask.includes('1')) return null;
    const groups = new Set(grants.flatMap((grant, i) => (mask[i] === '1' ? grant.groups : [])));
    const names = declared.filter(([, field]) => groups.has(field.group)).map(([name]) => name);
    const blank = compact({ id: '', ...Object.fromEntries(names.map((name) => [name, null])) });
    return { key: names.join(), names, blank };
  };
  /** What shows of this row; null for a row that no grant admits. */
  const shapeAt = (row: Cells): Shape | null => {
    const mask = admitting(row);
    let shape = byMask.get(mask);
    if (shape === undefined) {
      shape = shapeOf(mask);
      byMask.set(mask, shape);
    }
    return shape;
  };
  return {
    noun,
    grants,
    beside,
    sees: (row) => shapeAt(row) !== null,
    fields: (row) => shapeAt(row)?.names ?? [],
    always: (name) =>
      name === 'id' || (grants.length > 0 && grants.every((grant) => grant.groups.includes(groupOf.get(name) ?? ''))),
    ever: (name) => name === 'id' || grants.some((grant) => grant.groups.includes(groupOf.get(name) ?? '')),
    project: (row) => {
      const shape = shapeAt(row);
      return shape && seenAs(shape, row);
    },
    operation: (before, after, known) => {
      const was = before && shapeAt(before);
      const now = after && shapeAt(after);
      if (!now) return was ? { op: 'drop', id: before?.id as string } : null;
      if (was?.key === now.key && now.names.every((name) => sameCell(before?.[name], after[name]))) return null;
      let row = known?.get(now.key);
      if (!row) {
        row = seenAs(now, after);
        known?.set(now.key, row);
      }
      return { op: 'put', row };
    },
  };
};

/** Deep equality of two projections; cells are scalars or JSON. */
export const sameSeen = (a: Seen, b: Seen): boolean => {
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  return names.every((name) => sameCell(a[name], b[name]));
};

export type Operation = { readonly op: 'put'; readonly row: Seen } | { readonly op: 'drop'; readonly id: string };

/** The fields that a reader needs of a stored row: those that may be shown, and those that the rules look at. */
export const projectedFields = (view: View): readonly string[] => {
  const looked = new Set<string>();
  for (const grant of view.grants) fieldsIn(grant.rows, looked);
  looked.delete('id');
  return Object.keys(nounNamed(view.noun).fields).filter((name) => view.ever(name) || looked.has(name));
};
