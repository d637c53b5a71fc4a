import fc from 'fast-check';
import { expect, test } from 'vitest';
import { fitting } from './fit.ts';

test('[E2] rows that fit are all there, in their own height or closer together', () => {
  expect(fitting(7, 210, 30, 26)).toEqual({ shown: 7, close: false });
  expect(fitting(7, 186, 30, 26)).toEqual({ shown: 7, close: true });
  // Before anything was measured nothing is left out.
  expect(fitting(7, 0, 0, 0)).toEqual({ shown: 7, close: false });
});

test('[E2] rows that do not fit are fewer and leave a line for how many more, and none is cut', () => {
  expect(fitting(9, 186, 40, 36)).toEqual({ shown: 4, close: true });
  const seed = Date.now() % 1_000_000;
  fc.assert(
    fc.property(
      fc.integer({ min: 2, max: 40 }),
      fc.integer({ min: 60, max: 900 }),
      fc.integer({ min: 20, max: 36 }),
      (count, height, row) => {
        const { shown, close } = fitting(count, height, row, row - 4);
        const used = shown * (close ? row - 4 : row) + (shown < count ? 24 : 0);
        expect(shown).toBeGreaterThanOrEqual(1);
        expect(used).toBeLessThanOrEqual(height + 1);
      },
    ),
    { seed },
  );
});
