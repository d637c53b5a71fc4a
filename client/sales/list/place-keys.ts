/**
 * The values of the row after which a window begins, kept for whoever comes back to it or loads this tab anew. They are
 * what one person saw: the browser's history holds only the name under which they lie here, and they end with the session.
 */
import { effectScope, watch } from 'vue';
import { useMe } from '../../access/me.ts';
import type { Key } from './after.ts';

const PLACE = 'crossdock.places';
/** Windows that are remembered; older ones begin at their top again. */
const MOST = 50;

const keys = new Map<string, Key>();
let owner: string | null = null;

const keep = (): void => {
  try {
    if (keys.size === 0 || owner === null) sessionStorage.removeItem(PLACE);
    else sessionStorage.setItem(PLACE, JSON.stringify({ owner, keys: [...keys] }));
  } catch {
    // Storage refused: kept as long as the page.
  }
};
const recall = (person: string): void => {
  try {
    const kept = JSON.parse(sessionStorage.getItem(PLACE) ?? 'null') as { owner: string; keys: [string, Key][] } | null;
    if (kept?.owner === person) for (const [id, key] of kept.keys) keys.set(id, key);
  } catch {
    // Nothing that can be read: nothing was kept.
  }
};
const begin = (person: string | null): void => {
  if (person === owner) return;
  keys.clear();
  owner = person;
  if (person !== null) recall(person);
  keep();
};
let watched = false;
/** From the first long list on as long as the page stands: one signs out anywhere. */
const watchOwner = (): void => {
  if (watched) return;
  watched = true;
  const me = useMe();
  effectScope(true).run(() => watch(() => me.me?.person.id ?? null, begin, { immediate: true, flush: 'sync' }));
};

/** The name under which a key lies from now on. */
export const nameOf = (key: Key): string => {
  watchOwner();
  for (const [name, known] of keys) if (JSON.stringify(known) === JSON.stringify(key)) return name;
  const name = crypto.getRandomValues(new Uint32Array(2)).join('-');
  keys.set(name, key);
  for (const oldest of [...keys.keys()].slice(0, -MOST)) keys.delete(oldest);
  keep();
  return name;
};

/** The key of that name; undefined when it was another person's, or is long ago. */
export const keyNamed = (name: string): Key | undefined => {
  watchOwner();
  return keys.get(name);
};
