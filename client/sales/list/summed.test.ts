import { expect, test } from 'vitest';
import { withSummed } from './summed.ts';

const column = (field: string, spare?: true) => ({ field, ...(spare ? { spare } : {}) });
const shown = ['number', 'total', 'orderedOn'].map((field) => column(field));
const possible = [...shown, column('net', true), column('margin', true), column('cost', true)];
const fieldsOf = (figure: string | null): readonly string[] =>
  withSummed(shown, possible, figure, 'order').map(({ field }) => field);

test('[E1] a list behind a figure shows the column that the figure adds up, in the place of the one that it does not', () => {
  expect(fieldsOf('bookings')).toEqual(['number', 'net', 'orderedOn']);
  expect(fieldsOf('bookings_margin')).toEqual(['number', 'margin', 'orderedOn']);
});

test('[E1] a list behind no figure, behind one that counts its rows, or behind one of other rows is as it was', () => {
  for (const figure of [null, 'orders_open', 'receivable_open', 'no_such'])
    expect(fieldsOf(figure)).toEqual(['number', 'total', 'orderedOn']);
});
