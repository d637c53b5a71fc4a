import { randomFillSync } from 'node:crypto';

/** Bytes drawn from the system at once: each call to it costs as much as sealing a value. */
const DRAWN = 4_096;
let drawn = Buffer.alloc(0);
let used = 0;

/** `count` bytes (1 to 4,096) that nobody can foretell, none of them given out before or again. */
export const chance = (count: number): Buffer => {
  if (used + count > drawn.length) {
    // A new buffer, not a refilled one: what was given out may still be held.
    drawn = randomFillSync(Buffer.allocUnsafeSlow(DRAWN));
    used = 0;
  }
  used += count;
  return drawn.subarray(used - count, used);
};
