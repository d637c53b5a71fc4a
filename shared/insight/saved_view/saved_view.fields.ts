import { fieldsOf, nounOf } from '../../base/fields.ts';

/** What somebody asked of a list and kept under a name: a question, never an answer to it. */
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
    /** Reader[] (reader.ts): with whom it is shared. */
    shares: { kind: 'json', group: 'basics', derived: true },
  }),
  scopes: { own: { field: 'ownerId', is: 'eq', value: { actor: 'id' } } },
  title: 'name',
  sort: [{ field: 'name' }],
  indexes: [['ownerId']],
});

/**
 * A view as one of those with whom it is shared has it: one row for each person or role, written anew whenever its owner
 * changes the view. What it filters by and searches for are values of fields, so it shows only to who may see those fields.
 */
export const savedViewShare = nounOf({
  name: 'saved_view_share',
  plural: 'saved_view_shares',
  table: 'saved_view_share',
  fields: fieldsOf({
    viewId: { kind: 'ref', of: 'saved_view', group: 'basics', derived: true },
    ownerId: { kind: 'ref', of: 'person', group: 'basics', derived: true },
    /** Id of the person or of the role. */
    withId: { kind: 'text', group: 'basics', max: 60, derived: true },
    on: { kind: 'text', group: 'basics', max: 60, derived: true },
    name: { kind: 'text', group: 'basics', max: 80, derived: true },
    query: { kind: 'text', group: 'basics', max: 4000, derived: true },
    /** Groups of the fields that it filters by and searches through, with a space between (saved_view.asks.ts). Judged by, never granted. */
    asks: { kind: 'text', group: 'secret', max: 400, derived: true },
  }),
  scopes: { own: { field: 'withId', is: 'in', value: { actor: 'circles' } } },
  title: 'name',
  sort: [{ field: 'name' }],
  asks: true,
  indexes: [['withId'], ['viewId']],
});
