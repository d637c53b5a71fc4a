import { sumOf } from '../measure.ts';

/** Orders placed and cancelled since, on the day on which they were placed. */
export const ordersCancelled = sumOf({
  name: 'orders_cancelled',
  noun: 'order',
  of: 'rows',
  where: { field: 'status', is: 'eq', value: 'cancelled' },
  time: 'submittedAt',
  unit: 'count',
  dimensions: [{ field: 'sellerId' }, { field: 'customerId', many: true }, { field: 'warehouseId' }],
});
