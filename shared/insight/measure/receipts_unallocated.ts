import { sumOf } from '../measure.ts';

/** What of the payments received is not put to any open item, as it stands now. */
export const receiptsUnallocated = sumOf({
  name: 'receipts_unallocated',
  noun: 'receipt',
  of: 'unallocated',
  where: { field: 'status', is: 'eq', value: 'open' },
  time: null,
  unit: 'money',
  dimensions: [{ field: 'method' }, { field: 'customerId', many: true }, { field: 'sellerId' }],
});
