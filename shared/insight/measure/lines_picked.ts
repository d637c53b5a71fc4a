import { sumOf } from '../measure.ts';

/** Lines of which all that is wanted was taken from the shelf, when the last of it was; a line of several picks counts once. */
export const linesPicked = sumOf({
  name: 'lines_picked',
  noun: 'order_line',
  of: 'rows',
  where: { field: 'pickedAt', is: 'ne', value: null },
  time: 'pickedAt',
  unit: 'count',
  dimensions: [{ field: 'warehouseId' }],
});
