import { sumOf } from '../measure.ts';
import { booked } from './booked.ts';

/** Margin of the orders placed, of what of them has left the house: it is frozen there. */
export const bookingsMargin = sumOf({
  name: 'bookings_margin',
  noun: 'order',
  of: 'margin',
  where: { all: [booked, { field: 'margin', is: 'ne', value: null }] },
  time: 'submittedAt',
  unit: 'money',
  dimensions: [{ field: 'sellerId' }, { field: 'customerId', many: true }, { field: 'warehouseId' }],
});
