import { setImmediate as breathe } from 'node:timers/promises';
import type { Refusal } from '../../shared/base/decision.ts';

/** Questions of one person that may wait at once, on however many screens: several times what a page with all its windows asks. */
const WAITING = 500;

/**
 * The questions of one person, one after another, and the event loop left free before each: however many are sent at
 * once, everybody else's come in between.
 */
export class Lane {
  #last: Promise<unknown> = Promise.resolve();
  #waiting = 0;

  /** Does nobody wait? Then it need not be kept. */
  get idle(): boolean {
    return this.#waiting === 0;
  }

  /** What `work` answers when its turn has come; null at once where too many wait already. */
  async take<T>(work: () => Promise<T>): Promise<T | null> {
    if (this.#waiting >= WAITING) return null;
    this.#waiting++;
    const done = this.#last.then(() => breathe()).then(work);
    this.#last = done.catch(() => undefined);
    try {
      return await done;
    } finally {
      this.#waiting--;
    }
  }
}

/** By person, while they ask: a further screen gives nobody a further turn, nor does the other door. */
export class Lanes {
  readonly #byPerson = new Map<string, Lane>();

  /** In the person's turn: everybody else's questions come in between, and so do their own others. */
  async inTurn<T extends object>(personId: string, ask: () => Promise<T | Refusal>): Promise<T | Refusal> {
    const lane = this.#byPerson.get(personId) ?? new Lane();
    this.#byPerson.set(personId, lane);
    try {
      return (await lane.take(ask)) ?? { refused: 'too_many_questions' };
    } finally {
      if (lane.idle) this.#byPerson.delete(personId);
    }
  }
}
