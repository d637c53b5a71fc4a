import { fieldsOf, nounOf } from '../../base/fields.ts';

export const digests = ['none', 'daily', 'weekly'] as const;

/** What a person wants by mail of what they are told in the product. Without a row: nothing. */
export const mailChoice = nounOf({
  name: 'mail_choice',
  plural: 'mail_choices',
  table: 'mail_choice',
  fields: fieldsOf({
    personId: { kind: 'ref', of: 'person', group: 'basics', derived: true },
    /** One at once for each mention that is not read meanwhile. */
    mentions: { kind: 'flag', group: 'basics' },
    digest: { kind: 'enum', values: digests, group: 'basics' },
    /** Full hours on the organisation's clock, 0 to 23. */
    hour: { kind: 'integer', group: 'basics', max: 23 },
    /** 1 Monday to 7 Sunday, for a weekly digest. */
    weekday: { kind: 'integer', group: 'basics', max: 7 },
    /** The day of the next digest in the organisation's zone; null where none is wanted. */
    nextOn: { kind: 'day', group: 'basics', nullable: true, derived: true },
    /** What came before it was in a digest; there is no further one before something came since. */
    toldUntil: { kind: 'instant', group: 'secret', derived: true },
  }),
  scopes: { own: { field: 'personId', is: 'eq', value: { actor: 'id' } } },
  title: 'digest',
  sort: [{ field: 'personId' }],
  unique: [['personId']],
  indexes: [['nextOn', 'hour']],
});
