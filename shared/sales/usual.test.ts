import fc from 'fast-check';
import { expect, test } from 'vitest';
import { changedCells, firstUsual, usualOf, withOneUsual } from './usual.ts';

const rows = fc.uniqueArray(fc.record({ id: fc.string({ minLength: 1, maxLength: 3 }), usual: fc.boolean() }), {
  selector: ({ id }) => id,
  maxLength: 8,
});

test('[S1] of any rows one is the usual one: the chosen, else the one that was, and untouched rows stay the same', () => {
  fc.assert(
    fc.property(rows, fc.nat(9), (all, at) => {
      const chosen = all[at]?.id ?? null;
      const after = withOneUsual(all, chosen);
      expect(after.filter(({ usual }) => usual).length).toBe(Math.min(1, all.length));
      if (chosen !== null) expect(usualOf(after)?.id).toBe(chosen);
      else if (all.some(({ usual }) => usual))
        expect(all.find(({ id }) => id === usualOf(after)?.id)?.usual).toBe(true);
      expect(after.every((row, n) => row === all[n] || row.usual !== all[n]?.usual)).toBe(true);
      expect(withOneUsual(after, null)).toEqual(after);
    }),
  );
});

test('[S1] of what is entered together the first is the usual one, whatever ids they get, unless another is said to be', () => {
  const [a, b] = [{ name: 'a' }, { name: 'b' }] as { name: string; usual?: boolean }[];
  expect(firstUsual([a ?? {}, b ?? {}])).toEqual([{ name: 'a', usual: true }, { name: 'b' }]);
  const said = [{ usual: false }, { usual: true }];
  expect(firstUsual(said)).toBe(said);
  expect(firstUsual([])).toEqual([]);
  expect(changedCells({ a: 1, b: 2 }, { a: 1, b: 3 })).toEqual({ b: 3 });
});
