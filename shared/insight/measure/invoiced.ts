import { sumOf } from '../measure.ts';

/** Total, tax included, of the invoices issued, on the day of issue; void ones do not count. */
export const invoiced = sumOf({
  name: 'invoiced',
  noun: 'invoice',
  of: 'total',
  where: { field: 'status', is: 'eq', value: 'issued' },
  time: 'issuedOn',
  unit: 'money',
  dimensions: [{ field: 'customerId', many: true }, { field: 'sellerId' }, { field: 'warehouseId' }],
});
