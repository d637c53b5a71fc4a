import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitting } from './fit.ts';

test('[E2] rows that fit are all there, in their own height or closer together', () => {
  expect(fitting(7, 210, 30, 26)).toEqual({ shown: 7, close: false, told: false });
  expect(fitting(7, 186, 30, 26)).toEqual({ shown: 7, close: true, told: false });
  // Before anything was measured nothing is left out.
  expect(fitting(7, 0, 0, 0)).toEqual({ shown: 7, close: false, told: false });
});

test('[E2] rows that do not fit are fewer and leave a line for how many more, and none is cut', () => {
  expect(fitting(9, 186, 40, 36)).toEqual({ shown: 4, close: true, told: true });
  // Too low for a row and that line: the row.
  expect(fitting(5, 40, 26, 22)).toEqual({ shown: 1, close: true, told: false });
  const seed = Date.now() % 1_000_000;
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 40 }),
      fc.integer({ min: 60, max: 900 }),
      fc.integer({ min: 20, max: 36 }),
      (count, height, row) => {
        const { shown, close, told } = fitting(count, height, row, row - 4);
        const used = shown * (close ? row - 4 : row) + (told ? 24 : 0);
        expect(told).toBe(shown < count);
        expect(shown).toBeGreaterThanOrEqual(1);
        expect(used).toBeLessThanOrEqual(height + 1);
      },
    ),
    { seed },
  );
});
