import { sumOf } from '../measure.ts';

/** Lines of open orders that stock does not cover, as they stand now; they wait since it does not. */
export const linesBackordered = sumOf({
  name: 'lines_backordered',
  noun: 'order_line',
  of: 'rows',
  where: {
    all: [
      { field: 'orderStatus', is: 'in', value: ['submitted', 'confirmed'] },
      { field: 'fulfilment', is: 'eq', value: 'backordered' },
    ],
  },
  time: null,
  unit: 'count',
  waits: 'backorderedAt',
  dimensions: [{ field: 'warehouseId' }, { field: 'productId', many: true }, { field: 'sellerId' }],
});
