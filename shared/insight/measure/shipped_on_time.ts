import { sumOf } from '../measure.ts';

/** Of those, the ones whose last delivery left on or before the promised day. */
export const shippedOnTime = sumOf({
  name: 'shipped_on_time',
  noun: 'shipment',
  of: 'rows',
  where: {
    all: [
      { field: 'completes', is: 'eq', value: true },
      { field: 'promisedOn', is: 'ne', value: null },
      { field: 'onTime', is: 'eq', value: true },
    ],
  },
  time: 'shippedOn',
  unit: 'count',
  dimensions: [{ field: 'warehouseId' }, { field: 'sellerId' }, { field: 'customerId', many: true }],
});
