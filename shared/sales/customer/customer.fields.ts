import { bySeller, fieldsOf, nounOf } from '../../base/fields.ts';

export const creditStatuses = ['ok', 'near', 'over', 'overdue'] as const;
export const settlements = ['net', 'prepayment', 'cash_on_delivery', 'instalments'] as const;

export const customerFields = fieldsOf({
  number: { kind: 'text', group: 'basics', max: 20, searchable: true, derived: true },
  name: { kind: 'text', group: 'basics', max: 120, searchable: true },
  localName: { kind: 'text', group: 'basics', max: 120, searchable: true, nullable: true },
  country: { kind: 'text', group: 'basics', max: 60 },
  region: { kind: 'text', group: 'basics', max: 60, nullable: true },
  currency: { kind: 'text', group: 'basics', max: 3 },
  sellerId: { kind: 'ref', of: 'person', group: 'basics' },
  sellerName: { kind: 'text', group: 'party', max: 120, derived: true },
  teamId: { kind: 'ref', of: 'team', group: 'basics', nullable: true, derived: true },
  status: { kind: 'enum', values: ['active', 'stopped'], group: 'basics' },
  taxNumber: { kind: 'text', group: 'terms', max: 20, nullable: true },
  settlement: { kind: 'enum', values: settlements, group: 'terms' },
  termsDays: { kind: 'integer', group: 'terms', max: 365 },
  prepaymentShare: { kind: 'ppm', group: 'terms', max: 1_000_000 },
  priceListId: { kind: 'ref', of: 'price_list', group: 'terms' },
  contactName: { kind: 'text', group: 'contact', personal: true, max: 120, nullable: true },
  phone: { kind: 'text', group: 'contact', personal: true, max: 40, nullable: true },
  email: { kind: 'text', group: 'contact', personal: true, max: 200, nullable: true },
  billingStreet: { kind: 'text', group: 'billing_contact', personal: true, max: 240, nullable: true },
  billingEmail: { kind: 'text', group: 'billing_contact', personal: true, max: 200, nullable: true },
  consignee: { kind: 'text', group: 'delivery', personal: true, max: 120, nullable: true },
  deliveryStreet: { kind: 'text', group: 'delivery', personal: true, max: 240, nullable: true },
  deliveryPhone: { kind: 'text', group: 'delivery', personal: true, max: 40, nullable: true },
  creditLimit: { kind: 'money', group: 'credit', nullable: true },
  exposure: { kind: 'money', group: 'credit', derived: true },
  creditStatus: { kind: 'enum', values: creditStatuses, group: 'credit_status', derived: true },
  notes: { kind: 'text', group: 'notes', max: 2000, nullable: true },
});

export const customer = nounOf({
  name: 'customer',
  plural: 'customers',
  table: 'customer',
  fields: customerFields,
  scopes: bySeller,
  title: 'name',
  sort: [{ field: 'number' }],
  unique: [['number']],
  indexes: [['sellerId'], ['name']],
});
