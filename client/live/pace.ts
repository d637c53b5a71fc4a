/** Until what free text finds is asked for again, ms: a row of the noun changes many times a second on a busy day. */
const SEARCH_EVERY = 500;

export const searchPause = (): Promise<void> => new Promise((resolve) => setTimeout(resolve, SEARCH_EVERY));

/** Work that is called for more often than it is worth: at once, then at most once a pause, the last call never lost. */
export class Pace {
  readonly #pause: () => Promise<void>;
  #resting = false;
  #owed: (() => void) | null = null;

  constructor(pause: () => Promise<void>) {
    this.#pause = pause;
  }

  take(work: () => void): void {
    if (this.#resting) {
      this.#owed = work;
      return;
    }
    this.#resting = true;
    work();
    void this.#pause().then(() => {
      const owed = this.#owed;
      this.#resting = false;
      this.#owed = null;
      if (owed) this.take(owed);
    });
  }
}
