import { setImmediate as breathe } from 'node:timers/promises';

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
