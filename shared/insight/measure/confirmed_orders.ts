import { sumOf } from '../measure.ts';
import { booked } from './booked.ts';

/** Orders confirmed, on the day on which they were. */
export const confirmedOrders = sumOf({
  name: 'confirmed_orders',
  noun: 'order',
  of: 'rows',
  where: { all: [booked, { field: 'submittedAt', is: 'ne', value: null }] },
  time: 'confirmedAt',
  unit: 'count',
  dimensions: [{ field: 'sellerId' }, { field: 'warehouseId' }],
});
