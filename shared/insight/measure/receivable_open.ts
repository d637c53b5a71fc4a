import { sumOf } from '../measure.ts';

/** What customers owe now, tax included; by how late it is. */
export const receivableOpen = sumOf({
  name: 'receivable_open',
  noun: 'receivable',
  of: 'open',
  where: { field: 'status', is: 'eq', value: 'open' },
  time: null,
  unit: 'money',
  dimensions: [
    { field: 'bucket' },
    { field: 'customerId', many: true },
    { field: 'sellerId' },
    { field: 'warehouseId' },
  ],
});
