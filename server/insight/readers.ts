import type { Reader } from '../../shared/insight/reader.ts';
import type { Actor } from '../write/handlers.ts';
import { refuseUnseen } from '../write/seen.ts';
import type { Transaction } from '../write/transaction.ts';

/**
 * Whoever something is newly shared with is somebody whom the sharer sees: others are refused as `missing`, as if they were
 * not there. `had`: shares that stand already, which may stay whoever they are with.
 */
export const refuseUnseenReaders = async (
  tx: Transaction,
  actor: Actor,
  readers: readonly Reader[],
  had: readonly { readonly withId: string }[],
): Promise<void> => {
  const known = new Set(had.map(({ withId }) => withId));
  for (const kind of ['person', 'role'] as const) {
    const added = [...new Set(readers.filter((one) => one.kind === kind && !known.has(one.id)).map(({ id }) => id))];
    if (added.length === 0) continue;
    const found = new Map((await tx.find(kind, { field: 'id', is: 'in', value: added })).map((row) => [row.id, row]));
    refuseUnseen(
      actor,
      kind,
      added.map((one) => found.get(one)),
      'shares',
    );
  }
};
