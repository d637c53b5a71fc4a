/** A draft after what an earlier visit sent of it was taken: the rest is an edit of that, and not of what stood before. */
import { afterSave, type Cells, type Edit, edit, type RowEdits } from '../edit/edits.ts';
import type { OrderDraft } from './order.draft.ts';

type Sent = {
  readonly set?: { readonly [field: string]: Edit };
  readonly change?: readonly ({ readonly id: string } & { readonly [field: string]: unknown })[];
};
type Edited = Pick<OrderDraft, 'header' | 'lines'>;

/** After an `order.update` with this input was taken. What was typed back to what was sent is no edit any more. */
export const afterUpdate = ({ header, lines }: Edited, input: unknown): Edited => {
  const { set = {}, change = [] } = input as Sent;
  const sent = new Map(
    change.map(({ id, ...fields }) => [id, new Map(Object.entries(fields as { [field: string]: Edit }))] as const),
  );
  return {
    header: afterSave(header, new Map(Object.entries(set))),
    lines: new Map(
      [...lines].flatMap(([id, edits]): [string, RowEdits][] => {
        const left = afterSave(edits, sent.get(id) ?? new Map());
        return left.size === 0 ? [] : [[id, left]];
      }),
    ),
  };
};

/** The head of an order that was made meanwhile from an earlier state of the draft: what was typed since, of its row. */
export const afterCreate = (header: RowEdits, row: Cells): RowEdits =>
  [...header].reduce<RowEdits>(
    (edits, [field, { to }]) => (field in row ? edit(edits, row, field, to) : edits),
    new Map(),
  );
