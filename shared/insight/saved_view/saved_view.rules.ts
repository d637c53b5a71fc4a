import type { Decision } from '../../base/decision.ts';
import { isNoun, type RowOf } from '../../catalogue.ts';

/** Views of one person, at most. */
export const VIEWS_AT_MOST = 200;

type View = RowOf<'saved_view'>;
type Moment = { readonly newId: () => string; readonly actor: { readonly id: string } };
export type ViewInput = { readonly on: string; readonly name: string; readonly query: string };

/**
 * Keeps a view under its owner's name. The query is read by the reader's own rules whenever it is used, so nothing in it
 * is judged here. Refuses `saved_view.no_such_noun`, `saved_view.too_many`.
 */
export const save = (
  facts: { readonly target: View | null; readonly own: number },
  input: ViewInput,
  moment: Moment,
): Decision => {
  const { on, name, query } = input;
  if (!isNoun(on)) return { refused: 'saved_view.no_such_noun', field: 'on' };
  if (facts.target) {
    const { id } = facts.target;
    return { changes: [{ op: 'update', noun: 'saved_view', id, set: { on, name, query } }], answer: { id } };
  }
  if (facts.own >= VIEWS_AT_MOST) return { refused: 'saved_view.too_many', with: { limit: VIEWS_AT_MOST } };
  const id = moment.newId();
  const set = { ownerId: moment.actor.id, on, name, query };
  return { changes: [{ op: 'insert', noun: 'saved_view', id, set }], answer: { id } };
};

export const remove = ({ target }: { readonly target: View }): Decision => ({
  changes: [{ op: 'delete', noun: 'saved_view', id: target.id }],
  answer: { id: target.id },
});
