import { sha256 } from '../../shared/base/sha256.ts';

/** Chance that repeats: the same seed gives the same throws. Each thing that is made has its own, so that one more of it moves nothing else. */
export type Chance = {
  /** 0 to under 1. */
  next(): number;
  /** An integer, both ends included. */
  int(low: number, high: number): number;
  /** True with this probability. */
  yes(share: number): boolean;
  of<T>(list: readonly T[]): T;
  /** An index below `length`; the lower ones come more often the higher `skew` is (1: evenly). */
  low(length: number, skew: number): number;
  bytes(count: number): Uint8Array;
  fork(...parts: readonly (string | number)[]): Chance;
};

/** sfc32: small, fast and good enough for a company that nobody has to guess. */
export const chanceOf = (seed: string): Chance => {
  const view = new DataView(sha256(new TextEncoder().encode(seed)).buffer);
  let [a, b, c, d] = [view.getInt32(0), view.getInt32(4), view.getInt32(8), 1];
  const word = (): number => {
    const t = (((a + b) | 0) + d) | 0;
    d = (d + 1) | 0;
    a = b ^ (b >>> 9);
    b = (c + (c << 3)) | 0;
    c = (c << 21) | (c >>> 11);
    c = (c + t) | 0;
    return t >>> 0;
  };
  for (let i = 0; i < 12; i++) word();
  const next = (): number => word() / 2 ** 32;
  const int = (low: number, high: number): number => low + Math.floor(next() * (high - low + 1));
  return {
    next,
    int,
    yes: (share) => next() < share,
    of: (list) => {
      if (list.length === 0) throw new RangeError('nothing to choose from');
      return list[int(0, list.length - 1)] as (typeof list)[number];
    },
    low: (length, skew) => Math.min(length - 1, Math.floor(length * next() ** skew)),
    bytes: (count) => Uint8Array.from({ length: count }, () => word() & 0xff),
    fork: (...parts) => chanceOf(`${seed}/${parts.join('/')}`),
  };
};
