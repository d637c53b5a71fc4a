/** What happens, and when: each act may call for later ones. */
export type Act = (at: number) => Promise<void>;
export type Play = {
  /** Calls an act for an instant; null and what lies behind the end never happen. */
  later(at: number | null, act: Act): void;
  /** Plays until nothing is left. `beat` is told the instant before each round. */
  run(beat: (at: number) => void): Promise<void>;
};

type Called = { readonly at: number; readonly n: number; readonly act: Act };

/** Acts of one round run side by side, so that their commands share commits: so many, at most. */
const TOGETHER = 96;

const before = (a: Called, b: Called): boolean => a.at < b.at || (a.at === b.at && a.n < b.n);

/**
 * A binary heap by time, then by who called first: the same play every time.
 * @param roundAt how much time (ms) one round that begins then may take in: what follows within it happens at its end
 */
export const playUntil = (end: number, roundAt: (at: number) => number): Play => {
  const heap: Called[] = [];
  let calls = 0;
  const push = (called: Called): void => {
    let at = heap.push(called) - 1;
    while (at > 0) {
      const up = (at - 1) >> 1;
      if (!before(called, heap[up] as Called)) break;
      heap[at] = heap[up] as Called;
      at = up;
    }
    heap[at] = called;
  };
  const pop = (): Called | undefined => {
    const top = heap[0];
    const last = heap.pop();
    if (!top || !last || heap.length === 0) return top;
    let at = 0;
    for (;;) {
      const left = 2 * at + 1;
      if (left >= heap.length) break;
      const right = left + 1;
      const low = right < heap.length && before(heap[right] as Called, heap[left] as Called) ? right : left;
      if (!before(heap[low] as Called, last)) break;
      heap[at] = heap[low] as Called;
      at = low;
    }
    heap[at] = last;
    return top;
  };
  return {
    later: (at, act) => {
      if (at !== null && at < end) push({ at, n: calls++, act });
    },
    run: async (beat) => {
      for (let first = heap[0]; first; first = heap[0]) {
        beat(first.at);
        const round: Called[] = [];
        while (heap[0] && heap[0].at < first.at + roundAt(first.at) && round.length < TOGETHER)
          round.push(pop() as Called);
        await Promise.all(round.map(({ at, act }) => act(at)));
      }
    },
  };
};
