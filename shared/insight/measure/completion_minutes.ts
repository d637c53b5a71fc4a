import { sumOf } from '../measure.ts';

/** Minutes from confirming to completing, of the orders completed, on the day on which they were. */
export const completionMinutes = sumOf({
  name: 'completion_minutes',
  noun: 'order',
  of: { from: 'confirmedAt', until: 'completedAt' },
  where: {
    all: [
      { field: 'status', is: 'eq', value: 'completed' },
      { field: 'confirmedAt', is: 'ne', value: null },
    ],
  },
  time: 'completedAt',
  unit: 'minutes',
  dimensions: [{ field: 'sellerId' }, { field: 'warehouseId' }],
});
