import { sumOf } from '../measure.ts';

/** Lines of delivery notes, on the day on which the goods left. */
export const linesShipped = sumOf({
  name: 'lines_shipped',
  noun: 'shipment_line',
  of: 'rows',
  where: null,
  time: 'shippedOn',
  unit: 'count',
  dimensions: [{ field: 'warehouseId' }, { field: 'sellerId' }],
});
