/** A transaction may wait this long for more commands than the one that asks for it, ms. */
export const WAIT = 20;
/** Whoever handed in a command within this time, ms, may hand in another. */
const LATELY = 100;
/** So many people within it, and a wait brings company more often than not. */
const BUSY = 5;
/** After a wait that brought nobody, none for this long, ms; twice as long each time, up to the last. */
const REST = 500;
const LONGEST_REST = 30_000;

type Arrival = { readonly personId: string; readonly at: number };

/**
 * Whether a transaction that could begin should wait for company. In a busy house a commit, and all that is read into
 * the processor's caches for it, is shared by several commands; in a calm one, and for somebody who hands in the next
 * command on the answer to the last, a wait only delays. So it waits while several people hand in commands of their own
 * accord, and leaves off at once where waiting brings nobody.
 * Times are `performance.now()`, ms.
 */
export class Patience {
  #arrivals: Arrival[] = [];
  #inVain = 0;
  #restsUntil = Number.NEGATIVE_INFINITY;

  arrived(personId: string, at: number): void {
    this.#arrivals.push({ personId, at });
    if (this.#arrivals.length > 4 * BUSY) this.#forget(at);
  }

  /** ms to wait, with the people whose commands are waiting already; 0 to begin now. */
  waits(waiting: ReadonlySet<string>, at: number): number {
    if (at < this.#restsUntil) return 0;
    this.#forget(at);
    const lately = new Set(this.#arrivals.map(({ personId }) => personId));
    // When all who were here lately wait already, they wait for their answers, not for each other.
    return lately.size >= BUSY && lately.size > waiting.size ? WAIT : 0;
  }

  /** What a wait came to: how many commands, with the one that waited. */
  gathered(commands: number, at: number): void {
    if (commands > 1) {
      this.#inVain = 0;
      return;
    }
    this.#restsUntil = at + Math.min(LONGEST_REST, REST * 2 ** this.#inVain);
    this.#inVain++;
  }

  #forget(at: number): void {
    const first = this.#arrivals.findIndex((one) => at - one.at <= LATELY);
    this.#arrivals = first < 0 ? [] : this.#arrivals.slice(first);
  }
}
