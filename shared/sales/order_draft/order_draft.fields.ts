import { fieldsOf, nounOf } from '../../base/fields.ts';

/**
 * What somebody has entered into an order and not saved: theirs alone, by order, so that a closed laptop and another device
 * lose nothing. Unlogged: nothing of it has been done. Kept sealed, since names and addresses stand in it.
 */
export const orderDraft = nounOf({
  name: 'order_draft',
  plural: 'order_drafts',
  table: 'order_draft',
  fields: fieldsOf({
    personId: { kind: 'ref', of: 'person', group: 'basics', derived: true },
    /** Empty for an order that is not at the server yet. */
    orderId: { kind: 'text', group: 'basics', max: 60 },
    /** Of an order that is not at the server yet: whoever may not read the customer any more has no draft for them. */
    customerId: { kind: 'text', group: 'basics', nullable: true, max: 60 },
    lineCount: { kind: 'integer', group: 'basics' },
    keptAt: { kind: 'instant', group: 'basics', derived: true },
    /** As the page wrote it (order_draft.content.ts). By what it is found again is read anew whenever it is told. */
    content: { kind: 'text', group: 'content', personal: true, max: 200_000 },
  }),
  scopes: { own: { field: 'personId', is: 'eq', value: { actor: 'id' } } },
  title: 'orderId',
  sort: [{ field: 'keptAt', down: true }],
  unique: [['personId', 'orderId']],
  unlogged: true,
});
