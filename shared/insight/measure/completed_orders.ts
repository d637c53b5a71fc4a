import { sumOf } from '../measure.ts';

/** Orders completed, on the day on which they were. */
export const completedOrders = sumOf({
  name: 'completed_orders',
  noun: 'order',
  of: 'rows',
  where: {
    all: [
      { field: 'status', is: 'eq', value: 'completed' },
      { field: 'confirmedAt', is: 'ne', value: null },
    ],
  },
  time: 'completedAt',
  unit: 'count',
  dimensions: [{ field: 'sellerId' }, { field: 'warehouseId' }],
});
