/** Lifting holds: whose it is to do, and by how much more than the limit they agree to. */
import { shallowReactive } from 'vue';
import type { Rights } from '../../../shared/access/permit.ts';
import type { Refusal } from '../../../shared/base/decision.ts';
import { words } from '../../words/words.ts';
import type { AnyRow } from '../list/column.ts';

/** Why a hold is not this person's to lift; null when it is. */
export const mayRelease = (rights: Rights, hold: AnyRow): string | null =>
  rights.may('hold', 'release', hold) ? null : words.value('hold', 'releasedBy', String(hold.releasedBy));

/** Minor units, by hold. What other orders of its customer add is told only to whoever would lift it. */
const grown = shallowReactive(new Map<string, number>());

type Looked = { readonly id: string } & { readonly excess?: unknown };

/** Minor units; 0 where the hold has no figure, or the reader is not told it. */
export const excessOf = (hold: Looked): number =>
  typeof hold.excess === 'number' ? Math.max(hold.excess, grown.get(hold.id) ?? 0) : 0;

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
export const learn = ({ refused, with: { hold, excess } = {} }: Refusal): void => {
  if (refused === 'hold.grown' && typeof excess === 'number') grown.set(String(hold), excess);
};
