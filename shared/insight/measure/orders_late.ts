import { sumOf } from '../measure.ts';
import { open } from './open.ts';

/** Open orders with goods still to leave that were promised before today. */
export const ordersLate = sumOf({
  name: 'orders_late',
  noun: 'order',
  of: 'rows',
  where: {
    all: [
      open,
      { field: 'fulfilment', is: 'in', value: ['unreserved', 'backordered', 'reserved', 'picking', 'packed'] },
    ],
  },
  time: 'promisedOn',
  past: true,
  unit: 'count',
  dimensions: [{ field: 'warehouseId' }, { field: 'fulfilment' }, { field: 'sellerId' }],
});
