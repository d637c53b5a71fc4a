/** What a change request asks for, one line for each of its edits, as far as the reader sees it. */
import { headerPairs, linePairs } from '../../../shared/sales/change_request/change_request.fields.ts';
import type { Shown } from '../../live/collection.ts';
import { words } from '../../words/words.ts';
import { type Telling, valueText } from '../timeline/happened.ts';

export type Difference = {
  readonly id: string;
  /** The line's SKU and name; null where it is about the order itself. */
  readonly line: { readonly sku: string; readonly name: string } | null;
  readonly op: 'head' | 'change' | 'add' | 'remove';
  readonly outcome: 'open' | 'accepted' | 'refused';
  readonly cells: readonly { readonly label: string; readonly from: string | null; readonly to: string | null }[];
};

type Cells = { readonly [field: string]: unknown };

const cellsOf = (edit: Shown<'change_edit'>, telling: Telling): Difference['cells'] => {
  const row = edit as Cells;
  const noun = edit.op === 'head' ? 'order' : 'order_line';
  return (edit.op === 'head' ? headerPairs : linePairs).flatMap((field) => {
    const [from, to] = [row[`${field}From`], row[`${field}To`]];
    if (from === to || (from === undefined && to === undefined)) return [];
    // A line that comes or goes is told by what it has: a discount of none is nothing to tell.
    if ((edit.op === 'add' && to === 0) || (edit.op === 'remove' && field !== 'quantity')) return [];
    return [
      {
        label: words.field(noun, field),
        from: valueText(noun, field, from, telling),
        to: edit.op === 'remove' ? words.t('happened.removed') : valueText(noun, field, to, telling),
      },
    ];
  });
};

export const differencesOf = (edits: readonly Shown<'change_edit'>[], telling: Telling): readonly Difference[] =>
  [...edits]
    .sort((a, b) => (a.position ?? 0) - (b.position ?? 0))
    .map((edit) => ({
      id: edit.id,
      line: edit.sku ? { sku: edit.sku, name: edit.productName ?? '' } : null,
      op: edit.op ?? 'head',
      outcome: edit.outcome ?? 'open',
      cells: cellsOf(edit, telling),
    }));

/** The reasons for which a request needs somebody else, in a sentence's words. */
export const beyondText = (beyond: unknown): string =>
  (Array.isArray(beyond) ? beyond : [])
    .map((reason) => words.maybe(`beyond.${String(reason)}`) ?? String(reason))
    .join(words.language === 'en' ? ', ' : '、');
