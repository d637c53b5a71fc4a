import { sumOf } from '../measure.ts';

/** Cost of the goods that left the house, on the day on which they did. */
export const goodsSold = sumOf({
  name: 'goods_sold',
  noun: 'stock_movement',
  of: { price: 'unitCost', times: 'quantity', negative: true },
  where: { field: 'kind', is: 'eq', value: 'ship' },
  time: 'movedAt',
  unit: 'money',
  dimensions: [{ field: 'warehouseId' }, { field: 'productId', many: true }],
});
