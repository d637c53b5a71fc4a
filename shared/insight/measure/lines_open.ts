import { sumOf } from '../measure.ts';

/** Lines of confirmed orders with goods still to leave, as they stand now. */
export const linesOpen = sumOf({
  name: 'lines_open',
  noun: 'order_line',
  of: 'rows',
  where: {
    all: [
      { field: 'orderStatus', is: 'eq', value: 'confirmed' },
      { field: 'nature', is: 'eq', value: 'goods' },
      { field: 'fulfilment', is: 'in', value: ['unreserved', 'backordered', 'reserved', 'picking', 'packed'] },
    ],
  },
  time: null,
  unit: 'count',
  dimensions: [{ field: 'warehouseId' }, { field: 'productId', many: true }, { field: 'fulfilment' }],
});
