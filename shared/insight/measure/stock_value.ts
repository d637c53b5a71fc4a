import { sumOf } from '../measure.ts';

/** What lies in the warehouses now, at moving average cost. */
export const stockValue = sumOf({
  name: 'stock_value',
  noun: 'stock',
  of: 'value',
  where: null,
  time: null,
  unit: 'money',
  dimensions: [{ field: 'warehouseId' }, { field: 'productId', many: true }],
});
