import { byWarehouse, fieldsOf, nounOf } from '../../base/fields.ts';

const place = fieldsOf({
  productId: { kind: 'ref', of: 'product', group: 'basics' },
  sku: { kind: 'text', group: 'basics', max: 60, searchable: true, derived: true },
  productName: { kind: 'text', group: 'basics', max: 320, searchable: true, derived: true },
  warehouseId: { kind: 'ref', of: 'warehouse', group: 'basics' },
  warehouseCode: { kind: 'text', group: 'basics', max: 20, derived: true },
  locationId: { kind: 'ref', of: 'location', group: 'place' },
  locationCode: { kind: 'text', group: 'place', max: 30, derived: true },
  lot: { kind: 'text', group: 'place', max: 60, nullable: true },
  expiresOn: { kind: 'day', group: 'place', nullable: true },
});

/** Held totals of one product at one place (and lot); `onHand` is the sum of the movements there, always. */
export const stock = nounOf({
  name: 'stock',
  plural: 'stock',
  table: 'stock',
  fields: fieldsOf({
    ...place,
    sequence: { kind: 'integer', group: 'place', derived: true },
    onHand: { kind: 'quantity', group: 'quantities', measure: 'sum', derived: true },
    reserved: { kind: 'quantity', group: 'quantities', measure: 'sum', derived: true },
    /** onHand − reserved, kept so that it can be shown without the two that it is made of. */
    available: { kind: 'quantity', group: 'available', measure: 'sum', derived: true },
    low: { kind: 'flag', group: 'available', derived: true },
    /** Moving average per base unit, 6 decimals of the organisation's currency. */
    unitCost: { kind: 'price', group: 'cost', derived: true },
    value: { kind: 'money', group: 'value', measure: 'sum', derived: true },
  }),
  scopes: byWarehouse,
  title: 'sku',
  sort: [{ field: 'sku' }, { field: 'warehouseCode' }, { field: 'locationCode' }],
  unique: [['productId', 'locationId', 'lot']],
  indexes: [['productId', 'warehouseId'], ['sku']],
});

/** The ledger: appended to, never changed. Stock enters by `receive`, leaves by `ship`. */
export const movementKinds = ['receive', 'ship', 'adjust', 'count', 'return', 'transfer_out', 'transfer_in'] as const;
export const stockMovement = nounOf({
  name: 'stock_movement',
  plural: 'stock_movements',
  table: 'stock_movement',
  fields: fieldsOf({
    ...place,
    // A ledger is read by place and time: words of every movement would outgrow the ledger itself.
    sku: { kind: 'text', group: 'basics', max: 60, derived: true },
    productName: { kind: 'text', group: 'basics', max: 320, derived: true },
    stockId: { kind: 'ref', of: 'stock', group: 'basics' },
    kind: { kind: 'enum', values: movementKinds, group: 'basics', derived: true },
    movedAt: { kind: 'instant', group: 'basics', derived: true },
    movedName: { kind: 'text', group: 'party', max: 120, derived: true },
    orderId: { kind: 'ref', of: 'order', group: 'basics', nullable: true, derived: true },
    /** Base units, positive in, negative out. */
    quantity: { kind: 'quantity', group: 'quantities', derived: true },
    reason: { kind: 'text', group: 'basics', max: 240, nullable: true },
    reasonId: { kind: 'ref', of: 'choice', group: 'basics', nullable: true, derived: true },
    unitCost: { kind: 'price', group: 'cost', derived: true },
  }),
  scopes: byWarehouse,
  title: 'sku',
  sort: [{ field: 'movedAt', down: true }],
  about: { noun: 'stock', field: 'stockId' },
  indexes: [['stockId'], ['movedAt']],
});
