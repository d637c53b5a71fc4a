/** A draft as it is kept between visits, and back. */
import type { DraftContent } from '../../../shared/sales/order_draft/order_draft.content.ts';
import type { RowEdits } from '../edit/edits.ts';
import type { OrderDraft } from './order.draft.ts';

export type Kept = { readonly at: number; readonly freshId: string; readonly draft: Omit<OrderDraft, 'landing'> };

export const contentOf = (draft: OrderDraft, at: number): string => {
  const { freshId, customerId, header, lines, added, removed, texts, withheld } = draft;
  const content: DraftContent = {
    form: 1,
    at,
    freshId,
    customerId,
    header: [...header],
    lines: [...lines].map(([id, edits]) => [id, [...edits]]),
    added: [...added],
    removed: [...removed],
    texts: [...texts],
    ...(withheld.size > 0 ? { withheld: [...withheld] } : {}),
  };
  return JSON.stringify(content);
};

export const keptOf = (found: DraftContent): Kept => {
  const { at, freshId, customerId, added } = found;
  const edits = (some: DraftContent['header']): RowEdits => new Map(some);
  return {
    at,
    freshId,
    draft: {
      freshId,
      customerId,
      header: edits(found.header),
      lines: new Map(found.lines.map(([id, some]) => [id, edits(some)])),
      added,
      removed: new Set(found.removed),
      texts: new Map(found.texts),
      withheld: new Set(found.withheld),
    },
  };
};
