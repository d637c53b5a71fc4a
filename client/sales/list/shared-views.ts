import type { Rights } from '../../../shared/access/permit.ts';
import { soughtIn } from '../../../shared/access/sought.ts';
import type { NounName } from '../../../shared/catalogue.ts';
import type { Shown } from '../../live/collection.ts';
import { namedFields, type Question } from './question.ts';

export type SharedView = {
  readonly id: string;
  readonly name: string;
  readonly query: string;
  readonly ownerId: string;
  /** The name of whoever shares it. */
  readonly by: string;
};

/** Of the views that others share, so many are counted: a role may be given hundreds, and a row of tabs shows a few. */
const COUNTED = 6;

/** The views whose rows are counted: those of the product and one's own, of what others share the first few, and the open one. */
export const countedOf = <V extends { readonly id: string; readonly by: object | null }>(
  views: readonly V[],
  open: string | undefined,
): readonly V[] => {
  let others = 0;
  return views.filter(({ id, by }) => by === null || others++ < COUNTED || id === open);
};

/**
 * The views that others share with this reader, each once however many of their roles it reached them by; those of one
 * person together. What one shares oneself with a role that one bears is one's own view already.
 */
export const sharedViews = (
  rows: readonly Shown<'saved_view_share'>[],
  me: string,
  nameOf: (id: string) => string,
  language: string,
): readonly SharedView[] => {
  const found = new Map<string, SharedView>();
  for (const { viewId, ownerId, name, query } of rows)
    if (viewId && ownerId && ownerId !== me)
      found.set(viewId, { id: viewId, name: name ?? '', query: query ?? '', ownerId, by: nameOf(ownerId) });
  return [...found.values()].sort(
    (a, b) =>
      a.by.localeCompare(b.by, language) ||
      (a.ownerId < b.ownerId ? -1 : Number(a.ownerId > b.ownerId)) ||
      a.name.localeCompare(b.name, language),
  );
};

/**
 * May the reader go on with what a view asked that is shared no more: with its filter, and with its search where that still stands
 * in what is searched for? What they typed themselves is theirs.
 */
export const mayGoOn = (rights: Rights, noun: NounName, asked: Question, view: Question): boolean =>
  mayAsk(rights, noun, { ...view, search: asked.search.includes(view.search.trim()) ? view.search : '' });

/** May the reader ask this, as a view that is shared with them may be asked: by fields that they see, in all that a search goes through? */
export const mayAsk = (rights: Rights, noun: NounName, { where, search }: Question): boolean => {
  if (!namedFields(where).every((field) => rights.view(noun).ever(field))) return false;
  const reads = ({ noun: on, group }: { readonly noun: NounName; readonly group: string }): boolean =>
    rights.view(on).grants.some(({ groups }) => groups.includes(group));
  return search.trim() === '' || soughtIn(noun).every(reads);
};
