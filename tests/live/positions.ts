/**
 * Where in the history does a screen stand after each frame? The rows that a screen has after a frame must be what its
 * person may see at some committed position, and never at an earlier one than before.
 */
import { hash } from 'node:crypto';
import type { Entry } from '../../server/audit/change-log.ts';
import type { Frame } from '../../shared/live/protocol.ts';
import { type Row, seen, type Who } from '../agreement/oracle.ts';

type Digest = { high: number; low: number };
const digestOf = (row: Row): Digest => {
  const cells = Object.keys(row)
    .sort()
    .map((name) => [name, row[name]]);
  const hex = hash('sha1', JSON.stringify(cells));
  return { high: Number.parseInt(hex.slice(0, 7), 16), low: Number.parseInt(hex.slice(7, 14), 16) };
};

/** Rows by id with a digest of them all together that does not depend on their order. */
class Picture {
  readonly #rows = new Map<string, Digest>();
  #high = 0;
  #low = 0;
  set(id: string, row: Row | null): void {
    const known = this.#rows.get(id);
    const now = row && digestOf(row);
    this.#high ^= (known?.high ?? 0) ^ (now?.high ?? 0);
    this.#low ^= (known?.low ?? 0) ^ (now?.low ?? 0);
    if (now) this.#rows.set(id, now);
    else this.#rows.delete(id);
  }
  get digest(): string {
    return `${this.#high} ${this.#low}`;
  }
}

/** The first fault of a room's frames between two barriers, or null. `rows` are those of the noun at the first barrier. */
export const backward = (
  who: Who,
  noun: string,
  rows: readonly Row[],
  entries: readonly Entry[],
  frames: readonly Frame[],
): string | null => {
  const truth = new Picture();
  const shown = new Picture();
  for (const row of rows) {
    const mine = seen(who, noun, row);
    truth.set(row.id, mine);
    shown.set(row.id, mine);
  }
  const positions = [truth.digest];
  for (const entry of entries) {
    if (entry.noun !== noun) continue;
    truth.set(entry.rowId, entry.after && seen(who, noun, entry.after as Row));
    positions.push(truth.digest);
  }
  let at = 0;
  let n: number | null = null;
  for (const frame of frames) {
    if (n !== null && frame.n !== n + 1) return `frame ${frame.n} after ${n}`;
    n = frame.n;
    if (new Set(frame.ops.map((op) => (op.op === 'put' ? op.row.id : op.id))).size !== frame.ops.length)
      return `frame ${frame.n} holds a row twice`;
    for (const op of frame.ops) {
      if (op.op === 'put') shown.set(op.row.id, op.row as Row);
      else shown.set(op.id, null);
    }
    const found = positions.indexOf(shown.digest, at);
    if (found < 0) return `frame ${frame.n} stands at no position from ${at} of ${positions.length}`;
    at = found;
  }
  const last = positions.at(-1);
  return shown.digest === last
    ? null
    : `after the last frame it does not stand at the end (${at} of ${positions.length - 1})`;
};
