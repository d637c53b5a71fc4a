import type { Decision } from '../../base/decision.ts';
import type { exportFormats } from './export_log.fields.ts';

export type WriteInput = {
  readonly personId: string;
  readonly personName: string;
  readonly on: string;
  readonly format: (typeof exportFormats)[number];
  readonly fields: readonly string[];
  readonly query: string;
};

/** Who took which fields of which rows, when. Answers the entry's `id`. */
export const write = (
  input: WriteInput,
  { now, newId }: { readonly now: number; readonly newId: () => string },
): Decision => {
  const id = newId();
  const set = { ...input, fields: [...input.fields], exportedAt: now };
  return { changes: [{ op: 'insert', noun: 'export_log', id, set }], answer: { id } };
};
