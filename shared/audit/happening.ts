/** What happened to a row, as `/api/<nouns>/:id/timeline` answers it: by the reader's own rules. */

export type FieldChange = { readonly field: string; readonly old: unknown; readonly new: unknown };
export type RowChange = {
  readonly noun: string;
  readonly id: string;
  readonly op: 'insert' | 'update' | 'delete';
  readonly title: string | null;
  readonly fields: readonly FieldChange[];
};
/** What one command did, as far as the reader may see it. */
export type Happening = {
  /** ms since 1970 UTC */
  readonly at: number;
  /** Empty where the reader may not know people's names. */
  readonly who: string;
  /** For whom, where it was done as somebody's deputy; absent also where the reader may not know that name. */
  readonly for?: string;
  readonly command: string;
  readonly why: string | null;
  readonly changes: readonly RowChange[];
};
