import { sumOf } from '../measure.ts';

/** Net of the invoices issued, on the day of issue; void ones do not count. */
export const revenue = sumOf({
  name: 'revenue',
  noun: 'invoice',
  of: 'net',
  where: { field: 'status', is: 'eq', value: 'issued' },
  time: 'issuedOn',
  unit: 'money',
  dimensions: [{ field: 'customerId', many: true }, { field: 'sellerId' }, { field: 'warehouseId' }],
});
