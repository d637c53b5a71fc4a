import { ratioOf } from '../measure.ts';

/** Average net of the orders placed. */
export const averageOrder = ratioOf({
  name: 'average_order',
  over: ['bookings', 'bookings_count'],
  unit: 'money',
  scale: 1,
});
