import { bySeller, fieldsOf, nounOf } from '../../base/fields.ts';

export const addressKinds = ['delivery', 'billing'] as const;
export type AddressKind = (typeof addressKinds)[number];

/** Where a customer's goods go, or their invoices. An order keeps the one that it was entered with as it was then. */
export const address = nounOf({
  name: 'address',
  plural: 'addresses',
  table: 'address',
  fields: fieldsOf({
    customerId: { kind: 'ref', of: 'customer', group: 'basics' },
    kind: { kind: 'enum', values: addressKinds, group: 'basics' },
    /** One of a customer's of each kind: what an order or an invoice takes unless told otherwise. */
    usual: { kind: 'flag', group: 'basics' },
    consignee: { kind: 'text', group: 'contact', personal: true, max: 120, nullable: true },
    phone: { kind: 'text', group: 'contact', personal: true, max: 40, nullable: true },
    /** Of a billing address: where invoices are sent. */
    email: { kind: 'text', group: 'contact', personal: true, max: 200, nullable: true },
    /** Up to three lines. */
    street: { kind: 'text', group: 'contact', personal: true, max: 160 },
    city: { kind: 'text', group: 'contact', max: 50, nullable: true },
    postalCode: { kind: 'text', group: 'contact', max: 12, nullable: true },
    country: { kind: 'text', code: 'country', group: 'contact', max: 2 },
    /** What whoever brings the goods has to know. */
    instructions: { kind: 'text', group: 'contact', personal: true, max: 240, nullable: true },
    sellerId: { kind: 'ref', of: 'person', group: 'basics', derived: true },
    teamId: { kind: 'ref', of: 'team', group: 'basics', nullable: true, derived: true },
  }),
  scopes: bySeller,
  title: 'city',
  sort: [{ field: 'customerId' }, { field: 'kind' }, { field: 'id' }],
  about: { noun: 'customer', field: 'customerId' },
  indexes: [['customerId'], ['sellerId']],
});
