import { sumOf } from '../measure.ts';

/** What customers owe now and should have paid before today, tax included. */
export const receivableOverdue = sumOf({
  name: 'receivable_overdue',
  noun: 'receivable',
  of: 'open',
  where: {
    all: [
      { field: 'status', is: 'eq', value: 'open' },
      { field: 'overdue', is: 'eq', value: true },
    ],
  },
  time: null,
  unit: 'money',
  dimensions: [
    { field: 'bucket' },
    { field: 'customerId', many: true },
    { field: 'sellerId' },
    { field: 'warehouseId' },
  ],
});
