import { fieldsOf, nounOf } from '../../base/fields.ts';
import { hostedFields } from '../host.ts';
import { notificationKinds } from './notification.kinds.ts';

/** Read ones are kept so many days, all of them at most so many: news, no history. That is in the change log. */
export const READ_KEPT_DAYS = 30;
export const KEPT_DAYS = 90;

/**
 * Somebody is told of something. It holds references only: what it says is read when it is read, by the reader's rights
 * of then, and it is gone with the right to read the row that it is about.
 */
export const notification = nounOf({
  name: 'notification',
  plural: 'notifications',
  table: 'notification',
  fields: fieldsOf({
    personId: { kind: 'ref', of: 'person', group: 'basics', derived: true },
    kind: { kind: 'enum', values: notificationKinds, group: 'basics', derived: true },
    /** The part of the row that it is about more closely, by id: the comment, the change request; null where it is the whole row. */
    partId: { kind: 'text', group: 'basics', max: 60, nullable: true, derived: true },
    /** Who caused it; null where the product itself did. */
    byId: { kind: 'ref', of: 'person', group: 'basics', nullable: true, derived: true },
    at: { kind: 'instant', group: 'basics', derived: true },
    readAt: { kind: 'instant', group: 'basics', nullable: true },
    ...hostedFields,
  }),
  scopes: { own: { field: 'personId', is: 'eq', value: { actor: 'id' } } },
  title: 'kind',
  sort: [{ field: 'at', down: true }],
  host: true,
  indexes: [['personId', 'readAt', 'at'], ['aboutNoun', 'aboutId'], ['partId'], ['at']],
});
