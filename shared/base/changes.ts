import { type NounName, nounNamed, type RowOf } from '../catalogue.ts';
import { compact } from './compact.ts';
import type { Change } from './decision.ts';
import { emptyValue } from './fields.ts';

type Cells = { readonly [field: string]: unknown };
const empties = new Map<NounName, Cells>();
/** A row of the noun with each field's empty value, to be copied: `{ ...emptyRow(noun), … }`. */
export const emptyRow = (noun: NounName): Cells => {
  let empty = empties.get(noun);
  if (!empty) {
    const { fields } = nounNamed(noun);
    const filled = Object.entries(fields).map(([name, field]) => [name, emptyValue(field)] as const);
    empty = compact(Object.fromEntries([['id', ''], ...filled]));
    empties.set(noun, empty);
  }
  return empty;
};

/** The row that an insert makes: what it leaves out has the kind's empty value. */
export const insertedRow = <N extends NounName>(noun: N, id: string, set: Partial<RowOf<N>>): RowOf<N> =>
  ({ ...emptyRow(noun), ...set, id }) as unknown as RowOf<N>;

/**
 * One change for each row, in the order of first mention: later fields win. A row that is made and deleted within the
 * same decision is not mentioned at all.
 */
export const folded = (changes: readonly Change[]): Change[] => {
  const byRow = new Map<string, Change | null>();
  for (const change of changes) {
    const key = `${change.noun} ${change.id}`;
    const before = byRow.get(key);
    if (!before) byRow.set(key, change);
    else if (change.op === 'delete') byRow.set(key, before.op === 'insert' ? null : change);
    else if (before.op !== 'delete') byRow.set(key, { ...before, set: { ...before.set, ...change.set } } as Change);
    else throw new Error(`${key} is changed after it was deleted`);
  }
  return [...byRow.values()].filter((change) => change !== null);
};

/** The rows of one noun as the changes leave them: what a rule goes on reckoning with before anything is written. */
export const rowsAfter = <N extends NounName>(
  noun: N,
  rows: readonly RowOf<N>[],
  changes: readonly Change[],
): RowOf<N>[] => {
  const after = new Map(rows.map((row) => [row.id, row]));
  for (const change of changes) {
    if (change.noun !== noun) continue;
    if (change.op === 'delete') after.delete(change.id);
    else if (change.op === 'insert') {
      after.set(change.id, insertedRow(noun, change.id, change.set as Partial<RowOf<N>>));
    } else {
      const row = after.get(change.id);
      if (row) after.set(change.id, { ...row, ...change.set } as RowOf<N>);
    }
  }
  return [...after.values()];
};
