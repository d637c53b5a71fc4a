import { sumOf } from '../measure.ts';
import { open } from './open.ts';

/** Net of the orders placed and not finished, as they stand now. */
export const ordersOpenValue = sumOf({
  name: 'orders_open_value',
  noun: 'order',
  of: 'net',
  where: open,
  time: null,
  unit: 'money',
  dimensions: [
    { field: 'status' },
    { field: 'fulfilment' },
    { field: 'billing' },
    { field: 'warehouseId' },
    { field: 'sellerId' },
  ],
});
