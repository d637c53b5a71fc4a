import { fieldsOf, nounOf } from '../../base/fields.ts';
import { orderOwners, orderScopes } from '../../sales/order/order.fields.ts';

/** `package` is a reserved word of the language, so the constant is `parcel`; the noun's name stays `package`. */
export const parcel = nounOf({
  name: 'package',
  plural: 'packages',
  table: 'package',
  fields: fieldsOf({
    orderId: { kind: 'ref', of: 'order', group: 'basics' },
    orderNumber: { kind: 'text', group: 'basics', max: 30, derived: true },
    number: { kind: 'integer', group: 'basics', derived: true },
    status: { kind: 'enum', values: ['packed', 'shipped', 'unpacked'], group: 'basics', derived: true },
    weight: { kind: 'integer', group: 'basics', nullable: true, max: 2_000_000 },
    pieces: { kind: 'quantity', group: 'basics', derived: true },
    packedAt: { kind: 'instant', group: 'basics', derived: true },
    packedName: { kind: 'text', group: 'party', max: 120, derived: true },
    shipmentId: { kind: 'ref', of: 'shipment', group: 'basics', nullable: true, derived: true },
    ...orderOwners,
  }),
  scopes: orderScopes,
  title: 'number',
  sort: [{ field: 'orderId' }, { field: 'number' }],
  about: { noun: 'order', field: 'orderId' },
  indexes: [['orderId'], ['warehouseId', 'status']],
});

/** A delivery note: numbered and frozen at issue, when the goods leave the ledger. */
export const shipment = nounOf({
  name: 'shipment',
  plural: 'shipments',
  table: 'shipment',
  fields: fieldsOf({
    number: { kind: 'text', group: 'basics', max: 30, searchable: true, derived: true },
    orderId: { kind: 'ref', of: 'order', group: 'basics' },
    orderNumber: { kind: 'text', group: 'basics', max: 30, derived: true },
    customerId: { kind: 'ref', of: 'customer', group: 'basics', derived: true },
    customerName: { kind: 'text', group: 'party', max: 240, searchable: true, derived: true },
    status: { kind: 'enum', values: ['shipped', 'delivered'], group: 'basics', derived: true },
    shippedOn: { kind: 'day', group: 'basics', derived: true },
    shippedAt: { kind: 'instant', group: 'basics', derived: true },
    /** For which day the order was promised when this delivery left. */
    promisedOn: { kind: 'day', group: 'basics', nullable: true, derived: true },
    /** Left on or before that day; without a promise it is. */
    onTime: { kind: 'flag', group: 'basics', derived: true },
    /** With this delivery all that the order wants has left. */
    completes: { kind: 'flag', group: 'basics', derived: true },
    deliveredAt: { kind: 'instant', group: 'basics', nullable: true, derived: true },
    carrier: { kind: 'text', group: 'basics', max: 80, nullable: true },
    carrierId: { kind: 'ref', of: 'choice', group: 'basics', nullable: true, derived: true },
    tracking: { kind: 'text', group: 'basics', max: 80, nullable: true },
    packages: { kind: 'integer', group: 'basics', derived: true },
    pieces: { kind: 'quantity', group: 'basics', derived: true },
    billed: { kind: 'enum', values: ['open', 'invoiced'], group: 'billing', derived: true },
    collect: { kind: 'integer', group: 'collect', nullable: true, derived: true },
    consignee: { kind: 'text', group: 'delivery', personal: true, max: 120, nullable: true, derived: true },
    deliveryStreet: { kind: 'text', group: 'delivery', personal: true, max: 240, nullable: true, derived: true },
    deliveryPhone: { kind: 'text', group: 'delivery', personal: true, max: 40, nullable: true, derived: true },
    deliveryInstructions: {
      kind: 'text',
      group: 'delivery',
      personal: true,
      max: 240,
      nullable: true,
      derived: true,
    },
    ...orderOwners,
  }),
  scopes: orderScopes,
  title: 'number',
  sort: [{ field: 'number', down: true }],
  about: { noun: 'order', field: 'orderId' },
  unique: [['number']],
  indexes: [['orderId'], ['billed', 'customerId']],
});

export const shipmentLine = nounOf({
  name: 'shipment_line',
  plural: 'shipment_lines',
  table: 'shipment_line',
  fields: fieldsOf({
    shipmentId: { kind: 'ref', of: 'shipment', group: 'basics' },
    orderId: { kind: 'ref', of: 'order', group: 'basics' },
    lineId: { kind: 'ref', of: 'order_line', group: 'basics' },
    sku: { kind: 'text', group: 'basics', max: 60, derived: true },
    productName: { kind: 'text', group: 'basics', max: 320, derived: true },
    quantity: { kind: 'quantity', group: 'basics', derived: true },
    shippedOn: { kind: 'day', group: 'basics', derived: true },
    unitCost: { kind: 'price', group: 'cost', nullable: true, derived: true },
    ...orderOwners,
  }),
  scopes: orderScopes,
  title: 'sku',
  sort: [{ field: 'shipmentId' }, { field: 'sku' }],
  about: { noun: 'order', field: 'orderId' },
  indexes: [['shipmentId'], ['orderId']],
});
