import { sumOf } from '../measure.ts';

/** What customers owe, on the day on which it falls due. */
export const cashExpected = sumOf({
  name: 'cash_expected',
  noun: 'receivable',
  of: 'open',
  where: { field: 'status', is: 'eq', value: 'open' },
  time: 'dueOn',
  unit: 'money',
  dimensions: [{ field: 'customerId', many: true }, { field: 'sellerId' }],
  usual: 'next_8_weeks',
});
