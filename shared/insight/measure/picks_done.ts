import { sumOf } from '../measure.ts';

/** Picks taken from the shelf, on the day on which they were. */
export const picksDone = sumOf({
  name: 'picks_done',
  noun: 'pick',
  of: 'rows',
  where: {
    all: [
      { field: 'status', is: 'in', value: ['picked', 'packed', 'shipped'] },
      { field: 'pickedAt', is: 'ne', value: null },
    ],
  },
  time: 'pickedAt',
  unit: 'count',
  dimensions: [{ field: 'warehouseId' }],
});
