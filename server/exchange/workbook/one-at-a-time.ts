/** Work that takes so much memory that two at once would be one too many. */

/**
 * Does one work after another, in the order in which they came. Answers null instead of working: at once where `waiting`
 * others wait already, and after `patience` ms of waiting.
 */
export const oneAtATime = ({ waiting, patience }: { readonly waiting: number; readonly patience: number }) => {
  const line = new Set<(may: boolean) => void>();
  let busy = false;
  const turn = (): Promise<boolean> => {
    if (!busy) {
      busy = true;
      return Promise.resolve(true);
    }
    if (line.size >= waiting) return Promise.resolve(false);
    return new Promise((resolve) => {
      const go = (may: boolean): void => {
        clearTimeout(late);
        line.delete(go);
        resolve(may);
      };
      const late = setTimeout(() => go(false), patience);
      line.add(go);
    });
  };
  return async <T>(work: () => Promise<T>): Promise<T | null> => {
    if (!(await turn())) return null;
    try {
      return await work();
    } finally {
      const [next] = line;
      if (next) next(true);
      else busy = false;
    }
  };
};
