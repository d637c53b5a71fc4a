import { fieldsOf, nounOf } from '../../base/fields.ts';
import { orderOwners, orderScopes } from '../../sales/order/order.fields.ts';

/**
 * A share of one stock row promised to one order line, from the reservation until the goods leave: reserving makes it,
 * picking fills it, packing puts it into a package, shipping ends it. Σ quantity of the open ones = stock.reserved.
 */
export const pickStatuses = ['reserved', 'claimed', 'picked', 'packed', 'shipped', 'released', 'put_back'] as const;
/** Statuses in which the goods still stand in `stock.reserved`. */
export const openPickStatuses = ['reserved', 'claimed', 'picked', 'packed', 'put_back'] as const;

export const pick = nounOf({
  name: 'pick',
  plural: 'picks',
  table: 'pick',
  fields: fieldsOf({
    orderId: { kind: 'ref', of: 'order', group: 'basics' },
    orderNumber: { kind: 'text', group: 'basics', max: 30, derived: true },
    customerName: { kind: 'text', group: 'party', max: 240, derived: true },
    promisedOn: { kind: 'day', group: 'basics', nullable: true, derived: true },
    held: { kind: 'flag', group: 'basics', derived: true },
    lineId: { kind: 'ref', of: 'order_line', group: 'basics' },
    productId: { kind: 'ref', of: 'product', group: 'basics' },
    sku: { kind: 'text', group: 'basics', max: 60, derived: true },
    productName: { kind: 'text', group: 'basics', max: 320, derived: true },
    barcode: { kind: 'text', group: 'basics', max: 60, nullable: true, derived: true },
    stockId: { kind: 'ref', of: 'stock', group: 'basics' },
    locationId: { kind: 'ref', of: 'location', group: 'basics' },
    locationCode: { kind: 'text', group: 'basics', max: 30, derived: true },
    sequence: { kind: 'integer', group: 'basics', derived: true },
    /** Since when it waits to be picked. */
    reservedAt: { kind: 'instant', group: 'basics', derived: true },
    status: { kind: 'enum', values: pickStatuses, group: 'basics', derived: true },
    quantity: { kind: 'quantity', group: 'basics', derived: true },
    picked: { kind: 'quantity', group: 'basics', derived: true },
    /** As it was said, or the name of what was chosen. */
    shortReason: { kind: 'text', group: 'basics', max: 240, nullable: true },
    /** From the company's reasons, where it was chosen from them. */
    shortReasonId: { kind: 'ref', of: 'choice', group: 'basics', nullable: true },
    claimedBy: { kind: 'ref', of: 'person', group: 'basics', nullable: true, derived: true },
    claimedName: { kind: 'text', group: 'party', max: 120, nullable: true, derived: true },
    claimedAt: { kind: 'instant', group: 'basics', nullable: true, derived: true },
    pickedAt: { kind: 'instant', group: 'basics', nullable: true, derived: true },
    packageId: { kind: 'ref', of: 'package', group: 'basics', nullable: true, derived: true },
    shipmentId: { kind: 'ref', of: 'shipment', group: 'basics', nullable: true, derived: true },
    unitCost: { kind: 'price', group: 'cost', nullable: true, derived: true },
    ...orderOwners,
  }),
  scopes: orderScopes,
  title: 'sku',
  sort: [{ field: 'promisedOn' }, { field: 'orderNumber' }, { field: 'sequence' }],
  about: { noun: 'order', field: 'orderId' },
  indexes: [['orderId'], ['lineId'], ['stockId', 'status'], ['warehouseId', 'status', 'promisedOn'], ['pickedAt']],
});
