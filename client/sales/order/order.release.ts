/** Lifting holds: whose it is to do, and by how much more than the limit they agree to. */
import { shallowReactive } from 'vue';
import type { Rights } from '../../../shared/access/permit.ts';
import type { Refusal } from '../../../shared/base/decision.ts';
import { useMe } from '../../access/me.ts';
import { words } from '../../words/words.ts';
import type { AnyRow } from '../list/column.ts';

/** Why a hold is not this person's to lift; null when it is. */
export const mayRelease = (rights: Rights, hold: AnyRow): string | null =>
  rights.may('hold', 'release', hold) ? null : words.value('hold', 'releasedBy', String(hold.releasedBy));

/**
 * By how much a limit was passed when one was refused, minor units, by hold: another order of its customer came in while one
 * looked. `stored` is what the hold said then; once it says something else that holds.
 */
const grown = shallowReactive(new Map<string, { readonly stored: unknown; readonly excess: number }>());

type Looked = { readonly id: string; readonly excess?: unknown };

/** Is the reader told by how much? Also where it is nothing any more: the hold stands until somebody lifts it. */
export const isMeasured = ({ excess }: Looked): boolean => typeof excess === 'number';

/** Minor units; 0 where the hold has no figure, or the reader is not told it. */
export const excessOf = ({ id, excess }: Looked): number => {
  if (typeof excess !== 'number') return 0;
  const told = grown.get(id);
  return told?.stored === excess ? told.excess : excess;
};

/** In which currency that is: a review's is of the organisation's policy. */
export const excessCurrency = (kind: unknown, currency: string): string =>
  kind === 'review' ? useMe().organisation.currency : currency;

/** What `hold.release` is given, with the figure that was looked at. */
export const releaseOf = (
  hold: Looked,
  why: string | null,
): { readonly id: string; readonly why: string | null; readonly excess?: number } => ({
  id: hold.id,
  why,
  ...(typeof hold.excess === 'number' ? { excess: excessOf(hold) } : {}),
});

/** Takes over the figure of a refusal, so that it is looked at and may be agreed to. */
export const learn = (holds: readonly Looked[], { refused, with: { hold, excess } = {} }: Refusal): void => {
  const found = holds.find(({ id }) => id === hold);
  if (refused === 'hold.grown' && found && typeof excess === 'number')
    grown.set(found.id, { stored: found.excess, excess });
};
