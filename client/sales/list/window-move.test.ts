import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { LIMITS } from '../../../shared/live/protocol.ts';
import { FIRST, type Held, MORE, moveOf, type Sight, WINDOW } from './window-move.ts';

const top: Held = { rows: FIRST, held: 0, above: 0, more: true, limit: FIRST, canMove: true };
const further: Held = { rows: WINDOW, held: 0, above: 1_000, more: true, limit: WINDOW, canMove: true };
/** A screen shows thirty rows. */
const at = (first: number): Sight => ({ first, last: first + 30 });

describe('[S3] a window along a long list', () => {
  test('stays while what is looked at lies well within it', () => {
    expect(moveOf(top, at(0))).toBe(null);
    expect(moveOf(further, at(1_100))).toBe(null);
    expect(moveOf({ ...further, more: false }, at(1_290))).toBe(null);
  });

  test('first grows downwards, then lets go of what lies far above', () => {
    expect(moveOf(top, at(40))).toEqual({ grow: FIRST + MORE });
    expect(moveOf({ ...top, rows: 40 }, at(10))).toBe(null);
    expect(moveOf(top, at(120))).toEqual({ grow: FIRST + MORE });
    expect(moveOf({ ...top, rows: 97, held: 3 }, at(40))).toEqual({ grow: FIRST + MORE });
    expect(moveOf({ ...top, rows: LIMITS.window, limit: LIMITS.window }, at(450))).toEqual({ slide: 329 });
    expect(moveOf(further, at(1_250))).toEqual({ slide: 129 });
  });

  test('goes where one jumps to with fewer rows, and back up with rows to spare above', () => {
    expect(moveOf(top, at(50_000))).toEqual({ jump: 49_920, limit: 200 });
    expect(moveOf(further, at(1_010))).toEqual({ jump: 830, limit: WINDOW });
    expect(moveOf(further, at(500))).toEqual({ jump: 420, limit: 200 });
    expect(moveOf(further, at(20))).toEqual({ jump: 0, limit: 200 });
  });

  test('without keys takes what one window holds, and no more', () => {
    const keyless = { ...top, canMove: false };
    expect(moveOf(keyless, at(60))).toEqual({ grow: LIMITS.window });
    expect(moveOf({ ...keyless, rows: LIMITS.window, limit: LIMITS.window }, at(490))).toBe(null);
  });

  test('comes to rest wherever one looks, with all that is looked at in it', () => {
    fc.assert(
      fc.property(
        fc.integer({ min: 0, max: 100_000 }),
        fc.oneof(fc.constant(0), fc.nat(100_000)),
        fc.oneof(fc.nat(600), fc.nat(100_000)),
        fc.integer({ min: 1, max: 100 }),
        (length, begin, look, screen) => {
          const sizeAt = (above: number, limit: number): Held => ({
            rows: Math.min(limit, length - above),
            held: 0,
            above,
            more: above + limit < length,
            limit,
            canMove: true,
          });
          let held = sizeAt(Math.min(begin, Math.max(0, length - 1)), begin === 0 ? FIRST : WINDOW);
          const first = Math.min(look, Math.max(0, length - screen));
          const last = Math.min(length, first + screen);
          let moves = 0;
          for (let move = moveOf(held, { first, last }); move; move = moveOf(held, { first, last })) {
            expect(++moves).toBeLessThan(8);
            if ('grow' in move) held = sizeAt(held.above, move.grow);
            else if ('slide' in move) held = sizeAt(held.above + move.slide + 1, WINDOW);
            else held = sizeAt(move.jump, move.jump === 0 ? WINDOW : move.limit);
          }
          expect(held.above).toBeLessThanOrEqual(first);
          expect(held.above + held.rows).toBeGreaterThanOrEqual(last);
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
