import { sumOf } from '../measure.ts';

/** Deliveries that left the house and are not invoiced, as they stand now; they wait since they left. */
export const toInvoice = sumOf({
  name: 'to_invoice',
  noun: 'shipment',
  of: 'rows',
  where: { field: 'billed', is: 'eq', value: 'open' },
  time: null,
  unit: 'count',
  dimensions: [{ field: 'warehouseId' }, { field: 'sellerId' }],
  waits: 'shippedAt',
});
