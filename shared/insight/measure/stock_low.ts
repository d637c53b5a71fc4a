import { sumOf } from '../measure.ts';

/** Places in which a product is at or below its low mark, as they stand now. */
export const stockLow = sumOf({
  name: 'stock_low',
  noun: 'stock',
  of: 'rows',
  where: { field: 'low', is: 'eq', value: true },
  time: null,
  unit: 'count',
  dimensions: [{ field: 'warehouseId' }, { field: 'productId', many: true }],
});
