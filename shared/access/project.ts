import { type Cells, fieldsIn, holds } from '../base/condition.ts';
import type { NounName } from '../catalogue.ts';
import { nounNamed } from '../catalogue.ts';
import { type Grant, isAlways } from './rule.ts';

/** A row as an audience sees it: `id` and the fields that some grant, which admits the row, makes visible. */
export type Seen = { readonly id: string; readonly [field: string]: unknown };

export type View = {
  readonly noun: NounName;
  readonly grants: readonly Grant[];
  sees(row: Cells): boolean;
  /** Names of the fields visible on this row. */
  fields(row: Cells): readonly string[];
  /** Is the field visible on every row that is visible at all? Then lists need no per-row test for it. */
  always(field: string): boolean;
  /** Is there any row on which the field could be visible? */
  ever(field: string): boolean;
  project(row: Cells): Seen | null;
};

/**
 * The one reading of grants in memory. A union of roles is per row *and* field: a field shows on a row only if one grant
 * admits that row and names that field's group.
 */
export const viewOf = (noun: NounName, grants: readonly Grant[]): View => {
  const declared = Object.entries(nounNamed(noun).fields);
  const byMask = new Map<string, readonly string[]>();
  const open = grants.map((grant) => isAlways(grant.rows));
  const groupOf = new Map(declared.map(([name, field]) => [name, field.group]));

  const admitting = (row: Cells): string => {
    let mask = '';
    for (let i = 0; i < grants.length; i++) mask += open[i] || holds((grants[i] as Grant).rows, row) ? '1' : '0';
    return mask;
  };
  const fieldsFor = (mask: string): readonly string[] => {
    let fields = byMask.get(mask);
    if (!fields) {
      const groups = new Set(grants.flatMap((grant, i) => (mask[i] === '1' ? grant.groups : [])));
      fields = declared.filter(([, field]) => groups.has(field.group)).map(([name]) => name);
      byMask.set(mask, fields);
    }
    return fields;
  };
  return {
    noun,
    grants,
    sees: (row) => admitting(row).includes('1'),
    fields: (row) => {
      const mask = admitting(row);
      return mask.includes('1') ? fieldsFor(mask) : [];
    },
    always: (name) =>
      name === 'id' || (grants.length > 0 && grants.every((grant) => grant.groups.includes(groupOf.get(name) ?? ''))),
    ever: (name) => name === 'id' || grants.some((grant) => grant.groups.includes(groupOf.get(name) ?? '')),
    project: (row) => {
      const mask = admitting(row);
      if (!mask.includes('1')) return null;
      const seen: { id: string; [field: string]: unknown } = { id: row.id as string };
      for (const name of fieldsFor(mask)) seen[name] = row[name];
      return seen;
    },
  };
};

/** Deep equality of two projections; cells are scalars or JSON. */
export const sameSeen = (a: Seen, b: Seen): boolean => {
  const names = Object.keys(a);
  if (names.length !== Object.keys(b).length) return false;
  for (const name of names) {
    const x = a[name];
    const y = b[name];
    if (x === y) continue;
    if (typeof x !== 'object' || typeof y !== 'object' || JSON.stringify(x) !== JSON.stringify(y)) return false;
  }
  return true;
};

export type Operation = { readonly op: 'put'; readonly row: Seen } | { readonly op: 'drop'; readonly id: string };

/** What an audience is told of a change: a change of hidden fields only is silence. */
export const operationFor = (view: View, before: Cells | null, after: Cells | null): Operation | null => {
  const was = before && view.project(before);
  const now = after && view.project(after);
  if (!was && !now) return null;
  if (was && now && sameSeen(was, now)) return null;
  if (!now) return { op: 'drop', id: (was as Seen).id };
  return { op: 'put', row: now };
};

/** The fields that a reader needs of a stored row: those that may be shown, and those that the rules look at. */
export const projectedFields = (view: View): readonly string[] => {
  const looked = new Set<string>();
  for (const grant of view.grants) fieldsIn(grant.rows, looked);
  looked.delete('id');
  return Object.keys(nounNamed(view.noun).fields).filter((name) => view.ever(name) || looked.has(name));
};
