import { sumOf } from '../measure.ts';
import { booked } from './booked.ts';

/** Net of what has left the house of the orders placed: what the margin is a share of. */
export const bookingsCosted = sumOf({
  name: 'bookings_costed',
  noun: 'order',
  of: { plus: ['margin', 'cost'] },
  where: { all: [booked, { field: 'margin', is: 'ne', value: null }] },
  time: 'submittedAt',
  unit: 'money',
  dimensions: [{ field: 'sellerId' }, { field: 'customerId', many: true }, { field: 'warehouseId' }],
});
