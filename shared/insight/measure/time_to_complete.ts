import { ratioOf } from '../measure.ts';

/** Minutes from confirming to completing, on average. */
export const timeToComplete = ratioOf({
  name: 'time_to_complete',
  over: ['completion_minutes', 'completed_orders'],
  unit: 'minutes',
  scale: 1,
});
