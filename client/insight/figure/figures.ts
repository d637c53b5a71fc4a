/**
 * Figures that are open over the live connection, without a screen: the same question asked twice is asked once. Every
 * figure comes whole each time it moves, so there is nothing to catch up: after each connect they are opened anew.
 */
import type { Refusal } from '../../../shared/base/decision.ts';
import type { Figure, FigureOpened, FigureQuery, FigureTold } from '../../../shared/insight/figure.ts';

export type FigureWire = {
  readonly connected: () => boolean;
  /** Sends one message and resolves with its acknowledgement; rejects when the connection is lost first. */
  readonly ask: (event: string, payload: unknown) => Promise<unknown>;
};

/** `refused`: not there for this reader. `failed`: there, and could not be reckoned; it is asked for again by itself. */
export type FigureState = 'opening' | 'ready' | 'refused' | 'failed';
/** What a screen holds of a figure. `moves` counts the changes since it was first there; a fresh answer after a cut counts. */
export type FigureSeen = {
  readonly state: FigureState;
  readonly figure: Figure | null;
  readonly refusal: Refusal | null;
  readonly moves: number;
};
export const unseen: FigureSeen = { state: 'opening', figure: null, refusal: null, moves: 0 };

type Tell = (seen: FigureSeen) => void;
type Entry = {
  readonly key: string;
  readonly query: FigureQuery;
  readonly tells: Set<Tell>;
  seen: FigureSeen;
  room: string | null;
  n: number;
  /** Moves when the entry is asked anew, wiped or closed: an answer from before is not for it any more. */
  turn: number;
};

/** An answer that was lost while the line stood is asked for again after this, ms. */
const AGAIN = 2_000;
/** What says nothing of the figure or its reader, but of the moment. */
const PASSING: ReadonlySet<string> = new Set(['server.failed', 'too_many_questions', 'too_many_figures']);
/** One that could not be reckoned is asked for again after this, ms. */
const LATER = 15_000;
/** Rooms whose first answer is still on its way and that spoke already, at most. */
const STRAYS = 100;

const same = (a: Figure | null, b: Figure): boolean => JSON.stringify(a) === JSON.stringify(b);

export class Figures {
  readonly #wire: FigureWire;
  readonly #entries = new Map<string, Entry>();
  #strays = new Map<string, FigureTold>();

  constructor(wire: FigureWire) {
    this.#wire = wire;
  }

  /** Opens a figure; `tell` is called at once with what is known, and after each change. Answers how to close it. */
  open(query: FigureQuery, tell: Tell): () => void {
    const key = JSON.stringify(query, Object.keys(query).sort().concat(['dimension', 'values', 'from', 'to']));
    let entry = this.#entries.get(key);
    if (!entry) {
      entry = { key, query, tells: new Set(), seen: unseen, room: null, n: 0, turn: 0 };
      this.#entries.set(key, entry);
      if (this.#wire.connected()) void this.#ask(entry);
    }
    const opened = entry;
    // Its own, so that one who looks twice may close once.
    const own: Tell = (seen) => tell(seen);
    opened.tells.add(own);
    own(opened.seen);
    return () => this.#close(opened, own);
  }

  #close(entry: Entry, tell: Tell): void {
    if (!entry.tells.delete(tell) || entry.tells.size > 0) return;
    this.#entries.delete(entry.key);
    entry.turn++;
    this.#leave(entry.room);
  }

  #leave(room: string | null): void {
    if (room === null || !this.#wire.connected()) return;
    if ([...this.#entries.values()].some((one) => one.room === room)) return;
    void this.#wire.ask('figure.close', { room }).catch(() => undefined);
  }

  async #ask(entry: Entry): Promise<void> {
    const turn = ++entry.turn;
    const answer = (await this.#wire.ask('figure.open', entry.query).catch(() => null)) as
      | FigureOpened
      | Refusal
      | null;
    if (turn !== entry.turn) {
      // Closed meanwhile: nobody looks at the room that has just been opened.
      if (answer && 'room' in answer && this.#entries.get(entry.key) !== entry) this.#leave(answer.room);
      return;
    }
    const askLater = (after: number): void => {
      setTimeout(() => {
        if (turn === entry.turn && this.#wire.connected()) void this.#ask(entry);
      }, after);
    };
    if (answer === null) {
      askLater(AGAIN);
      return;
    }
    if ('refused' in answer) {
      const state = PASSING.has(answer.refused) ? 'failed' : 'refused';
      entry.room = null;
      this.#show(entry, { state, figure: null, refusal: answer, moves: 0 });
      if (state === 'failed') askLater(LATER);
      return;
    }
    entry.room = answer.room;
    const overtook = this.#strays.get(answer.room);
    this.#strays.delete(answer.room);
    this.#place(entry, overtook && overtook.n > answer.n ? overtook : answer);
  }

  #place(entry: Entry, { n, figure }: { readonly n: number; readonly figure: Figure }): void {
    entry.n = n;
    const { seen } = entry;
    if (seen.state === 'ready' && same(seen.figure, figure)) return;
    const moves = seen.state === 'ready' ? seen.moves + 1 : 0;
    this.#show(entry, { state: 'ready', figure, refusal: null, moves });
  }

  #show(entry: Entry, seen: FigureSeen): void {
    entry.seen = seen;
    for (const tell of entry.tells) tell(seen);
  }

  told(word: FigureTold): void {
    let found = false;
    for (const entry of this.#entries.values()) {
      if (entry.room !== word.room) continue;
      found = true;
      if (word.n > entry.n) this.#place(entry, word);
    }
    if (found) return;
    this.#strays.set(word.room, word);
    if (this.#strays.size > STRAYS) this.#strays = new Map([...this.#strays].slice(-STRAYS));
  }

  /** After every connect: the rooms of before are gone. What is shown stays until the answer is there. */
  connected(): void {
    this.#strays.clear();
    for (const entry of this.#entries.values()) {
      entry.room = null;
      entry.n = 0;
      void this.#ask(entry);
    }
  }

  /** Rules changed or the session ended: every figure is gone at once, before anything is asked again. */
  wipe(): void {
    this.#strays.clear();
    for (const entry of this.#entries.values()) {
      entry.turn++;
      entry.room = null;
      entry.n = 0;
      this.#show(entry, unseen);
    }
  }
}
