import { sumOf } from '../measure.ts';
import { open } from './open.ts';

/** Orders placed and not finished, as they stand now. */
export const ordersOpen = sumOf({
  name: 'orders_open',
  noun: 'order',
  of: 'rows',
  where: open,
  time: null,
  unit: 'count',
  dimensions: [
    { field: 'status' },
    { field: 'fulfilment' },
    { field: 'billing' },
    { field: 'warehouseId' },
    { field: 'sellerId' },
  ],
});
