import { ratioOf } from '../measure.ts';

/** Share of the promised orders that left in full on or before the promised day. */
export const onTimeInFull = ratioOf({
  name: 'on_time_in_full',
  over: ['shipped_on_time', 'shipped_orders'],
  unit: 'ppm',
  scale: 1000000,
});
