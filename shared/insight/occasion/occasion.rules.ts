import type { Day } from '../../base/day.ts';
import type { Decision } from '../../base/decision.ts';
import type { RowOf } from '../../catalogue.ts';
import type { TimeSplit } from '../measure.period.ts';
import { splitKey } from '../measure.period.ts';

type Moment = { readonly newId: () => string; readonly actor: { readonly id: string } };
/** Occasions of one day, at most: more would hide the figure that they explain. */
export const OCCASIONS_A_DAY = 8;

/** Refuses `occasion.too_many`. The author is whoever gives the command. */
export const note = (
  { known }: { readonly known: number },
  { day, text }: { readonly day: Day; readonly text: string },
  { newId, actor }: Moment,
): Decision => {
  if (known >= OCCASIONS_A_DAY) return { refused: 'occasion.too_many', with: { limit: OCCASIONS_A_DAY } };
  const id = newId();
  return {
    changes: [{ op: 'insert', noun: 'occasion', id, set: { day, text, authorId: actor.id } }],
    answer: { id },
  };
};

export const remove = ({ target }: { readonly target: RowOf<'occasion'> }): Decision => ({
  changes: [{ op: 'delete', noun: 'occasion', id: target.id }],
  answer: { id: target.id },
});

/** What happened, by the key of the point in which its day lies; of an hour nothing is said. */
export const occasionsByKey = <O extends { readonly day?: Day }>(
  occasions: readonly O[],
  split: TimeSplit,
): ReadonlyMap<string, readonly O[]> => {
  const found = new Map<string, O[]>();
  if (split === 'hour') return found;
  for (const one of [...occasions].sort((a, b) => ((a.day ?? '') < (b.day ?? '') ? -1 : 1))) {
    if (!one.day) continue;
    const key = splitKey(one.day, split);
    found.set(key, [...(found.get(key) ?? []), one]);
  }
  return found;
};
