import type { Condition } from '../../shared/base/condition.ts';
import type { Change } from '../../shared/base/decision.ts';
import { sameCell } from '../../shared/base/same.ts';
import { nounNamed, nounNames } from '../../shared/catalogue.ts';
import { carriedOf, type HostName, isCarried, isHost } from '../../shared/together/host.ts';
import type { AnyRow, Transaction } from './transaction.ts';

type Set = { readonly [field: string]: unknown };

const hosted = nounNames.filter((noun) => nounNamed(noun).host) as 'notification'[];
const isHosted = (noun: string): boolean => (hosted as readonly string[]).includes(noun);

/** The hosts that the changes move as rules see them, each as it becomes; null where it goes. */
const movedHosts = async (tx: Transaction, changes: readonly Change[]): Promise<Map<string, AnyRow | null>> => {
  const moved = new Map<string, AnyRow | null>();
  for (const change of changes) {
    const { noun, id } = change;
    if (!isHost(noun) || change.op === 'insert') continue;
    if (change.op === 'delete') {
      moved.set(`${noun} ${id}`, null);
      continue;
    }
    const fields = Object.keys(change.set);
    if (!isCarried(noun, fields)) continue;
    const now = (await tx.get(noun, id)) as AnyRow | null;
    const known = moved.get(`${noun} ${id}`) ?? now;
    const set = change.set as Set;
    if (known && fields.some((field) => isCarried(noun, [field]) && !sameCell(known[field], set[field])))
      moved.set(`${noun} ${id}`, { ...known, ...set });
  }
  return moved;
};

/** What a host is once the changes are made. */
const hostAfter = async (
  tx: Transaction,
  noun: HostName,
  id: string,
  moved: ReadonlyMap<string, AnyRow | null>,
  changes: readonly Change[],
): Promise<Set | null> => {
  const known = moved.get(`${noun} ${id}`);
  if (known !== undefined) return known;
  const made = changes.find((change) => change.op === 'insert' && change.noun === noun && change.id === id);
  if (made && made.op === 'insert') return made.set as Set;
  return (await tx.get(noun, id)) as AnyRow | null;
};

/**
 * What a rule decided, and what follows from it for rows about other rows: new ones bear what their host is judged by, and
 * those that stand follow it, or go with it. Costs nothing unless a host moved; then one look-up for each such noun.
 */
export const carriedAlong = async (tx: Transaction, changes: readonly Change[]): Promise<readonly Change[]> => {
  const moved = await movedHosts(tx, changes);
  if (moved.size === 0 && !changes.some(({ noun, op }) => op === 'insert' && isHosted(noun))) return changes;
  const filled: Change[] = [];
  for (const change of changes) {
    if (change.op !== 'insert' || !isHosted(change.noun)) {
      filled.push(change);
      continue;
    }
    const { aboutNoun, aboutId } = change.set as { readonly aboutNoun: HostName; readonly aboutId: string };
    const host = await hostAfter(tx, aboutNoun, aboutId, moved, changes);
    if (!host) throw new Error(`a ${change.noun} about ${aboutNoun} ${aboutId}, which is not there`);
    filled.push({ ...change, set: { ...change.set, ...carriedOf(aboutNoun, host) } } as Change);
  }
  if (moved.size === 0) return filled;
  const byNoun = new Map<HostName, string[]>();
  for (const key of moved.keys()) {
    const [noun, id] = key.split(' ') as [HostName, string];
    byNoun.set(noun, [...(byNoun.get(noun) ?? []), id]);
  }
  const gone = new Set(changes.filter(({ op }) => op === 'delete').map(({ noun, id }) => `${noun} ${id}`));
  for (const [noun, ids] of byNoun) {
    const about: Condition = {
      all: [
        { field: 'aboutNoun', is: 'eq', value: noun },
        { field: 'aboutId', is: 'in', value: ids },
      ],
    };
    for (const name of hosted) {
      for (const row of await tx.lockAll(name, about)) {
        if (gone.has(`${name} ${row.id}`)) continue;
        const host = moved.get(`${noun} ${row.aboutId}`);
        filled.push(
          host
            ? { op: 'update', noun: name, id: row.id, set: carriedOf(noun, host) }
            : { op: 'delete', noun: name, id: row.id },
        );
      }
    }
  }
  return filled;
};
