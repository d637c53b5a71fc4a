import { type NounName, nounNamed, type RowOf } from '../catalogue.ts';
import type { Change } from './decision.ts';
import { emptyValue } from './fields.ts';

/** The row that an insert makes: what it leaves out has the kind's empty value. */
export const insertedRow = <N extends NounName>(noun: N, id: string, set: Partial<RowOf<N>>): RowOf<N> => {
  const row: { [field: string]: unknown } = { id };
  for (const [name, field] of Object.entries(nounNamed(noun).fields)) row[name] = emptyValue(field);
  return Object.assign(row, set) as unknown as RowOf<N>;
};

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
