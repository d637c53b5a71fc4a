import { sumOf } from '../measure.ts';

/** Picks reserved or claimed and not yet taken from the shelf, as they stand now. */
export const picksWaiting = sumOf({
  name: 'picks_waiting',
  noun: 'pick',
  of: 'rows',
  where: {
    all: [
      { field: 'status', is: 'in', value: ['reserved', 'claimed'] },
      { field: 'orderStatus', is: 'in', value: ['confirmed'] },
    ],
  },
  time: null,
  unit: 'count',
  waits: 'reservedAt',
  dimensions: [{ field: 'status' }, { field: 'warehouseId' }],
});
