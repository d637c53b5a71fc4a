import { sumOf } from '../measure.ts';
import { open } from './open.ts';

/** Open orders with goods still to leave, on the day for which they are promised. */
export const ordersDue = sumOf({
  name: 'orders_due',
  noun: 'order',
  of: 'rows',
  where: {
    all: [
      open,
      { field: 'fulfilment', is: 'in', value: ['unreserved', 'backordered', 'reserved', 'picking', 'packed'] },
    ],
  },
  time: 'promisedOn',
  unit: 'count',
  dimensions: [{ field: 'warehouseId' }, { field: 'fulfilment' }, { field: 'sellerId' }],
  usual: 'next_7_days',
});
