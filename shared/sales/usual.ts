/** Of what a customer has several of, one is the usual one: whom one speaks with, where goods and invoices go. */
type Usual = { readonly id: string; readonly usual: boolean };

/**
 * The rows with exactly one that is usual, as long as there are any: the one that is `chosen`, else the one that was, else
 * the first by its id. Rows that stay as they are are the same objects.
 */
export const withOneUsual = <R extends Usual>(rows: readonly R[], chosen: string | null): R[] => {
  const inOrder = [...rows].sort((a, b) => (a.id < b.id ? -1 : 1));
  const one = inOrder.find(({ id }) => id === chosen) ?? inOrder.find(({ usual }) => usual) ?? inOrder[0];
  return rows.map((row) => (row.usual === (row.id === one?.id) ? row : { ...row, usual: row.id === one?.id }));
};
/** Of what is entered together the first is the usual one, unless another is said to be. */
export const firstUsual = <T extends { readonly usual?: boolean | undefined }>(all: readonly T[]): readonly T[] =>
  all.some(({ usual }) => usual) ? all : all.map((one, at) => (at === 0 ? { ...one, usual: true } : one));
/** The cells of a row that differ from what they were. */
export const changedCells = <R extends object>(was: R, now: R): Partial<R> =>
  Object.fromEntries(
    Object.entries(now).filter(([name, value]) => (was as { [name: string]: unknown })[name] !== value),
  ) as Partial<R>;
export const usualOf = <R extends Usual>(rows: readonly R[]): R | null => rows.find(({ usual }) => usual) ?? null;
