import { sumOf } from '../measure.ts';

/** Promised orders of which all has left, on the day of the last delivery. */
export const shippedOrders = sumOf({
  name: 'shipped_orders',
  noun: 'shipment',
  of: 'rows',
  where: {
    all: [
      { field: 'completes', is: 'eq', value: true },
      { field: 'promisedOn', is: 'ne', value: null },
    ],
  },
  time: 'shippedOn',
  unit: 'count',
  dimensions: [{ field: 'warehouseId' }, { field: 'sellerId' }, { field: 'customerId', many: true }],
});
