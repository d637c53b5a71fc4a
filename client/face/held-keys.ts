import { SCAN_GAP, SCAN_LENGTH } from '../../shared/base/scan.ts';

/**
 * Shortcuts of one letter, held back while the letter may be the beginning of a scan. Struck by a hand they are done, in
 * their order, each once, the next when the page has `settled` from the one before; of a scan none is. Times in ms that
 * never run backwards: when a key was struck, not when a busy page came to it.
 */
export const heldKeys = (settled: () => Promise<void>) => {
  const due: (() => void)[] = [];
  let isDoing = false;
  const work = async (): Promise<void> => {
    if (isDoing) return;
    isDoing = true;
    try {
      for (let act = due.shift(); act; act = due.shift()) {
        act();
        await settled();
      }
    } finally {
      isDoing = false;
      due.length = 0;
    }
  };
  let acts: (() => void)[] = [];
  let quick = 0;
  let last = Number.NEGATIVE_INFINITY;
  const drop = (): void => {
    acts = [];
    quick = 0;
  };
  /** The strokes are over: so many in no time were none of a hand's. */
  const end = (): void => {
    if (quick < SCAN_LENGTH) due.push(...acts);
    drop();
    void work();
  };
  return {
    /** A key that types a character, and what it would do; null: nothing. */
    strike: (at: number, act: (() => void) | null): void => {
      if (at - last > SCAN_GAP) end();
      last = at;
      quick += 1;
      if (act) acts.push(act);
    },
    /** What no scan begins with, done at once, or after what is being done. */
    next: (act: () => void): void => {
      due.push(act);
      void work();
    },
    /** Is something being done? Then what comes next is done after it, on the page that it leaves. */
    isBusy: (): boolean => isDoing,
    end,
    drop,
  };
};
