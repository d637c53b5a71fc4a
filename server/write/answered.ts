import { folded } from '../../shared/base/changes.ts';
import type { Change } from '../../shared/base/decision.ts';
import { asking } from '../../shared/together/notification/notification.kinds.ts';
import type { Transaction } from './transaction.ts';

type Matter = keyof typeof asking;
const isMatter = (noun: string): noun is Matter => Object.hasOwn(asking, noun);

/** Ids of the matters that no longer wait once the changes are made. */
const closed = (changes: readonly Change[]): ReadonlyMap<Matter, readonly string[]> => {
  const found = new Map<Matter, string[]>();
  for (const { op, noun, id, ...change } of changes as readonly (Change & { readonly set?: object })[]) {
    if (!isMatter(noun) || op === 'insert') continue;
    const { status } = (change.set ?? {}) as { readonly status?: string };
    const isClosed = op === 'delete' || (status !== undefined && status !== asking[noun].waits);
    if (isClosed) found.set(noun, [...(found.get(noun) ?? []), id]);
  }
  return found;
};

/**
 * What a rule decided, and with each matter that it closes the news that asked for a decision, read from now on (`now`, ms): by
 * whomever and however it was closed, nobody goes there in vain. Costs nothing unless one closes; then one look-up for each noun.
 */
export const answeredAlong = async (
  tx: Transaction,
  changes: readonly Change[],
  now: number,
): Promise<readonly Change[]> => {
  const read: Change[] = [];
  for (const [noun, ids] of closed(changes)) {
    const { kind, names } = asking[noun];
    const unread = await tx.lockAll('notification', {
      all: [
        { field: 'kind', is: 'eq', value: kind },
        ...(names === 'aboutId' ? [{ field: 'aboutNoun', is: 'eq' as const, value: noun }] : []),
        { field: names, is: 'in', value: [...ids] },
        { field: 'readAt', is: 'eq', value: null },
      ],
    });
    for (const { id } of unread) read.push({ op: 'update', noun: 'notification', id, set: { readAt: now } });
  }
  return read.length === 0 ? changes : folded([...changes, ...read]);
};
