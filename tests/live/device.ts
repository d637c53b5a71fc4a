/** A device without its encryption, for outboxes in tests: what lies on it outlives a page. */
import type { Beside, Word } from '../../client/live/beside.ts';
import { type Kept, LEASE } from '../../client/live/locker.ts';

export class Device {
  readonly rows = new Map<string, { readonly person: string; readonly kept: Kept }>();

  readonly keep = async (person: string, kept: Kept): Promise<void> => {
    await new Promise((done) => setImmediate(done));
    this.rows.set(kept.id, { person, kept });
  };
  readonly waits = async (id: string): Promise<boolean> => {
    await new Promise((done) => setImmediate(done));
    const row = this.rows.get(id);
    return row !== undefined && !row.kept.refusal;
  };
  readonly count = async (person: string): Promise<number> =>
    [...this.rows.values()].filter((row) => row.person === person).length;
  drop = async (id: string): Promise<void> => void this.rows.delete(id);
  readonly sweep = async (now: number): Promise<number> => {
    const over = [...this.rows].filter(([, { kept }]) => now - kept.at >= LEASE);
    for (const [id] of over) this.rows.delete(id);
    return over.length;
  };
  readonly claim = async (person: string): Promise<void> => {
    for (const [id, row] of this.rows) if (row.person !== person) this.rows.delete(id);
  };
  readonly left = async (person: string, now: number) => {
    const lapsed = await this.sweep(now);
    const own = [...this.rows.values()].filter((row) => row.person === person);
    return { kept: own.map((row) => row.kept).sort((a, b) => a.at - b.at), lapsed };
  };
  readonly wipe = async (person: string | null): Promise<void> => {
    for (const [id, row] of this.rows) if (row.person === person) this.rows.delete(id);
  };
}

/** The pages of one browser: a turn that goes from one to the next, and words that arrive later, or never at a page that is shut. */
export class Pages {
  #turn: Promise<unknown> = Promise.resolve();
  readonly #hearing = new Set<(word: Word) => void>();

  /** A page that hears what the others say, until `shut`. A turn that it has is handed on then. */
  open(hear: (word: Word) => void): Beside & { shut(): void } {
    this.#hearing.add(hear);
    let over = (): void => undefined;
    const shut = new Promise<void>((resolve) => {
      over = resolve;
    });
    let isShut = false;
    return {
      inTurn: (work) => {
        const turn = this.#turn.then(() => (isShut ? undefined : work()));
        this.#turn = Promise.race([turn.catch(() => undefined), shut]);
        return turn;
      },
      say: (word) => {
        if (isShut) return;
        const text = JSON.stringify(word);
        for (const other of this.#hearing)
          if (other !== hear) setImmediate(() => this.#hearing.has(other) && other(JSON.parse(text) as Word));
      },
      shut: () => {
        isShut = true;
        this.#hearing.delete(hear);
        over();
      },
    };
  }
}
