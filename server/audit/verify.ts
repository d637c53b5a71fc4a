import { hash } from 'node:crypto';
import type { Seal } from '../store/seal.ts';
import type { DbRow, Query, Store } from '../store/store.ts';
import { chained } from './change-log.ts';
import { CHAINED } from './columns.ts';
import type { Witness } from './witness.ts';

/** The first thing that is wrong with the log, by position; or how far it was found whole. */
export type Verdict =
  | { readonly whole: true; readonly entries: number }
  | {
      readonly whole: false;
      readonly position: number;
      readonly fault: 'gap' | 'changed' | 'personal_value' | 'head' | 'cut_short';
    };

const PAGE = 1_000;

const digestsIn = (text: string | number | null | undefined): ReadonlyMap<string, string> => {
  const digests = new Map<string, string>();
  if (typeof text !== 'string' || !text.includes('"digest"')) return digests;
  for (const [field, value] of Object.entries(JSON.parse(text) as { [field: string]: unknown })) {
    if (value !== null && typeof value === 'object' && 'digest' in value) digests.set(field, String(value.digest));
  }
  return digests;
};

/** A personal value that is still kept must be the one that the chain digested; an erased one is no fault. */
const secretsHold = (entry: DbRow, secrets: readonly DbRow[], seal: Seal): boolean =>
  secrets.every(({ position, side, field, salt, sealed }) => {
    const digest = digestsIn(entry[String(side)]).get(String(field));
    try {
      const value = seal.unseal(String(sealed), `log_secret:${position}.${side}:${field}`);
      return digest === hash('sha256', `${salt}\n${value}`);
    } catch {
      return false;
    }
  });

const page = async (query: Query, after: number): Promise<{ entries: readonly DbRow[]; secrets: readonly DbRow[] }> => {
  const entries = await query.all('SELECT * FROM "change_log" WHERE "position" > ? ORDER BY "position" LIMIT ?', [
    after,
    PAGE,
  ]);
  const last = entries.at(-1)?.position ?? after;
  return {
    entries,
    secrets: await query.all('SELECT * FROM "log_secret" WHERE "position" > ? AND "position" <= ?', [after, last]),
  };
};

/** Walks the whole chain, page by page, and names the first fault. `witness`: the head that was kept outside the database. */
export const verifyLog = async (store: Store, seal: Seal, key: string, witness: Witness | null): Promise<Verdict> => {
  let position = 0;
  let last = '';
  let witnessed = witness === null || witness.position === 0;
  for (;;) {
    const { entries, secrets } = await store.read((query) => page(query, position));
    if (entries.length === 0) break;
    const byPosition = Map.groupBy(secrets, (secret) => Number(secret.position));
    for (const entry of entries) {
      if (entry.position !== position + 1) return { whole: false, position: position + 1, fault: 'gap' };
      position++;
      const expected = chained(
        key,
        last,
        CHAINED.map((column) => entry[column] ?? null),
      );
      if (expected !== entry.hash) return { whole: false, position, fault: 'changed' };
      if (!secretsHold(entry, byPosition.get(position) ?? [], seal))
        return { whole: false, position, fault: 'personal_value' };
      last = expected;
      if (witness?.position === position) {
        if (witness.hash !== expected) return { whole: false, position, fault: 'changed' };
        witnessed = true;
      }
    }
  }
  const [head] = await store.read((query) => query.all('SELECT "position", "hash" FROM "log_head" WHERE "id" = 1'));
  if (!witnessed) return { whole: false, position: position + 1, fault: 'cut_short' };
  if (Number(head?.position) > position) return { whole: false, position: position + 1, fault: 'cut_short' };
  if (Number(head?.position) !== position || head?.hash !== last) return { whole: false, position, fault: 'head' };
  return { whole: true, entries: position };
};
