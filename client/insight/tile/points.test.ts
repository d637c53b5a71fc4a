import { expect, test } from 'vitest';
import type { Figure, FigurePoint } from '../../../shared/insight/figure.ts';
import { sparkOf } from '../chart/spark.ts';
import { largest, pointsOf, widthOf } from './points.ts';
import { sheetOf } from './sheet.ts';

const TODAY = '2026-11-25';
const point = (key: string | null, value: number | null, label: string | null = null): FigurePoint => ({
  key,
  label,
  value,
  count: 1,
});
const figure = (points: readonly FigurePoint[], before?: readonly FigurePoint[]): Figure => ({
  points,
  value: null,
  count: 0,
  oldest: null,
  period: null,
  compared: before ? { points: before, value: null, period: { from: TODAY, to: TODAY } } : null,
});

test('[E1] every stage has its place, also where nothing stands; ranks keep the order in which they come', () => {
  const stages = figure([point('delivered', 80), point('backordered', 7)]);
  const split = { measure: 'orders_open', by: 'fulfilment' };
  expect(pointsOf(stages, split, TODAY).map(({ key, value }) => [key, value])).toEqual([
    ['unreserved', 0],
    ['backordered', 7],
    ['reserved', 0],
    ['picking', 0],
    ['packed', 0],
    ['shipped', 0],
    ['delivered', 80],
  ]);
  expect(pointsOf(stages, { ...split, ranked: true }, TODAY).map(({ key }) => key)).toEqual([
    'delivered',
    'backordered',
  ]);
});

test('[E1] times are compared by their place, everything else by its key', () => {
  const days = figure(
    [point('2026-11-24', 3), point('2026-11-25', 4)],
    [point('2026-10-27', 1), point('2026-10-28', 2)],
  );
  expect(pointsOf(days, { measure: 'bookings', by: 'day' }, TODAY).map(({ label, before }) => [label, before])).toEqual(
    [
      ['Nov 24', 1],
      ['Nov 25', 2],
    ],
  );
  const names = figure([point('a', 3, 'Bay'), point('rest', 9)], [point('b', 5, 'Cove'), point('a', 2, 'Bay')]);
  const found = pointsOf(names, { measure: 'bookings', by: 'customerId', ranked: true }, TODAY);
  expect(found.map(({ before }) => before)).toEqual([2, null]);
  // The others together do not dwarf those that are named.
  expect(largest(found)).toBe(3);
  expect([widthOf(3, 3), widthOf(0.001, 3), widthOf(0, 3)]).toEqual([100, 0.6, 0]);
});

test('[E1] a tile as CSV runs nothing in a spreadsheet and has plain figures', () => {
  const points = pointsOf(
    figure([point('a', 123_456, '=HYPERLINK("x")')]),
    { measure: 'bookings', by: 'customerId' },
    TODAY,
  );
  const text = sheetOf({ name: 'Bookings', unit: 'money', currency: 'GBP', timed: false, compare: null }, points);
  expect(text.split('\r\n')[1]).toBe(`"'=HYPERLINK(""x"")",1234.56,1`);
});

test('[E1] one value is no trend, and a gap in a trend is left out', () => {
  expect(sparkOf([3])).toBeNull();
  expect(sparkOf([null, 3, null])).toBeNull();
  expect(sparkOf([0, null, 10])?.line).toBe('M0 26L100 2');
});
