import { sumOf } from '../measure.ts';
import { booked } from './booked.ts';

/** Minutes from placing to confirming, of the orders confirmed, on the day on which they were. */
export const confirmMinutes = sumOf({
  name: 'confirm_minutes',
  noun: 'order',
  of: { from: 'submittedAt', until: 'confirmedAt' },
  where: { all: [booked, { field: 'submittedAt', is: 'ne', value: null }] },
  time: 'confirmedAt',
  unit: 'minutes',
  dimensions: [{ field: 'sellerId' }, { field: 'warehouseId' }],
});
