import { sumOf } from '../measure.ts';

/** Base units that left the house, on the day on which they did. */
export const piecesShipped = sumOf({
  name: 'pieces_shipped',
  noun: 'shipment',
  of: 'pieces',
  where: null,
  time: 'shippedOn',
  unit: 'quantity',
  dimensions: [{ field: 'warehouseId' }, { field: 'sellerId' }, { field: 'customerId', many: true }],
});
