import type { Refusal } from './decision.ts';

/** Edits by field, each with the value that it was made from. */
export type Edits = { readonly [field: string]: { readonly from: unknown; readonly to: unknown } | undefined };

const same = (a: unknown, b: unknown): boolean =>
  a === b || (typeof a === 'object' && typeof b === 'object' && JSON.stringify(a) === JSON.stringify(b));

/**
 * What the edits set on a row, or `changed_meanwhile` with the first field whose value is no longer the one that the
 * edit was made from. An edit to what stands there already is none, whoever made it.
 */
export const edited = (
  row: object,
  edits: Edits,
): { readonly set: { readonly [field: string]: unknown } } | Refusal => {
  const now = row as { readonly [field: string]: unknown };
  const set: { [field: string]: unknown } = {};
  for (const [field, edit] of Object.entries(edits)) {
    if (edit === undefined || same(now[field], edit.to)) continue;
    if (!same(now[field], edit.from)) return { refused: 'changed_meanwhile', field };
    set[field] = edit.to;
  }
  return { set };
};
