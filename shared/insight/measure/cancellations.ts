import { sumOf } from '../measure.ts';

/** Orders that had been placed and were cancelled, on the day on which they were, by reason. */
export const cancellations = sumOf({
  name: 'cancellations',
  noun: 'order',
  of: 'rows',
  where: {
    all: [
      { field: 'status', is: 'eq', value: 'cancelled' },
      { field: 'submittedAt', is: 'ne', value: null },
    ],
  },
  time: 'cancelledAt',
  unit: 'count',
  dimensions: [
    { field: 'cancelReason' },
    { field: 'sellerId' },
    { field: 'customerId', many: true },
    { field: 'warehouseId' },
  ],
});
