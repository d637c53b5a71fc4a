import { languages } from '../../access/person/person.fields.ts';
import { bySeller, fieldsOf, nounOf } from '../../base/fields.ts';

export const creditStatuses = ['ok', 'near', 'over', 'overdue'] as const;
export const settlements = ['net', 'prepayment', 'cash_on_delivery', 'instalments'] as const;

export const customerFields = fieldsOf({
  number: { kind: 'text', group: 'basics', max: 20, searchable: true, derived: true },
  name: { kind: 'text', group: 'basics', max: 120, searchable: true },
  localName: { kind: 'text', group: 'basics', max: 120, searchable: true, nullable: true },
  /** Two letters of ISO 3166-1; of an imported customer what its file said, where that is none. */
  country: { kind: 'text', code: 'country', group: 'basics', max: 60 },
  region: { kind: 'text', group: 'basics', max: 60, nullable: true },
  currency: { kind: 'text', group: 'basics', max: 3 },
  sellerId: { kind: 'ref', of: 'person', group: 'basics' },
  sellerName: { kind: 'text', group: 'party', max: 120, derived: true },
  teamId: { kind: 'ref', of: 'team', group: 'basics', nullable: true, derived: true },
  status: { kind: 'enum', values: ['active', 'stopped'], group: 'basics' },
  /** In which documents are printed; null: the organisation's. */
  language: { kind: 'enum', values: languages, group: 'basics', nullable: true },
  taxNumber: { kind: 'text', group: 'terms', max: 20, searchable: true, nullable: true },
  settlement: { kind: 'enum', values: settlements, group: 'terms' },
  termsDays: { kind: 'integer', group: 'terms', max: 365 },
  prepaymentShare: { kind: 'ppm', group: 'terms', max: 1_000_000 },
  priceListId: { kind: 'ref', of: 'price_list', group: 'terms' },
  /** Of the usual contact and the usual addresses, kept as those are: what lists and orders take of them. */
  contactName: { kind: 'text', group: 'contact', personal: true, max: 120, nullable: true, derived: true },
  phone: { kind: 'text', group: 'contact', personal: true, max: 40, nullable: true, derived: true },
  email: { kind: 'text', group: 'contact', personal: true, max: 200, nullable: true, derived: true },
  billingStreet: { kind: 'text', group: 'billing_contact', personal: true, max: 240, nullable: true, derived: true },
  billingEmail: { kind: 'text', group: 'billing_contact', personal: true, max: 200, nullable: true, derived: true },
  consignee: { kind: 'text', group: 'delivery', personal: true, max: 120, nullable: true, derived: true },
  deliveryStreet: { kind: 'text', group: 'delivery', personal: true, max: 240, nullable: true, derived: true },
  deliveryPhone: { kind: 'text', group: 'delivery', personal: true, max: 40, nullable: true, derived: true },
  deliveryInstructions: { kind: 'text', group: 'delivery', personal: true, max: 240, nullable: true, derived: true },
  creditLimit: { kind: 'money', group: 'credit', nullable: true },
  exposure: { kind: 'money', group: 'credit', derived: true },
  creditStatus: { kind: 'enum', values: creditStatuses, group: 'credit_status', derived: true },
  notes: { kind: 'text', group: 'notes', max: 2000, nullable: true },
  /** Both names as customers alike are found by them (alike.ts). */
  nameKey: { kind: 'text', group: 'secret', max: 120, nullable: true, derived: true },
  localKey: { kind: 'text', group: 'secret', max: 120, nullable: true, derived: true },
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
  passing: ['exposure', 'creditStatus'],
  indexes: [['sellerId'], ['name'], ['nameKey'], ['localKey'], ['taxNumber']],
});
