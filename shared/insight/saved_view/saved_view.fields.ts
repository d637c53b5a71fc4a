import { fieldsOf, nounOf } from '../../base/fields.ts';

export const savedView = nounOf({
  name: 'saved_view',
  plural: 'saved_views',
  table: 'saved_view',
  fields: fieldsOf({
    ownerId: { kind: 'ref', of: 'person', group: 'basics', derived: true },
    on: { kind: 'text', group: 'basics', max: 60 },
    name: { kind: 'text', group: 'basics', max: 80 },
    /** Query string of the list: filter, sort, columns. Read by the reader's own rules, whoever saved it. */
    query: { kind: 'text', group: 'basics', max: 4000 },
  }),
  scopes: { own: { field: 'ownerId', is: 'eq', value: { actor: 'id' } } },
  title: 'name',
  sort: [{ field: 'name' }],
  indexes: [['ownerId']],
});
