import { bySeller, fieldsOf, nounOf } from '../../base/fields.ts';

/** What a customer calls one of our products: by this number they order, and by it their lines are found. */
export const partNumber = nounOf({
  name: 'part_number',
  plural: 'part_numbers',
  table: 'part_number',
  fields: fieldsOf({
    customerId: { kind: 'ref', of: 'customer', group: 'basics' },
    productId: { kind: 'ref', of: 'product', group: 'basics' },
    sku: { kind: 'text', group: 'basics', max: 60, derived: true },
    code: { kind: 'text', group: 'basics', max: 60, searchable: true },
    sellerId: { kind: 'ref', of: 'person', group: 'basics', derived: true },
    teamId: { kind: 'ref', of: 'team', group: 'basics', nullable: true, derived: true },
  }),
  scopes: bySeller,
  title: 'code',
  sort: [{ field: 'code' }],
  about: { noun: 'customer', field: 'customerId' },
  unique: [
    ['customerId', 'productId'],
    ['customerId', 'code'],
  ],
  indexes: [['sellerId'], ['productId']],
});
