import { randomBytes } from 'node:crypto';
import type { Chance } from './chance.ts';

/**
 * The time and the chance of one server. They are the real ones, except while a demonstration company is being made:
 * then time is set from command to command and never runs backwards, and ids come from the seed.
 */
export type Clockwork = {
  /** ms since 1970 UTC */
  readonly now: () => number;
  readonly bytes: (count: number) => Uint8Array;
  /** Begins to simulate at this instant; the simulated time never passes the real one. */
  begin(at: number, chance: Chance): void;
  /** Moves the simulated time on: to this instant, or a moment on where it is there already. */
  reach(at: number): void;
  /** Back to the real time. */
  end(): void;
};

/** No two things happen at the same instant, ms. */
const MOMENT = 700;

export const clockwork = (real: () => number = Date.now): Clockwork => {
  let simulated: number | null = null;
  let chance: Chance | null = null;
  let end = 0;
  return {
    now: () => simulated ?? real(),
    bytes: (count) => chance?.bytes(count) ?? randomBytes(count),
    begin: (at, from) => {
      end = real();
      simulated = at;
      chance = from;
    },
    reach: (at) => {
      if (simulated !== null) simulated = Math.min(end, Math.max(at, simulated + MOMENT));
    },
    end: () => {
      simulated = null;
      chance = null;
    },
  };
};
