import type { Day } from '../../base/day.ts';
import type { Decision } from '../../base/decision.ts';
import type { RowOf } from '../../catalogue.ts';
import { isFlow } from '../measure.rows.ts';
import { measureNamed } from '../measures.ts';

type Target = RowOf<'target'>;
type Moment = { readonly newId: () => string };
/** Targets of one measure, at most. */
export const TARGETS_AT_MOST = 120;

/** What stands now has no month that could be reached. */
export const mayHaveTarget = (name: string): boolean => {
  const measure = measureNamed(name);
  return measure !== undefined && isFlow(measure);
};

/**
 * `seen`: the person may see the measure at all. Refuses `target.no_such_measure` (also for a measure that they may not
 * see, and for one that stands now), `target.not_first_of_month`, `target.too_many`.
 */
export const set = (
  { target, seen, known }: { readonly target: Target | null; readonly seen: boolean; readonly known: number },
  { measure, startsOn, amount }: { readonly measure: string; readonly startsOn: Day; readonly amount: number },
  { newId }: Moment,
): Decision => {
  if (!seen || !mayHaveTarget(measure)) return { refused: 'target.no_such_measure', field: 'measure' };
  if (!startsOn.endsWith('-01')) return { refused: 'target.not_first_of_month', field: 'startsOn' };
  if (target) {
    const { id } = target;
    if (target.amount === amount) return { changes: [], answer: { id } };
    return { changes: [{ op: 'update', noun: 'target', id, set: { amount } }], answer: { id } };
  }
  if (known >= TARGETS_AT_MOST) return { refused: 'target.too_many', with: { limit: TARGETS_AT_MOST } };
  const id = newId();
  return { changes: [{ op: 'insert', noun: 'target', id, set: { measure, startsOn, amount } }], answer: { id } };
};

export const remove = ({ target }: { readonly target: Target }): Decision => ({
  changes: [{ op: 'delete', noun: 'target', id: target.id }],
  answer: { id: target.id },
});
