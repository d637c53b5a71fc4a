import { expect, test } from 'vitest';
import { perRow, rowStyle } from './row.ts';

test('[E1] small figures stand in rows that hold alike many', () => {
  expect([1, 5, 7, 8, 12, 15].map((n) => perRow(n, 7))).toEqual([1, 5, 7, 4, 6, 5]);
});

test('[E1] tiles fill their row by what each asks, also when some are not there', () => {
  const of = (...widths: number[]) => {
    const all = widths.map((w) => ({ size: { w, h: 2 } }));
    return all.map((one) => rowStyle(one, all)['--row-lg']);
  };
  expect(of(3, 3, 3, 3)).toEqual(Array(4).fill('calc(25% - 1px)'));
  expect(of(6, 3, 4)).toEqual(['calc(46.15% - 1px)', 'calc(23.07% - 1px)', 'calc(30.76% - 1px)']);
  expect(of(3)).toEqual(['calc(100% - 1px)']);
});

test('[E1] seven small figures stand in one row of a desk, in two of a tablet', () => {
  const all = Array.from({ length: 7 }, () => ({ size: { w: 3, h: 2 } }));
  expect(rowStyle({ size: { w: 3, h: 2 } }, all, true)).toEqual({
    '--row-xl': 'calc(14.28% - 1px)',
    '--row-lg': 'calc(25% - 1px)',
    '--row-sm': 'calc(33.33% - 1px)',
  });
});
