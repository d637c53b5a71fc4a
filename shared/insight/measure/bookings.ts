import { sumOf } from '../measure.ts';
import { booked } from './booked.ts';

/** Net of the orders placed, on the day on which they were. */
export const bookings = sumOf({
  name: 'bookings',
  noun: 'order',
  of: 'net',
  where: booked,
  time: 'submittedAt',
  unit: 'money',
  dimensions: [
    { field: 'sellerId' },
    { field: 'customerId', many: true },
    { field: 'warehouseId' },
    { field: 'settlement' },
  ],
});
