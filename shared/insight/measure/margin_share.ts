import { ratioOf } from '../measure.ts';

/** Share of the margin in the net of what has left the house. */
export const marginShare = ratioOf({
  name: 'margin_share',
  over: ['bookings_margin', 'bookings_costed'],
  unit: 'ppm',
  scale: 1000000,
});
