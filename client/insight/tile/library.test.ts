import { expect, test } from 'vitest';
import { isTimeSplit } from '../../../shared/insight/measure.period.ts';
import { isRatio } from '../../../shared/insight/measure.ts';
import { measureNamed, sumsOf } from '../../../shared/insight/measures.ts';
import en from '../../words/en.ts';
import { queryOfTile, tileNamed, tiles } from './library.ts';
import { isDated } from './offered.ts';

test('[E1] every tile shows a measure that there is, split as that measure can be, and bears its words', () => {
  const said = en.insight.measure as { [name: string]: { name: string; what: string } };
  for (const { id, measure, by, over } of tiles) {
    const found = measureNamed(measure);
    expect(found, id).toBeDefined();
    if (!found) continue;
    expect(said[measure]?.name, id).toBeTruthy();
    expect(said[measure]?.what, id).toBeTruthy();
    // What stands now belongs to no period, what belongs to days is asked over some.
    expect([id, over !== 'now']).toEqual([id, isDated(measure)]);
    if (by === null || by === 'time' || isTimeSplit(by)) continue;
    const sums = sumsOf(found);
    expect(isRatio(found), id).toBe(false);
    for (const sum of sums)
      expect(
        sum.dimensions.map(({ field }) => field),
        id,
      ).toContain(by);
  }
});

test('[E1] a tile’s id is its own for good', () => {
  expect(new Set(tiles.map(({ id }) => id)).size).toBe(tiles.length);
  for (const { id } of tiles) expect(id).toMatch(/^[a-z][a-z_]*$/);
});

test('[E1] a board’s period and comparison reach its tiles, and not what stands now', () => {
  const ask = (id: string, frame: Parameters<typeof queryOfTile>[1]) => {
    const tile = tileNamed(id);
    if (!tile) throw new Error(id);
    return queryOfTile(tile, frame);
  };
  const year = { period: 'year_to_date', compare: 'year' } as const;
  expect(ask('bookings', year)).toEqual({ measure: 'bookings', period: 'year_to_date', by: 'month', compare: 'year' });
  expect(ask('orders_funnel', year)).toEqual({ measure: 'orders_open', by: 'fulfilment' });
  expect(ask('picked_today', year)).toEqual({ measure: 'picks_done', period: 'today', compare: 'previous' });
  expect(ask('top_customers', { period: null })).toEqual({
    measure: 'bookings',
    period: 'last_28_days',
    by: 'customerId',
    top: 8,
  });
});
