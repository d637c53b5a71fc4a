/**
 * Changes of rights. While one is carried out no frame leaves, and whoever asks waits; what was read across one is read
 * again, so that nothing is answered by rules that no longer hold.
 */
export class Turns {
  #settled: Promise<void> = Promise.resolve();
  #open = 0;
  #begun = 0;

  get pending(): boolean {
    return this.#open > 0;
  }

  /** Resolves when all that have begun are carried out. */
  get settled(): Promise<void> {
    return this.#settled;
  }

  /** Begins one: `work` carries it out once those before it are. */
  begin(work: () => Promise<void>, failed: (error: unknown) => void): void {
    this.#open++;
    this.#begun++;
    this.#settled = this.#settled
      .then(work)
      .catch(failed)
      .finally(() => {
        this.#open--;
      });
  }

  /** What `read` finds by rights that none has overtaken meanwhile. */
  async across<T>(read: () => Promise<T>): Promise<T> {
    for (;;) {
      const begun = this.#begun;
      await this.#settled;
      if (begun !== this.#begun) continue;
      const found = await read();
      if (begun === this.#begun) return found;
    }
  }
}
