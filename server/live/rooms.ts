import { randomBytes } from 'node:crypto';
import { type Operation, type Seen, sameSeen, type View } from '../../shared/access/project.ts';
import { audienceKey } from '../../shared/access/rule.ts';
import type { NounName } from '../../shared/catalogue.ts';
import type { Frame } from '../../shared/live/protocol.ts';
import type { Entry } from '../audit/change-log.ts';
import type { AnyRow } from '../write/transaction.ts';
import { Directory, type Term, termOf } from './audience.ts';

/** A frame closes this long after its first change, ms. */
export const GATHER = 50;
/** Frames kept for catching up, and operations in them, per room. */
const RING_FRAMES = 400;
const RING_OPS = 4_000;
/** An empty room is kept this long for those who come back, ms. */
const LINGER = 120_000;

/** A row since the last frame: as it was, what it was in between, as it is. */
type Pending = { readonly before: AnyRow | null; readonly between: (AnyRow | null)[]; after: AnyRow | null };
type Kept = { readonly frame: Frame; readonly upTo: number };

/** Projections of the rows of one flush: rooms that show the same fields of a row share what is sent of it. */
type Projected = Map<AnyRow, Map<string, Seen>>;
const sharedOf = (known: Projected, row: AnyRow | null): Map<string, Seen> | undefined => {
  if (!row) return undefined;
  let shared = known.get(row);
  if (!shared) {
    shared = new Map();
    known.set(row, shared);
  }
  return shared;
};

/**
 * Chance alone: a page knows its rules and the epoch, and could work out anything made of them and of how many rooms there
 * have been. A room that was forgotten and made anew counts its frames anew: its name is not the old one's either.
 */
export const roomName = (): string => randomBytes(12).toString('base64url');

const idOf = (one: Operation): string => (one.op === 'put' ? one.row.id : one.id);

/** One audience of one noun: who is in it sees the same rows and fields, whatever their roles are called. */
export class Room {
  readonly id: string;
  readonly noun: NounName;
  readonly view: View;
  readonly term: Term | null;
  n = 0;
  members = 0;
  emptySince = 0;
  readonly pending = new Map<string, Pending>();
  readonly ring: Kept[] = [];
  /** The last frame before each reader (guest.ts) was let in: what the room said before that was not said to them. */
  readonly #letIn = new Map<string, number>();
  #ops = 0;

  constructor(id: string, noun: NounName, view: View) {
    this.id = id;
    this.noun = noun;
    this.view = view;
    this.term = termOf(view);
  }

  /** Lets a reader in, who has been entitled without a break ever since, on however many screens and whether here or away. */
  letIn(reader: string): void {
    if (!this.#letIn.has(reader)) this.#letIn.set(reader, this.n);
  }

  /** Ends what `letIn` began for all for whom `stays` does not hold. */
  letGo(stays: (reader: string) => boolean): void {
    for (const reader of this.#letIn.keys()) if (!stays(reader)) this.#letIn.delete(reader);
  }

  note(id: string, before: AnyRow | null, after: AnyRow | null): void {
    const known = this.pending.get(id);
    if (known) {
      known.between.push(known.after);
      known.after = after;
    } else this.pending.set(id, { before, between: [], after });
  }

  /**
   * There and back within one frame is no change, but a snapshot or an answer may have shown what was in between: then
   * the row as it is now is said once more.
   */
  #returned(id: string, { between, after }: Pending): Operation | null {
    if (between.length === 0) return null;
    const now = after && this.view.project(after);
    const strayed = between.some((row) => {
      const then = row && this.view.project(row);
      return then && now ? !sameSeen(then, now) : Boolean(then) !== Boolean(now);
    });
    if (!strayed) return null;
    return now ? { op: 'put', row: now } : { op: 'drop', id };
  }

  /** Closes the frame at a commit boundary: each row once, whole, in its last state; null when nobody here saw a change. */
  close(epoch: string, upTo: number, known: Projected): Frame | null {
    const ops: Operation[] = [];
    for (const [id, row] of this.pending) {
      const op = this.view.operation(row.before, row.after, sharedOf(known, row.after)) ?? this.#returned(id, row);
      if (op) ops.push(op);
    }
    this.pending.clear();
    if (ops.length === 0) return null;
    // By their ids, not by when they were first touched: that may have been a cell out of sight.
    ops.sort((a, b) => (idOf(a) < idOf(b) ? -1 : 1));
    this.n++;
    const frame: Frame = { room: this.id, epoch, n: this.n, ops };
    this.ring.push({ frame, upTo });
    this.#ops += ops.length;
    while (this.ring.length > RING_FRAMES || (this.#ops > RING_OPS && this.ring.length > 1))
      this.#ops -= this.ring.shift()?.frame.ops.length ?? 0;
    return frame;
  }

  /** The last frame closed at or below a snapshot's position: later frames are applied to that snapshot. */
  at(position: number): number {
    for (let i = this.ring.length - 1; i >= 0; i--) {
      const kept = this.ring[i] as Kept;
      if (kept.upTo <= position) return kept.frame.n;
    }
    return this.ring.length > 0 ? (this.ring[0] as Kept).frame.n - 1 : this.n;
  }

  /** The frames after `n`, or null when some of them are gone, or closed before this reader was let in. */
  since(n: number, reader: string): readonly Frame[] | null {
    if (n > this.n || n < (this.#letIn.get(reader) ?? Number.POSITIVE_INFINITY)) return null;
    const first = this.ring[0]?.frame.n ?? this.n + 1;
    return n + 1 < first ? null : this.ring.filter(({ frame }) => frame.n > n).map(({ frame }) => frame);
  }
}

export type Broadcast = (room: string, frame: Frame) => void;

/** All rooms of this process. Cost of a change: its candidates' projections, not the number of screens. */
export class Rooms {
  /** New at each start: a screen that comes back with another one takes a fresh snapshot. */
  readonly epoch = randomBytes(9).toString('base64url');
  readonly #byKey = new Map<string, Room>();
  readonly #directories = new Map<NounName, Directory<Room>>();
  readonly #dirty = new Set<Room>();
  /** Where frames go; the benchmark listens in here. */
  broadcast: Broadcast;
  #position = 0;

  constructor(broadcast: Broadcast) {
    this.broadcast = broadcast;
  }

  get dirty(): boolean {
    return this.#dirty.size > 0;
  }

  join(view: View): Room {
    const key = audienceKey(view.noun, view.grants);
    let room = this.#byKey.get(key);
    if (!room) {
      room = new Room(roomName(), view.noun, view);
      this.#byKey.set(key, room);
      const directory = this.#directories.get(view.noun) ?? new Directory<Room>();
      directory.add(room, room.term);
      this.#directories.set(view.noun, directory);
    }
    room.members++;
    return room;
  }

  /** After a change of rights: who is not known to be entitled to a room any more catches up by none of its frames. */
  letGo(stays: (reader: string, view: View) => boolean): void {
    for (const room of this.#byKey.values()) room.letGo((reader) => stays(reader, room.view));
  }

  leave(room: Room, now: number): void {
    room.members--;
    if (room.members === 0) room.emptySince = now;
  }

  /** Forgets rooms that have stood empty: their next visitor takes a snapshot. */
  sweep(now: number): void {
    for (const [key, room] of this.#byKey) {
      if (room.members > 0 || now - room.emptySince < LINGER) continue;
      this.#byKey.delete(key);
      this.#directories.get(room.noun)?.remove(room, room.term);
      this.#dirty.delete(room);
    }
  }

  /** Takes committed entries, in log order. */
  take(entries: readonly Entry[]): void {
    for (const { noun, rowId, before, after, position } of entries) {
      this.#position = position;
      const directory = this.#directories.get(noun);
      if (!directory) continue;
      for (const room of directory.find(before, after)) {
        room.note(rowId, before, after);
        this.#dirty.add(room);
      }
    }
  }

  /** In the order in which the rooms were made: which of them changed first may be a matter of rows out of sight. */
  flush(): void {
    const known: Projected = new Map();
    for (const room of this.#byKey.values()) {
      if (!this.#dirty.delete(room)) continue;
      const frame = room.close(this.epoch, this.#position, known);
      if (frame && room.members > 0) this.broadcast(room.id, frame);
    }
  }
}
