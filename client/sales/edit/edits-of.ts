import type { Edits } from '../../../shared/base/edit.ts';

/**
 * What a form changed of a row, each field from what it stood at when the form was opened: what was not touched is not sent,
 * so that it takes nothing back that somebody else has set meanwhile.
 */
export const editsOf = (row: object, now: object): Edits => {
  const was = row as { readonly [field: string]: unknown };
  const entries = Object.entries(now).filter(([field, to]) => to !== was[field]);
  return Object.fromEntries(entries.map(([field, to]) => [field, { from: was[field], to }]));
};
