import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { BUFFER, nextSlice, SLICE } from './slices.ts';

const none = (): boolean => false;
const all = (): boolean => true;

describe('[S3] a window that comes into the grid in slices', () => {
  test('whole where what is in sight is there, where little is new, and where nobody looks', () => {
    const around = { above: 1_000, below: 50 };
    expect(nextSlice(300, around, { first: 1_100, last: 1_130 }, all, -1)).toEqual([0, 300]);
    expect(nextSlice(300, around, { first: 1_100, last: 1_130 }, (row) => row < 130, -1)).toEqual([0, 300]);
    expect(nextSlice(300, around, { first: 5_000, last: 5_030 }, none, -1)).toEqual([0, 300]);
    expect(nextSlice(300, around, { first: 0, last: 30 }, none, -1)).toEqual([0, 300]);
    expect(nextSlice(SLICE, { above: 0, below: 0 }, { first: 0, last: 30 }, none, -1)).toEqual([0, SLICE]);
    expect(nextSlice(0, { above: 0, below: 0 }, { first: 0, last: 30 }, none, -1)).toEqual([0, 0]);
  });

  test('from the first that is seen on, then around what is there', () => {
    const around = { above: 1_000, below: 50 };
    const sight = { first: 1_100, last: 1_130 };
    expect(nextSlice(300, around, sight, none, -1)).toEqual([100, 100 + SLICE]);
    expect(nextSlice(300, around, sight, (row) => row >= 120, -1)).toEqual([120 - SLICE, 300]);
    expect(nextSlice(300, around, sight, (row) => row < 100, -1)).toEqual([0, 100 + SLICE]);
  });

  test('the row that has the focus is not left out, wherever it stands', () => {
    const around = { above: 1_000, below: 50 };
    const sight = { first: 1_100, last: 1_130 };
    expect(nextSlice(300, around, sight, (row) => row === 3, 3)).toEqual([0, 100 - BUFFER + SLICE]);
    expect(nextSlice(300, around, sight, (row) => row === 290, 290)).toEqual([130 + BUFFER - SLICE, 300]);
  });

  test('many rows that all go are taken away before others come', () => {
    const around = { above: 1_000, below: 50 };
    const sight = { first: 1_100, last: 1_130 };
    expect(nextSlice(300, around, sight, none, -1, SLICE + 1)).toEqual([100, 100]);
    expect(nextSlice(300, around, sight, none, -1, SLICE)).toEqual([100, 100 + SLICE]);
    expect(nextSlice(300, around, sight, (row) => row === 299, 299, SLICE + 1)).not.toEqual([299, 299]);
    expect(nextSlice(300, around, { first: 5_000, last: 5_030 }, none, -1, SLICE + 1)).toEqual([0, 300]);
  });

  test('draws few rows at a time, takes none of those in sight away, and comes to its end', () => {
    fc.assert(
      fc.property(
        fc.nat(500),
        fc.nat(2_000),
        fc.nat(2_500),
        fc.integer({ min: 1, max: 100 }),
        fc.nat(500),
        fc.nat(120),
        fc.integer({ min: -1, max: 499 }),
        (rows, above, top, screen, knownFrom, knownSize, focus) => {
          const sight = { first: top, last: top + screen };
          const isDrawn = (row: number): boolean =>
            row + above >= sight.first - BUFFER && row + above < sight.last + BUFFER;
          let has = (row: number): boolean => row >= knownFrom && row < knownFrom + knownSize;
          const stays = focus < rows && has(focus) ? focus : -1;
          for (let steps = 0; ; steps++) {
            expect(steps).toBeLessThan(2 + (screen + 2 * BUFFER) / SLICE);
            const [from, to] = nextSlice(rows, { above, below: 10 }, sight, has, stays);
            expect(from).toBeGreaterThanOrEqual(0);
            expect(to).toBeLessThanOrEqual(rows);
            const drawn: number[] = [];
            for (let row = 0; row < rows; row++) {
              const isIn = row >= from && row < to;
              if (isDrawn(row) && isIn && !has(row)) drawn.push(row);
              if (!isIn) expect(isDrawn(row) && has(row)).toBe(false);
            }
            expect(drawn.length).toBeLessThanOrEqual(SLICE);
            if (stays >= 0) expect(stays >= from && stays < to).toBe(true);
            if (from === 0 && to === rows) break;
            has = (row) => row >= from && row < to;
          }
        },
      ),
      { numRuns: 2_000 },
    );
  });
});
