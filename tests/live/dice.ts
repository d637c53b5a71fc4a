/** Chance that repeats: the same seed, the same throws (mulberry32). */
export type Dice = {
  /** 0 ≤ n < limit */
  below(limit: number): number;
  one<T>(from: readonly T[]): T | undefined;
  chance(percent: number): boolean;
  shuffled<T>(from: readonly T[]): T[];
};

export const diceOf = (seed: number): Dice => {
  let state = seed >>> 0;
  const next = (): number => {
    state = (state + 0x6d2b79f5) >>> 0;
    let t = state;
    t = Math.imul(t ^ (t >>> 15), t | 1);
    t ^= t + Math.imul(t ^ (t >>> 7), t | 61);
    return ((t ^ (t >>> 14)) >>> 0) / 4_294_967_296;
  };
  const below = (limit: number): number => Math.floor(next() * limit);
  return {
    below,
    one: (from) => (from.length === 0 ? undefined : from[below(from.length)]),
    chance: (percent) => below(100) < percent,
    shuffled: (from) => {
      const all = [...from];
      for (let i = all.length - 1; i > 0; i--) {
        const j = below(i + 1);
        [all[i], all[j]] = [all[j] as (typeof all)[number], all[i] as (typeof all)[number]];
      }
      return all;
    },
  };
};
