import { ratioOf } from '../measure.ts';

/** Days of sales outstanding: what is owed now against what was invoiced in the last 90 days. */
export const dso = ratioOf({
  name: 'dso',
  over: ['receivable_open', 'invoiced'],
  unit: 'days',
  scale: 90,
  days: 90,
});
