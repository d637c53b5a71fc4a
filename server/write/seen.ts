import type { Cells } from '../../shared/base/condition.ts';
import type { NounName } from '../../shared/catalogue.ts';
import type { Actor } from './handlers.ts';
import { Refused } from './refused.ts';

/**
 * A row that a command names beside its target: refused as `missing` where the actor does not see it, as one that is not
 * there at all. What may be done with the target itself is judged in perform.ts.
 */
export const refuseUnseen = (
  actor: Actor,
  noun: NounName,
  rows: readonly (object | null | undefined)[],
  field?: string,
): void => {
  const view = actor.rights.view(noun);
  const unseen = rows.some((row) => !row || !view.sees(row as { readonly [field: string]: unknown }));
  if (unseen) throw new Refused({ refused: 'missing', ...(field === undefined ? {} : { field }), with: { noun } });
};

/** The row, or null where the actor does not see it: then the rule says what it says of one that is not there. */
export const ifSeen = <R extends object>(actor: Actor, noun: NounName, row: R | null | undefined): R | null =>
  row && actor.rights.view(noun).sees(row as { readonly [field: string]: unknown }) ? row : null;

/**
 * A row beside the target of which stored values are compared with what the caller takes them for: refused as the caller
 * may not read or write one of the fields, before the comparison could tell whether a guess was right.
 */
export const refuseUneditable = (actor: Actor, noun: NounName, row: object, fields: readonly string[]): void => {
  const denied = uneditable(actor, noun, row as Cells, fields);
  if (denied !== null) throw new Refused({ refused: 'field_not_permitted', field: denied, with: { noun } });
};

/** The first of the fields that these rights do not read on the row; null when they read all. */
export const unread = (
  rights: Actor['rights'],
  noun: NounName,
  row: object,
  fields: readonly string[],
): string | null => {
  const read = new Set(rights.view(noun).fields(row as Cells));
  return fields.find((field) => !read.has(field)) ?? null;
};

/** Stored values are compared with what the caller takes them for: refused where they read one of them not, as the answer would tell it. */
export const refuseUnread = (actor: Actor, noun: NounName, row: object, fields: readonly string[]): void => {
  const field = unread(actor.rights, noun, row, fields);
  if (field !== null) throw new Refused({ refused: 'field_not_permitted', field, with: { noun } });
};

/** The first of the fields that the actor may not both read and write on this row; null when all may. */
export const uneditable = (actor: Actor, noun: NounName, row: Cells, fields: readonly string[]): string | null => {
  const read = new Set(actor.rights.view(noun).fields(row));
  return fields.find((field) => !read.has(field)) ?? actor.rights.unwritable(noun, 'update', row, fields);
};
