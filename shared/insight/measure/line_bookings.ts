import { sumOf } from '../measure.ts';

/** Net of the lines of the orders placed, on the day on which they were. */
export const lineBookings = sumOf({
  name: 'line_bookings',
  noun: 'order_line',
  of: 'net',
  where: { field: 'orderStatus', is: 'in', value: ['submitted', 'confirmed', 'completed'] },
  time: 'submittedAt',
  unit: 'money',
  dimensions: [
    { field: 'productId', many: true },
    { field: 'customerId', many: true },
    { field: 'sellerId' },
    { field: 'warehouseId' },
  ],
});
