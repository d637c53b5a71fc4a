import type { Decision } from '../../base/decision.ts';

export type WriteInput = {
  readonly personId: string;
  readonly personName: string;
  readonly on: string;
  readonly fields: readonly string[];
  readonly query: string;
};

/** Who took which fields of which rows, when. Answers the entry's `id`. */
export const write = (
  input: WriteInput,
  { now, newId }: { readonly now: number; readonly newId: () => string },
): Decision => {
  const id = newId();
  const set = { ...input, fields: [...input.fields], exportedAt: now, format: 'csv' } as const;
  return { changes: [{ op: 'insert', noun: 'export_log', id, set }], answer: { id } };
};
