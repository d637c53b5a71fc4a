import { sumOf } from '../measure.ts';

/** Deliveries that left the house, on the day on which they did. */
export const shipments = sumOf({
  name: 'shipments',
  noun: 'shipment',
  of: 'rows',
  where: null,
  time: 'shippedOn',
  unit: 'count',
  dimensions: [{ field: 'warehouseId' }, { field: 'sellerId' }, { field: 'customerId', many: true }],
});
