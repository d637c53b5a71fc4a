import { sumOf } from '../measure.ts';

/** Payments received, on the day on which they were; reversed ones do not count. */
export const receipts = sumOf({
  name: 'receipts',
  noun: 'receipt',
  of: 'received',
  where: { field: 'status', is: 'ne', value: 'reversed' },
  time: 'receivedOn',
  unit: 'money',
  dimensions: [{ field: 'method' }, { field: 'customerId', many: true }, { field: 'sellerId' }],
});
