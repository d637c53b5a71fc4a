import { expect, test } from 'vitest';
import type { BoardFilter } from '../../../shared/insight/board/board.tiles.ts';
import { filterOf, keptFilter, narrowedBy, queryOfFilter } from './filter.ts';

const own: BoardFilter = {
  period: 'last_12_weeks',
  compare: 'previous',
  only: [{ dimension: 'warehouseId', values: ['house-1'] }],
};
const none: BoardFilter = { period: null, compare: null, only: null };

test('[E2] a link holds what a board is asked for beyond what is kept with it, and nothing else', () => {
  const asked: readonly BoardFilter[] = [
    own,
    none,
    { ...own, period: 'today' },
    { ...own, period: { from: '2026-01-01', to: '2026-01-31' } },
    { ...own, compare: null },
    { ...own, only: [{ dimension: 'sellerId', values: ['person-1', 'person-2'] }] },
    {
      ...own,
      only: [
        { dimension: 'warehouseId', values: ['house-1', 'house-2'] },
        { dimension: 'sellerId', values: ['person-1'] },
      ],
    },
    { ...own, only: null },
  ];
  for (const kept of [own, null])
    for (const filter of asked) expect(filterOf(queryOfFilter(filter, kept), kept)).toEqual(filter);
  expect(queryOfFilter(own, own)).toEqual({});
  expect(keptFilter(none)).toBeNull();
});

test('[E2] a link that cannot be read asks for what is kept with the board', () => {
  const query = { period: 'for_ever', compare: 'sideways', sellerId: '', edit: '1' };
  expect(filterOf(query, own)).toEqual(own);
  expect(filterOf({ period: '2026-13-01..2026-01-31' }, own)).toEqual(own);
});

test('[E2] a board is narrowed by one dimension beside the other, and by none when the last value goes', () => {
  const both = narrowedBy(own, 'sellerId', ['person-1']);
  expect(both.only).toEqual([
    { dimension: 'warehouseId', values: ['house-1'] },
    { dimension: 'sellerId', values: ['person-1'] },
  ]);
  const one = narrowedBy(both, 'warehouseId', []);
  expect(one.only).toEqual([{ dimension: 'sellerId', values: ['person-1'] }]);
  expect(narrowedBy(one, 'sellerId', []).only).toBeNull();
});
