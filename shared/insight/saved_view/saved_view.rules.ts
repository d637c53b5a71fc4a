import type { Change, Decision, Refusal } from '../../base/decision.ts';
import { isNoun, type RowOf } from '../../catalogue.ts';
import { type Reader, sharedAnew } from '../reader.ts';
import { asksOf } from './saved_view.asks.ts';

/** Views of one person, at most. */
export const VIEWS_AT_MOST = 200;

type View = RowOf<'saved_view'>;
type Share = RowOf<'saved_view_share'>;
type Moment = { readonly newId: () => string; readonly actor: { readonly id: string } };
export type ViewInput = { readonly on: string; readonly name: string; readonly query: string };
/** `shares`: with whom the view is shared as it stands. */
export type Shared = { readonly target: View; readonly shares: readonly Share[] };

/** What others have of a view; a refusal where its query is none of its list, so that nobody can tell what it filters by. */
const shownOf = ({ on, name, query }: ViewInput): { readonly shown: ViewInput & { asks: string } } | Refusal => {
  const asks = isNoun(on) ? asksOf(on, query) : null;
  return asks === null
    ? { refused: 'saved_view.not_of_its_list', field: 'query' }
    : { shown: { on, name, query, asks } };
};

/**
 * Keeps a view under its owner's name. The query is read by the reader's own rules whenever it is used, so of one's own
 * nothing in it is judged here; whoever it is shared with has it as it becomes, in the same commit. Refuses
 * `saved_view.no_such_noun`, `saved_view.too_many`, and of a shared one `saved_view.not_of_its_list`.
 */
export const save = (
  facts: { readonly target: View | null; readonly shares: readonly Share[]; readonly own: number },
  input: Omit<ViewInput, 'query'> & { readonly query?: string },
  moment: Moment,
): Decision => {
  const { on, name, query = facts.target?.query ?? '' } = input;
  if (!isNoun(on)) return { refused: 'saved_view.no_such_noun', field: 'on' };
  if (facts.target) {
    const { id } = facts.target;
    const changes: Change[] = [{ op: 'update', noun: 'saved_view', id, set: { on, name, query } }];
    if (facts.shares.length > 0) {
      const become = shownOf({ on, name, query });
      if ('refused' in become) return become;
      for (const one of facts.shares)
        changes.push({ op: 'update', noun: 'saved_view_share', id: one.id, set: become.shown });
    }
    return { changes, answer: { id } };
  }
  if (facts.own >= VIEWS_AT_MOST) return { refused: 'saved_view.too_many', with: { limit: VIEWS_AT_MOST } };
  const id = moment.newId();
  const set = { ownerId: moment.actor.id, on, name, query, shares: [] };
  return { changes: [{ op: 'insert', noun: 'saved_view', id, set }], answer: { id } };
};

/** Refuses `saved_view.not_of_its_list`; to stop sharing is always possible. */
export const share = (
  { target, shares }: Shared,
  input: { readonly shares: readonly Reader[] },
  { newId }: Moment,
): Decision => {
  const { id: viewId, ownerId } = target;
  const { readers, ended, begun } = sharedAnew(shares, input.shares);
  const changes: Change[] = [
    { op: 'update', noun: 'saved_view', id: viewId, set: { shares: readers } },
    ...ended.map((id): Change => ({ op: 'delete', noun: 'saved_view_share', id })),
  ];
  if (begun.length > 0) {
    const become = shownOf(target);
    if ('refused' in become) return become;
    for (const withId of begun) {
      const set = { viewId, ownerId, withId, ...become.shown };
      changes.push({ op: 'insert', noun: 'saved_view_share', id: newId(), set });
    }
  }
  return { changes, answer: { id: viewId } };
};

/** With its shares. */
export const remove = ({ target, shares }: Shared): Decision => ({
  changes: [
    { op: 'delete', noun: 'saved_view', id: target.id },
    ...shares.map(({ id }): Change => ({ op: 'delete', noun: 'saved_view_share', id })),
  ],
  answer: { id: target.id },
});
