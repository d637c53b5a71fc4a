import { sumOf } from '../measure.ts';
import { booked } from './booked.ts';

/** Orders placed, on the day on which they were. */
export const bookingsCount = sumOf({
  name: 'bookings_count',
  noun: 'order',
  of: 'rows',
  where: booked,
  time: 'submittedAt',
  unit: 'count',
  dimensions: [
    { field: 'sellerId' },
    { field: 'customerId', many: true },
    { field: 'warehouseId' },
    { field: 'settlement' },
  ],
});
