import { byWarehouse, fieldsOf, nounOf } from '../../base/fields.ts';

/** Goods that a supplier is to bring: what can be promised beyond what is there. Goods in of the product take from it. */
export const expectedReceipt = nounOf({
  name: 'expected_receipt',
  plural: 'expected_receipts',
  table: 'expected_receipt',
  fields: fieldsOf({
    productId: { kind: 'ref', of: 'product', group: 'basics' },
    sku: { kind: 'text', group: 'basics', max: 60, searchable: true, derived: true },
    productName: { kind: 'text', group: 'basics', max: 320, searchable: true, derived: true },
    warehouseId: { kind: 'ref', of: 'warehouse', group: 'basics' },
    warehouseCode: { kind: 'text', group: 'basics', max: 20, derived: true },
    expectedOn: { kind: 'day', group: 'basics' },
    status: { kind: 'enum', values: ['open', 'received', 'closed'], group: 'basics', derived: true },
    quantity: { kind: 'quantity', group: 'quantities' },
    received: { kind: 'quantity', group: 'quantities', derived: true },
    /** The supplier's or the purchase's number. */
    reference: { kind: 'text', group: 'notes', max: 120, nullable: true },
  }),
  scopes: byWarehouse,
  title: 'sku',
  sort: [{ field: 'expectedOn' }, { field: 'sku' }],
  about: { noun: 'product', field: 'productId' },
  indexes: [
    ['productId', 'warehouseId', 'status'],
    ['status', 'expectedOn'],
  ],
});
