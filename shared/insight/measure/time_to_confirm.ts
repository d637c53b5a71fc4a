import { ratioOf } from '../measure.ts';

/** Minutes that an order waits between placing and confirming, on average. */
export const timeToConfirm = ratioOf({
  name: 'time_to_confirm',
  over: ['confirm_minutes', 'confirmed_orders'],
  unit: 'minutes',
  scale: 1,
});
