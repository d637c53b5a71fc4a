import { shallowReactive } from 'vue';
import type { DraftLine } from '../../../shared/sales/order_draft/order_draft.content.ts';
import type { RowEdits } from '../edit/edits.ts';
import { newId } from '../new-id.ts';

/** A line entered here and not yet at the server. */
export type AddedLine = Readonly<DraftLine>;

/** What has been changed on an order and not saved. It outlives the page, so that leaving and coming back loses nothing. */
export type OrderDraft = {
  customerId: string | null;
  /** The id that a new order is entered under: sent again after a closed laptop, it is still one order. */
  freshId: string;
  header: RowEdits;
  lines: ReadonlyMap<string, RowEdits>;
  added: readonly AddedLine[];
  /** Lines that the server has taken and whose rows are still on their way. */
  landing: readonly AddedLine[];
  removed: ReadonlySet<string>;
  /** What is typed in a field and is no value (yet), by `lineId field` or ` field`. */
  texts: ReadonlyMap<string, string>;
  /** What was entered and does not show at present, by `lineId`, `lineId field` or ` field`: it lies at the server. */
  withheld: ReadonlySet<string>;
};
export const NEW = 'new';

const emptyDraft = (): OrderDraft =>
  shallowReactive({
    customerId: null,
    freshId: newId(),
    header: new Map(),
    lines: new Map(),
    added: [],
    landing: [],
    removed: new Set(),
    texts: new Map(),
    withheld: new Set(),
  });
const drafts = new Map<string, OrderDraft>();

export const draftOf = (key: string): OrderDraft => {
  const found = drafts.get(key) ?? emptyDraft();
  drafts.set(key, found);
  return found;
};
export const clearDraft = (draft: OrderDraft): void => void Object.assign(draft, emptyDraft());
export const moveDraft = (from: string, to: string): void => {
  const draft = drafts.get(from);
  if (!draft) return;
  // What does not show lay under the order that was not there: it went with that.
  draft.withheld = new Set();
  drafts.delete(from);
  drafts.set(to, draft);
};
let whose = '';
/** Nothing of one person's stays for the next. */
export const forgetDrafts = (person: string): void => {
  if (whose !== person) drafts.clear();
  whose = person;
};

export const isDirty = (draft: OrderDraft): boolean =>
  draft.header.size > 0 || draft.lines.size > 0 || draft.added.length > 0 || draft.removed.size > 0;
/** There is something to be kept. A customer alone is chosen again in a moment. */
export const isWorth = (draft: OrderDraft): boolean =>
  isDirty(draft) || draft.texts.size > 0 || draft.withheld.size > 0;
/** Fields and lines that a save would send. */
export const changesIn = (draft: OrderDraft): number =>
  draft.header.size +
  draft.added.length +
  draft.removed.size +
  [...draft.lines.values()].reduce((all, edits) => all + edits.size, 0);
export const withText = (draft: OrderDraft, key: string, text: string | null): void => {
  if ((draft.texts.get(key) ?? null) === text) return;
  const now = new Map(draft.texts);
  if (text === null) now.delete(key);
  else now.set(key, text);
  draft.texts = now;
};
