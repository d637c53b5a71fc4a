/** What of a draft goes to the server in one message, and what of the draft is left once it was taken. */
import { afterSave, asInput, type RowEdits } from '../edit/edits.ts';
import type { AddedLine, OrderDraft } from './order.draft.ts';

export type Sent = Pick<OrderDraft, 'header' | 'lines' | 'added' | 'removed'>;

export const lineInput = (line: AddedLine) => ({
  id: line.id,
  productId: line.productId,
  quantity: line.quantity,
  unit: line.unit,
  ...(line.unitPrice === null || line.free ? {} : { unitPrice: line.unitPrice }),
  ...(line.discount === 0 || line.free ? {} : { discount: line.discount }),
  ...(line.free ? { free: true, freeAs: line.freeAs ?? 'goods' } : {}),
});

export const sentOf = ({ header, lines, added, removed }: OrderDraft): Sent => ({ header, lines, added, removed });

/** The edits as one input, each with the value that it was made from. Of a line that is removed nothing is changed first. */
export const updateInput = (id: string, { header, lines, added, removed }: Sent) => {
  const changed = [...lines].filter(([line]) => !removed.has(line));
  return {
    id,
    ...(header.size > 0 ? { set: asInput(header) } : {}),
    ...(added.length > 0 ? { add: added.map(lineInput) } : {}),
    ...(changed.length > 0 ? { change: changed.map(([line, edits]) => ({ id: line, ...asInput(edits) })) } : {}),
    ...(removed.size > 0 ? { remove: [...removed] } : {}),
  };
};

/**
 * What was sent is done; what was typed meanwhile stays as an edit of it. New lines have a row on its way, also one that
 * was taken out since it was sent: that one is to be removed. `asked`: it was only asked for, and has no rows.
 */
export const settle = (draft: OrderDraft, sent: Sent, asked = false): void => {
  draft.header = afterSave(draft.header, sent.header);
  draft.lines = new Map(
    [...draft.lines].flatMap(([id, edits]): [string, RowEdits][] => {
      const left = afterSave(edits, sent.lines.get(id) ?? new Map());
      return left.size === 0 ? [] : [[id, left]];
    }),
  );
  const now = new Map(draft.added.map((line) => [line.id, line]));
  const taken = new Set(sent.added.map(({ id }) => id));
  const landing = asked ? [] : sent.added;
  const unwanted = landing.filter(({ id }) => !now.has(id)).map(({ id }) => id);
  draft.landing = [
    ...draft.landing.filter(({ id }) => !sent.removed.has(id)),
    ...landing.map((line) => now.get(line.id) ?? line),
  ];
  // Of a line that is taken nothing waits any more for its price to show.
  draft.withheld = new Set([...draft.withheld].filter((key) => !taken.has(key.split(' ')[0] ?? '')));
  draft.added = draft.added.filter(({ id }) => !taken.has(id));
  draft.removed = new Set([...[...draft.removed].filter((id) => !sent.removed.has(id)), ...unwanted]);
};
