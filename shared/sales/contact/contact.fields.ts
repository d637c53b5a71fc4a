import { bySeller, fieldsOf, nounOf } from '../../base/fields.ts';

/** What people at customers speak, by their codes (BCP 47). */
export const spoken = ['en', 'zh-TW', 'zh-CN', 'yue', 'ja', 'ko', 'vi', 'th', 'id', 'de', 'fr', 'es'] as const;

/** A person at a customer: whom one calls and writes to. */
export const contact = nounOf({
  name: 'contact',
  plural: 'contacts',
  table: 'contact',
  fields: fieldsOf({
    customerId: { kind: 'ref', of: 'customer', group: 'basics' },
    /** One of a customer's: whom one speaks with unless there is a reason not to. */
    usual: { kind: 'flag', group: 'basics' },
    name: { kind: 'text', group: 'contact', personal: true, max: 120 },
    position: { kind: 'text', group: 'contact', max: 80, nullable: true },
    phone: { kind: 'text', group: 'contact', personal: true, max: 40, nullable: true },
    email: { kind: 'text', group: 'contact', personal: true, max: 200, nullable: true },
    /** Codes, with a space between; the one that they like best is first. */
    languages: { kind: 'text', code: 'language', group: 'contact', max: 60, nullable: true },
    sellerId: { kind: 'ref', of: 'person', group: 'basics', derived: true },
    teamId: { kind: 'ref', of: 'team', group: 'basics', nullable: true, derived: true },
  }),
  scopes: bySeller,
  title: 'name',
  sort: [{ field: 'customerId' }, { field: 'id' }],
  about: { noun: 'customer', field: 'customerId' },
  indexes: [['customerId'], ['sellerId']],
});
