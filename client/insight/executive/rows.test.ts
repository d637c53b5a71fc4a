import { expect, test } from 'vitest';
import { tilesNamed } from '../tile/named.ts';
import { laidOut, packed } from './rows.ts';

const ids = (rows: readonly (readonly { readonly id: string }[])[]) => rows.map((row) => row.map(({ id }) => id));
const pictures = [
  'bookings_trend',
  'orders_funnel',
  'receivable_ageing',
  'on_time_trend',
  'top_customers',
  'top_products',
];
const ahead = ['cash_expected', 'holds_kinds', 'cancellations_reasons', 'orders_due'];

test('[E1] pictures stand in rows as wide as the board, and none alone', () => {
  expect(ids(packed(tilesNamed(...pictures, ...ahead)))).toEqual([pictures.slice(0, 3), pictures.slice(3), ahead]);
  expect(ids(packed(tilesNamed('orders_funnel', 'on_time_trend', 'holds_kinds', 'orders_due')))).toEqual([
    ['orders_funnel', 'on_time_trend'],
    ['holds_kinds', 'orders_due'],
  ]);
  expect(packed([])).toEqual([]);
});

test('[E1] the first row is full of large figures also for who sees few of the chief ones', () => {
  const chief = ['bookings', 'on_time_in_full', 'fill_rate', 'orders_late'];
  const board = laidOut(
    tilesNamed('on_time_in_full', 'bookings_count', 'orders_late', 'fill_rate', 'stock_cover'),
    [],
    chief,
  );
  expect(ids([board.large, board.small])).toEqual([
    ['on_time_in_full', 'fill_rate', 'orders_late', 'bookings_count'],
    ['stock_cover'],
  ]);
});
