/** By whose link somebody chose their password lately: it may be they who know it, and so they who are here. */
import { SECOND_KEPT } from '../../shared/access/role_change/role_change.second.ts';
import type { RowOf } from '../../shared/catalogue.ts';

export type LetIn = Pick<RowOf<'credential'>, 'personId' | 'letInById' | 'letInAt'>;

/** Whether it was lately enough to count, at this instant. */
export const isLately = (letInAt: number | null, now: number): boolean => (letInAt ?? 0) > now - SECOND_KEPT;

/** Themselves, by whose link they came in lately, by whose that one did, and so on. */
export const hands = (letIn: readonly LetIn[], personId: string, now: number): ReadonlySet<string> => {
  const by = new Map(letIn.filter((one) => isLately(one.letInAt, now)).map((one) => [one.personId, one.letInById]));
  const found = new Set<string>();
  for (let next: string | null = personId; next !== null && !found.has(next); next = by.get(next) ?? null)
    found.add(next);
  return found;
};

/** May these two be one person? So where one let the other in, through others too, or somebody let in both. */
export const mayBeOne = (letIn: readonly LetIn[], one: string, other: string, now: number): boolean => {
  const held = hands(letIn, one, now);
  return [...hands(letIn, other, now)].some((id) => held.has(id));
};

/**
 * By whom a person counts as let in once they chose a password by a link that `byId` made. Who came in through that very person
 * hides nobody by a link back: then it stays with who let them in before.
 */
export const letInBy = (letIn: readonly LetIn[], personId: string, byId: string | null, now: number): string | null => {
  const known = letIn.find((one) => one.personId === personId && isLately(one.letInAt, now))?.letInById ?? null;
  if (byId === null) return known;
  return known !== null && hands(letIn, byId, now).has(personId) ? known : byId;
};
