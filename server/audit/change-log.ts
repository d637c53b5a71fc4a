import { hash } from 'node:crypto';
import { emptyValue } from '../../shared/base/fields.ts';
import { sameCell } from '../../shared/base/same.ts';
import { type NounName, nounNamed } from '../../shared/catalogue.ts';
import { chance } from '../store/chance.ts';
import type { Seal } from '../store/seal.ts';
import type { Connection } from '../store/store.ts';
import type { Behalf } from '../write/handlers.ts';
import type { AnyRow, Touched } from '../write/transaction.ts';
import { CHAINED } from './columns.ts';

/** One changed row of a command, as it stands in the log and as the tail takes it on. */
export type Entry = {
  readonly position: number;
  readonly at: number;
  readonly actorId: string;
  readonly actorName: string;
  /** For whom they did it, where it was as somebody's deputy. */
  readonly behalf?: Behalf | null;
  readonly command: string;
  readonly commandId: string;
  readonly noun: NounName;
  readonly rowId: string;
  readonly before: AnyRow | null;
  readonly after: AnyRow | null;
  readonly why: string | null;
};

export type Act = {
  readonly at: number;
  readonly actorId: string;
  readonly actorName: string;
  readonly behalf?: Behalf | null;
  readonly command: string;
  readonly commandId: string;
  readonly why: string | null;
  readonly touched: readonly Touched[];
};

type Secret = { side: 'old' | 'row'; field: string; salt: string; value: string };

/** What takes a personal value's place in the log: the chain holds when the value itself is erased. */
const digestOf = (salt: string, value: string): string => hash('sha256', `${salt}\n${value}`);

type Logged = { readonly name: string; readonly personal: boolean; readonly empty: unknown };
const loggedFields = new Map<NounName, readonly Logged[]>();
const fieldsOf = (noun: NounName): readonly Logged[] => {
  let fields = loggedFields.get(noun);
  if (!fields) {
    fields = Object.entries(nounNamed(noun).fields).map(([name, field]) => ({
      name,
      personal: field.personal === true,
      empty: emptyValue(field),
    }));
    loggedFields.set(noun, fields);
  }
  return fields;
};

/**
 * The row as the log keeps it. Of personal fields only changed ones appear, as salted digests; their values stand apart,
 * sealed. No rule may name a personal field, so the rest of the row is enough to judge who sees the entry.
 */
const logged = (
  noun: NounName,
  row: AnyRow,
  names: ReadonlySet<string> | null,
  side: Secret['side'],
  secrets: Secret[],
): string => {
  const out: { [field: string]: unknown } = {};
  for (const { name, personal, empty } of fieldsOf(noun)) {
    const changed = names === null || names.has(name);
    if (side === 'old' && !changed) continue;
    const value = row[name];
    // Most cells of most rows are empty; whoever reads the entry puts the kind's empty value back.
    if (side === 'row' && value === empty) continue;
    if (!personal) out[name] = value;
    else if (changed) {
      if (value === null) out[name] = null;
      else {
        const salt = chance(12).toString('base64');
        out[name] = { digest: digestOf(salt, String(value)) };
        secrets.push({ side, field: name, salt, value: String(value) });
      }
    }
  }
  return JSON.stringify(out);
};

const INSERT_ENTRY = `INSERT INTO "change_log" (${[...CHAINED, 'hash'].map((column) => `"${column}"`).join(', ')}) VALUES (${CHAINED.map(() => '?, ').join('')}?)`;

const BLOCK = 64;
const padded = new Map<string, { readonly inner: Buffer; readonly outer: Buffer }>();
const padsOf = (key: string): { readonly inner: Buffer; readonly outer: Buffer } => {
  let pads = padded.get(key);
  if (!pads) {
    const bytes = Buffer.from(key).length > BLOCK ? hash('sha256', key, 'buffer') : Buffer.from(key);
    const pad = (byte: number): Buffer => Buffer.alloc(BLOCK).map((_, i) => (bytes[i] ?? 0) ^ byte) as Buffer;
    pads = { inner: pad(0x36), outer: pad(0x5c) };
    padded.set(key, pads);
  }
  return pads;
};

/**
 * HMAC-SHA-256 of an entry and of the hash before it, by its definition (RFC 2104) over the one-shot hash: a Hmac object
 * an entry costs several times as much, and an order has some twenty entries.
 */
export const chained = (key: string, previous: string, parts: readonly (string | number | null)[]): string => {
  const { inner, outer } = padsOf(key);
  const digest = hash('sha256', Buffer.concat([inner, Buffer.from(`${previous}\n${JSON.stringify(parts)}`)]), 'buffer');
  return hash('sha256', Buffer.concat([outer, digest]), 'base64');
};

/** Business rows first, in a fixed order; what a row is about decides whose timeline it stands in. */
const aboutOf = (noun: NounName, row: AnyRow): { noun: string; id: string } => {
  const { about } = nounNamed(noun);
  return about ? { noun: about.noun, id: row[about.field] as string } : { noun, id: row.id };
};

/**
 * Writes the entries of all acts of one transaction, in order, as its last statements: they update the single row
 * `log_head`, so that positions are the commit order, without gaps.
 */
export const writeLog = async (
  connection: Connection,
  seal: Seal,
  key: string,
  acts: readonly Act[],
  lock: string,
): Promise<readonly Entry[]> => {
  const [head] = await connection.all(`SELECT "position", "hash" FROM "log_head" WHERE "id" = 1${lock}`);
  if (!head) throw new Error('the log has no head');
  let position = head.position as number;
  let last = head.hash as string;
  const entries: Entry[] = [];
  for (const act of acts) {
    for (const { noun, id, before, after } of act.touched) {
      if (nounNamed(noun).unlogged) continue;
      position++;
      const names = before && after ? changedFields(noun, before, after) : null;
      const secrets: Secret[] = [];
      const old = before ? logged(noun, before, names, 'old', secrets) : null;
      const row = after ? logged(noun, after, names, 'row', secrets) : null;
      const about = aboutOf(noun, (after ?? before) as AnyRow);
      const op = before ? (after ? 'update' : 'delete') : 'insert';
      const version = (after ?? before)?.version ?? 0;
      const parts = [
        position,
        act.at,
        act.actorId,
        act.actorName,
        act.command,
        act.commandId,
        noun,
        id,
        version,
        op,
        old,
        row,
        act.why,
        about.noun,
        about.id,
        act.behalf?.id ?? null,
        act.behalf?.name ?? null,
      ];
      last = chained(key, last, parts);
      await connection.run(INSERT_ENTRY, [...parts, last]);
      for (const { side, field, salt, value } of secrets) {
        await connection.run(
          'INSERT INTO "log_secret" ("position", "side", "field", "salt", "sealed") VALUES (?, ?, ?, ?, ?)',
          [position, side, field, salt, seal.seal(value, `log_secret:${position}.${side}:${field}`)],
        );
      }
      entries.push({ ...act, position, noun, rowId: id, before, after });
    }
  }
  if (entries.length > 0)
    await connection.run('UPDATE "log_head" SET "position" = ?, "hash" = ? WHERE "id" = 1', [position, last]);
  return entries;
};

export const changedFields = (noun: NounName, before: AnyRow, after: AnyRow): Set<string> => {
  const changed = new Set<string>();
  for (const { name } of fieldsOf(noun)) if (!sameCell(before[name], after[name])) changed.add(name);
  return changed;
};
