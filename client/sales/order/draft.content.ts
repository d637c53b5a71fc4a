/** A draft as it is kept between visits, and back. */
import type { RowEdits } from '../edit/edits.ts';
import type { AddedLine, OrderDraft } from './order.draft.ts';

type Edits = readonly (readonly [field: string, edit: { readonly from: unknown; readonly to: unknown }])[];
type Content = {
  readonly form: 1;
  /** When it was entered, by this device's clock, ms. */
  readonly at: number;
  readonly freshId: string;
  readonly customerId: string | null;
  readonly header: Edits;
  readonly lines: readonly (readonly [id: string, edits: Edits])[];
  readonly added: readonly AddedLine[];
  readonly removed: readonly string[];
  readonly texts: readonly (readonly [key: string, text: string])[];
};
export type Kept = { readonly at: number; readonly freshId: string; readonly draft: Omit<OrderDraft, 'landing'> };

export const contentOf = (draft: OrderDraft, at: number): string => {
  const { freshId, customerId, header, lines, added, removed, texts } = draft;
  const content: Content = {
    form: 1,
    at,
    freshId,
    customerId,
    header: [...header],
    lines: [...lines].map(([id, edits]) => [id, [...edits]] as const),
    added,
    removed: [...removed],
    texts: [...texts],
  };
  return JSON.stringify(content);
};

/** Null for what this version of the page did not write. */
export const contentFrom = (text: string): Kept | null => {
  try {
    const found = JSON.parse(text) as Partial<Content>;
    if (found.form !== 1 || typeof found.at !== 'number' || typeof found.freshId !== 'string') return null;
    const edits = (some: Edits | undefined): RowEdits => new Map(some ?? []);
    return {
      at: found.at,
      freshId: found.freshId,
      draft: {
        freshId: found.freshId,
        customerId: found.customerId ?? null,
        header: edits(found.header),
        lines: new Map((found.lines ?? []).map(([id, some]) => [id, edits(some)])),
        added: found.added ?? [],
        removed: new Set(found.removed ?? []),
        texts: new Map(found.texts ?? []),
      },
    };
  } catch {
    return null;
  }
};
