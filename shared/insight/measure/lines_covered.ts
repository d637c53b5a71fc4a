import { sumOf } from '../measure.ts';

/** Lines of confirmed orders with goods still to leave, for which stock is reserved or in hand. */
export const linesCovered = sumOf({
  name: 'lines_covered',
  noun: 'order_line',
  of: 'rows',
  where: {
    all: [
      { field: 'orderStatus', is: 'eq', value: 'confirmed' },
      { field: 'nature', is: 'eq', value: 'goods' },
      { field: 'fulfilment', is: 'in', value: ['reserved', 'picking', 'packed'] },
    ],
  },
  time: null,
  unit: 'count',
  dimensions: [{ field: 'warehouseId' }, { field: 'productId', many: true }, { field: 'fulfilment' }],
});
