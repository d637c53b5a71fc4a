import { fieldsOf, nounOf } from '../../base/fields.ts';

/** Characters of what is said of a day, at most. */
export const OCCASION_TEXT = 140;

/** What happened on a day, in a few words, beside the figures of that day: a typhoon, new prices, a fair. */
export const occasion = nounOf({
  name: 'occasion',
  plural: 'occasions',
  table: 'occasion',
  fields: fieldsOf({
    day: { kind: 'day', group: 'basics' },
    text: { kind: 'text', group: 'basics', max: OCCASION_TEXT },
    authorId: { kind: 'ref', of: 'person', group: 'basics', derived: true },
  }),
  scopes: { own: { field: 'authorId', is: 'eq', value: { actor: 'id' } } },
  title: 'text',
  sort: [{ field: 'day', down: true }],
  indexes: [['day']],
});
