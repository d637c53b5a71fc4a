/**
 * Windows over live lists, without a screen: what the stores of the page and the tests that compare a screen with a fresh
 * read both use. Its rules, LIVE8 to LIVE12 and LIVE17, stand in docs/live.md.
 */
import { type Seen, sameSeen } from '../../shared/access/project.ts';
import type { Refusal } from '../../shared/base/decision.ts';
import { applyFrame, type Window } from '../../shared/live/apply.ts';
import type { Filter, Frame, Open, Opened, Sort } from '../../shared/live/protocol.ts';
import { Pace, searchPause } from './pace.ts';

export type Wire = {
  readonly connected: () => boolean;
  /** Sends one message and resolves with its acknowledgement; rejects when the connection is lost first. */
  readonly ask: (event: string, payload: unknown) => Promise<unknown>;
};

export type Question = {
  readonly noun: string;
  readonly where?: Filter | null;
  readonly search?: string | null;
  readonly sort: Sort;
  readonly limit?: number;
  /** Where the window begins: a filter that only rows from there on meet, and how many rows lie above. Absent: at the top. */
  readonly from?: { readonly where: Filter; readonly above: number } | null;
};

export type WindowState = 'opening' | 'ready' | 'refused';
export type Opening = {
  question: Question;
  /** The question that the window's rows answer: the former one while a window moves. */
  shown: Question | null;
  window: Window;
  /** Rows that are wanted, at most; `window.limit` is what was asked for last. */
  limit: number;
  state: WindowState;
  refusal: Refusal | null;
  /** Number of the last frame that this window holds. */
  n: number;
  /** The room, by its epoch, whose rows these are: rights that became others lead to another. */
  of: string | null;
  /** Moves when the window is wiped or closed: an answer from before is not for it any more. */
  turn: number;
  /** Rows are owed: asked for and not there yet, also when the line was cut in between. */
  wanted: boolean;
  asking: boolean;
  /** Of questions that changed rows call for, while free text decides. */
  readonly pace: Pace;
  readonly tell: (changed: ReadonlySet<string>) => void;
};

/** Frames kept for windows whose snapshot is still on its way. */
const RECENT = 300;

type Feed = {
  noun: string;
  room: string | null;
  epoch: string | null;
  n: number;
  readonly windows: Set<Opening>;
  recent: Frame[];
  touched: Map<string, number>;
};

const FIRST = 100;

const keyOf = ({ room, epoch }: Pick<Feed, 'room' | 'epoch'>): string | null =>
  room === null || epoch === null ? null : `${room} ${epoch}`;

/** All that a row must meet to be in the window. */
const whereOf = ({ where, from }: Question): Filter | null =>
  from ? (where ? { all: [where, from.where] } : from.where) : (where ?? null);

const emptyWindow = (question: Question, limit: number): Window => ({
  rows: [],
  more: false,
  limit,
  where: whereOf(question),
  sort: question.sort,
  searched: Boolean(question.search),
});

export class Feeds {
  readonly #wire: Wire;
  readonly #pause: () => Promise<void>;
  readonly #feeds = new Map<string, Feed>();
  /** Frames of rooms whose first snapshot is still on its way: which noun they belong to shows when it arrives. */
  #strays: Frame[] = [];
  #ticks = 0;
  /** Commands on their way; only while there are any it matters which rows frames spoke of. */
  readonly #marks = new Set<number>();

  constructor(wire: Wire, pause: () => Promise<void> = searchPause) {
    this.#wire = wire;
    this.#pause = pause;
  }

  #feed(noun: string): Feed {
    let feed = this.#feeds.get(noun);
    if (!feed) {
      feed = { noun, room: null, epoch: null, n: 0, windows: new Set(), recent: [], touched: new Map() };
      this.#feeds.set(noun, feed);
    }
    return feed;
  }

  /** Opens a window. `tell` is called after each change of it with the ids that changed. */
  open(question: Question, tell: Opening['tell']): Opening {
    const opening: Opening = {
      question,
      shown: null,
      window: emptyWindow(question, question.limit ?? FIRST),
      limit: question.limit ?? FIRST,
      state: 'opening',
      refusal: null,
      n: 0,
      of: null,
      turn: 0,
      wanted: true,
      asking: false,
      pace: new Pace(this.#pause),
      tell,
    };
    this.#feed(question.noun).windows.add(opening);
    if (this.#wire.connected()) void this.#snapshot(opening);
    return opening;
  }

  close(opening: Opening): void {
    const feed = this.#feeds.get(opening.question.noun);
    opening.turn++;
    feed?.windows.delete(opening);
    if (!feed || feed.windows.size > 0) return;
    this.#feeds.delete(opening.question.noun);
    if (this.#wire.connected())
      void this.#wire.ask('collection.close', { noun: opening.question.noun }).catch(() => undefined);
  }

  /** Asks for the window anew, keeping what it shows until the answer is there. */
  async refresh(opening: Opening): Promise<void> {
    await this.#snapshot(opening);
  }

  /** Lets the window reach further down by `rows` rows, at most 500 in all. */
  async further(opening: Opening, rows: number): Promise<void> {
    opening.limit = Math.min(500, opening.limit + rows);
    await this.#snapshot(opening);
  }

  /** Moves the window along its list: the same question from elsewhere. The rows stay until those are there. */
  async move(opening: Opening, question: Question): Promise<void> {
    opening.question = question;
    opening.limit = question.limit ?? FIRST;
    await this.#snapshot(opening);
  }

  #questionOf({ question, limit }: Opening): Open {
    return {
      noun: question.noun,
      where: whereOf(question),
      search: question.search || null,
      sort: [...question.sort],
      limit,
    };
  }

  /** One question of a window is on its way at a time; a wish that comes meanwhile is asked when the answer is there. */
  async #snapshot(opening: Opening): Promise<void> {
    opening.wanted = true;
    if (opening.asking) return;
    opening.asking = true;
    const { turn } = opening;
    while (opening.wanted && turn === opening.turn) {
      opening.wanted = false;
      const { question } = opening;
      const asked = this.#questionOf(opening);
      const answer = (await this.#wire.ask('collection.open', asked).catch(() => null)) as Opened | null;
      if (turn !== opening.turn) return;
      if (answer === null) {
        // Cut off: the next connect asks again.
        opening.wanted = true;
        break;
      }
      // Moved meanwhile: these rows are not the ones that are wanted any more.
      if (question === opening.question) this.#take(opening, answer, asked.limit ?? FIRST);
    }
    opening.asking = false;
  }

  #take(opening: Opening, answer: Opened, limit: number): void {
    if ('rows' in answer) this.#place(opening, answer, limit);
    else if ('refused' in answer) {
      opening.state = 'refused';
      opening.refusal = answer;
      opening.window = emptyWindow(opening.question, opening.limit);
      opening.tell(new Set());
    }
  }

  #place(opening: Opening, answer: Extract<Opened, { rows: readonly Seen[] }>, limit: number): void {
    const feed = this.#feed(opening.question.noun);
    if (feed.room !== answer.room || feed.epoch !== answer.epoch) {
      feed.room = answer.room;
      feed.epoch = answer.epoch;
      feed.recent = this.#strays.filter((frame) => frame.room === answer.room && frame.epoch === answer.epoch);
      this.#strays = this.#strays.filter((frame) => frame.room !== answer.room);
      feed.n = feed.recent.at(-1)?.n ?? answer.n;
    }
    feed.n = Math.max(feed.n, answer.n);
    const before = new Map(opening.window.rows.map((row) => [row.id, row]));
    // Another part of the list, or more of it: what comes into sight with it is not a change.
    const elsewhere = opening.shown !== opening.question || opening.window.limit !== limit;
    opening.shown = opening.question;
    opening.window = {
      ...emptyWindow(opening.question, limit),
      rows: this.#once(feed, answer.rows),
      more: answer.more,
    };
    opening.state = 'ready';
    opening.refusal = null;
    opening.n = answer.n;
    opening.of = keyOf(feed);
    // Frames that overtook the snapshot on its way hold what it does not.
    for (const frame of feed.recent) if (frame.n > answer.n) this.#apply(opening, frame);
    const changed = new Set<string>();
    for (const row of opening.window.rows)
      if (before.size > 0 && before.get(row.id) !== row && (before.has(row.id) || !elsewhere)) changed.add(row.id);
    opening.tell(changed);
    // What the others show was theirs to see in another room: no frame of this one says what of it is not any more.
    for (const other of feed.windows)
      if (other.state === 'ready' && other.of !== opening.of && !other.asking) void this.#snapshot(other);
  }

  /** A row is kept once: windows that hold the same row hold the same object. */
  #once(feed: Feed, rows: readonly Seen[]): readonly Seen[] {
    const known = new Map<string, Seen>();
    for (const { window } of feed.windows) for (const row of window.rows) known.set(row.id, row);
    return rows.map((row) => {
      const one = known.get(row.id);
      return one && sameSeen(one, row) ? one : row;
    });
  }

  /** Changed rows call for the window anew. Free text is searched at the server, for every screen that searches: in its pace. */
  #again(opening: Opening): void {
    const ask = (): void => {
      if (this.#feeds.get(opening.question.noun)?.windows.has(opening)) void this.#snapshot(opening);
    };
    if (opening.window.searched) opening.pace.take(ask);
    else ask();
  }

  #apply(opening: Opening, frame: Frame): Set<string> {
    const was = opening.window;
    const { window, refill, ask } = applyFrame(was, frame);
    opening.window = window;
    opening.n = frame.n;
    if (refill || ask) this.#again(opening);
    if (window === was) return new Set();
    return new Set(frame.ops.map((op) => (op.op === 'put' ? op.row.id : op.id)));
  }

  frame(frame: Frame): void {
    const feed = [...this.#feeds.values()].find(({ room }) => room === frame.room);
    if (!feed) {
      this.#strays = [...this.#strays, frame].slice(-RECENT);
      return;
    }
    if (feed.epoch === frame.epoch) this.#hear(feed, frame);
  }

  /**
   * Each window has its own last frame: one that was asked anew while the others were still to catch up is ahead of them.
   * A window that misses a frame takes its rows anew.
   */
  #hear(feed: Feed, frame: Frame): void {
    if (frame.n > (feed.recent.at(-1)?.n ?? 0)) feed.recent = [...feed.recent, frame].slice(-RECENT);
    else if (!feed.recent.some(({ n }) => n === frame.n))
      feed.recent = [...feed.recent, frame].sort((a, b) => a.n - b.n).slice(-RECENT);
    feed.n = Math.max(feed.n, frame.n);
    this.#ticks++;
    if (this.#marks.size > 0)
      for (const op of frame.ops) feed.touched.set(op.op === 'put' ? op.row.id : op.id, this.#ticks);
    for (const opening of feed.windows) {
      if (opening.state !== 'ready' || opening.of !== keyOf(feed) || frame.n <= opening.n) continue;
      if (frame.n > opening.n + 1) {
        void this.#snapshot(opening);
        continue;
      }
      const changed = this.#apply(opening, frame);
      if (changed.size > 0) opening.tell(changed);
    }
  }

  /** The row as some window shows it; null where none does. */
  known(noun: string, id: string): Seen | null {
    for (const { window } of this.#feeds.get(noun)?.windows ?? []) {
      const found = window.rows.find((row) => row.id === id);
      if (found) return found;
    }
    return null;
  }

  /** A mark to hand to `answered`: frames that arrive after it are newer than what an answer may carry. */
  mark(): number {
    this.#ticks++;
    this.#marks.add(this.#ticks);
    return this.#ticks;
  }

  /**
   * The rows of a command's answer, as the actor sees them: shown at once, unless a frame spoke of the row meanwhile.
   * Called once for each mark, without rows if the command was refused or the line was cut.
   */
  answered(
    rows: readonly { readonly noun: string; readonly id: string; readonly row: Seen | null }[],
    since: number,
  ): void {
    for (const { noun, id, row } of rows) {
      const feed = this.#feeds.get(noun);
      if (!feed || (feed.touched.get(id) ?? 0) > since) continue;
      for (const opening of feed.windows) {
        if (opening.state !== 'ready') continue;
        const was = opening.window;
        const { window, refill, ask } = applyFrame(was, { ops: [row ? { op: 'put', row } : { op: 'drop', id }] });
        opening.window = window;
        if (refill || ask) this.#again(opening);
        if (window !== was) opening.tell(new Set([id]));
      }
    }
    this.#marks.delete(since);
    if (this.#marks.size === 0) for (const feed of this.#feeds.values()) feed.touched.clear();
  }

  /** After every connect: catch up where the server still has the frames, else take the rows anew. Nothing is emptied. */
  async connected(): Promise<void> {
    for (const feed of [...this.#feeds.values()]) {
      const windows = [...feed.windows];
      const [first] = windows;
      if (!first) continue;
      const caughtUp =
        feed.room !== null &&
        feed.epoch !== null &&
        windows.every((one) => one.state === 'ready' && one.of === keyOf(feed)) &&
        (await this.#catchUp(feed, first));
      for (const opening of windows) {
        // It may have been closed while the frames were on their way.
        if (feed.windows.has(opening) && (!caughtUp || opening.wanted)) void this.#snapshot(opening);
      }
    }
  }

  async #catchUp(feed: Feed, first: Opening): Promise<boolean> {
    // From where the furthest behind of the windows stands.
    const n = Math.min(feed.n, ...[...feed.windows].map((one) => one.n));
    const have = { room: feed.room as string, epoch: feed.epoch as string, n };
    const asked: Open = { ...this.#questionOf(first), have };
    const answer = (await this.#wire.ask('collection.open', asked).catch(() => null)) as Opened | null;
    if (answer === null) return true;
    if (!('frames' in answer)) return false;
    for (const frame of answer.frames) if (frame.epoch === feed.epoch) this.#hear(feed, frame);
    return true;
  }

  /** Rules changed or the session ended: everything shown is gone at once, before anything is asked again. */
  wipe(): void {
    this.#strays = [];
    for (const feed of this.#feeds.values()) {
      feed.room = null;
      feed.epoch = null;
      feed.n = 0;
      feed.recent = [];
      feed.touched.clear();
      for (const opening of feed.windows) {
        opening.turn++;
        opening.wanted = true;
        opening.asking = false;
        opening.window = emptyWindow(opening.question, opening.limit);
        opening.shown = null;
        opening.of = null;
        opening.state = 'opening';
        opening.tell(new Set());
      }
    }
  }
}
