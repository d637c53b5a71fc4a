import { fieldsOf, nounOf } from '../../base/fields.ts';
import { hostedFields } from '../host.ts';
import { COMMENT_TEXT } from './comment.text.ts';

/**
 * What somebody says about a row, to all who see that row. The text is what people write about each other's customers:
 * sealed. Whom it names and what it quotes stand in it as references (comment.text.ts).
 */
export const comment = nounOf({
  name: 'comment',
  plural: 'comments',
  table: 'comment',
  fields: fieldsOf({
    authorId: { kind: 'ref', of: 'person', group: 'basics', derived: true },
    at: { kind: 'instant', group: 'basics', derived: true },
    editedAt: { kind: 'instant', group: 'basics', nullable: true, derived: true },
    text: { kind: 'text', group: 'content', personal: true, max: COMMENT_TEXT },
    ...hostedFields,
  }),
  scopes: { own: { field: 'authorId', is: 'eq', value: { actor: 'id' } } },
  title: 'at',
  sort: [{ field: 'at', down: true }],
  host: true,
  indexes: [['aboutNoun', 'aboutId', 'at']],
});
