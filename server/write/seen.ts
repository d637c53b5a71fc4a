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
