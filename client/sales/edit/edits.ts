/**
 * What a person has changed on a row and not saved yet. Each edit keeps the value that it was made from: another's change
 * of the same field is then seen, and never overwritten nor overwriting.
 */
export type Edit = { readonly from: unknown; readonly to: unknown };
export type RowEdits = ReadonlyMap<string, Edit>;
export type Cells = { readonly [field: string]: unknown };

const none: RowEdits = new Map();
const same = (a: unknown, b: unknown): boolean => (a ?? null) === (b ?? null);

/** The edits with one more: back to what it was made from is no edit. */
export const edit = (edits: RowEdits = none, row: Cells, field: string, to: unknown): RowEdits => {
  const from = edits.has(field) ? edits.get(field)?.from : (row[field] ?? null);
  const now = new Map(edits);
  if (same(from, to)) now.delete(field);
  else now.set(field, { from, to });
  return now;
};
export const withoutEdit = (edits: RowEdits = none, field: string): RowEdits => {
  const now = new Map(edits);
  now.delete(field);
  return now;
};
/** Mine stays, made from theirs now: the next save replaces it knowingly. */
export const keepMine = (edits: RowEdits, row: Cells, field: string): RowEdits => {
  const mine = edits.get(field);
  return mine ? new Map(edits).set(field, { from: row[field] ?? null, to: mine.to }) : edits;
};

/** The field was changed by somebody else to something else while it is being edited here. */
export const isContested = (edits: RowEdits, row: Cells, field: string): boolean => {
  const mine = edits.get(field);
  return mine !== undefined && field in row && !same(row[field], mine.from) && !same(row[field], mine.to);
};
/** Edits that are still ones: what stands there already, whoever made it, is none. */
export const settled = (edits: RowEdits, row: Cells): RowEdits => {
  const left = [...edits].filter(([field, { to }]) => !(field in row && same(row[field], to)));
  return left.length === edits.size ? edits : new Map(left);
};
/** After a save: what was sent is done; what was typed meanwhile is an edit of what was sent. */
export const afterSave = (edits: RowEdits, sent: RowEdits): RowEdits =>
  new Map(
    [...edits].flatMap(([field, now]): [string, Edit][] => {
      const was = sent.get(field);
      if (!was) return [[field, now]];
      return same(was.to, now.to) ? [] : [[field, { from: was.to, to: now.to }]];
    }),
  );

/** The row as it would be with the edits. */
export const edited = <R extends Cells>(row: R, edits: RowEdits): R =>
  edits.size === 0 ? row : { ...row, ...Object.fromEntries([...edits].map(([field, { to }]) => [field, to])) };
/** As a command takes them. */
export const asInput = (edits: RowEdits): { readonly [field: string]: Edit } => Object.fromEntries(edits);
