import { expect, test } from 'vitest';
import type { Seen } from '../../../shared/access/project.ts';
import { compareRows, matches } from '../../../shared/live/apply.ts';
import { afterKey, keyOf } from './after.ts';
import { before, heard, type News, NONE } from './news-above.ts';

const told = ({ carried, fresh }: News): number => carried + fresh;
const after = (...heardOf: readonly (readonly [string | null, number])[]): number =>
  told(heardOf.reduce<News>((news, [window, above]) => heard(news, window, above), NONE));

test('[LIVE26] what lies above when a window comes to stand is not new, what there is more of is', () => {
  expect(after(['a', 1_000])).toBe(0);
  expect(after(['a', 1_000], ['a', 1_003])).toBe(3);
  expect(after(['a', 1_000], ['a', 1_003], ['a', 1_002])).toBe(2);
  expect(after(['a', 1_000], ['a', 990])).toBe(0);
});

test('[LIVE26] it stays told while the window moves on, until one is at the top', () => {
  expect(after(['a', 1_000], ['a', 1_003], ['b', 1_200], ['b', 1_201])).toBe(4);
  expect(after(['a', 1_000], ['a', 1_003], [null, 0])).toBe(0);
  expect(after(['a', 1_000], ['a', 1_003], [null, 0], ['a', 1_003])).toBe(0);
});

test('[LIVE26] the rows above a window are all that the window leaves out, and no other', () => {
  const sort = [{ field: 'promisedOn', down: true }, { field: 'number' }];
  const days = [null, '2026-01-01', null, '2026-02-01', '2026-01-01'];
  const rows = days.map((promisedOn, n) => ({ id: `o-${n}`, number: `SO-${n % 2}`, promisedOn }) as unknown as Seen);
  const all = [...rows].sort((a, b) => compareRows(sort, a, b));
  all.forEach((row, at) => {
    const begin = afterKey('order', sort, keyOf(sort, row));
    expect(all.filter((one) => matches(before(null, begin), one))).toEqual(all.slice(0, at + 1));
    const some = { field: 'number', is: 'eq', value: 'SO-0' } as const;
    expect(all.filter((one) => matches(before(some, begin), one))).toEqual(
      all.slice(0, at + 1).filter(({ number }) => number === 'SO-0'),
    );
  });
});
