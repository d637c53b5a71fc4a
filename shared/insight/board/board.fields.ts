import { fieldsOf, nounOf, type Scopes } from '../../base/fields.ts';

const byOwner: Scopes = { own: { field: 'ownerId', is: 'eq', value: { actor: 'id' } } };

/** A page of figures that a person made for themselves: which questions, where each stands. Never an answer to one. */
export const board = nounOf({
  name: 'board',
  plural: 'boards',
  table: 'board',
  fields: fieldsOf({
    ownerId: { kind: 'ref', of: 'person', group: 'basics', derived: true },
    name: { kind: 'text', group: 'basics', max: 80 },
    /** BoardTile[] (board.tiles.ts). */
    tiles: { kind: 'json', group: 'basics' },
    /** BoardFilter or null: what the whole board is asked for. */
    filter: { kind: 'json', group: 'basics' },
    /** Reader[] (reader.ts): with whom it is shared. */
    shares: { kind: 'json', group: 'basics', derived: true },
  }),
  scopes: byOwner,
  title: 'name',
  sort: [{ field: 'name' }],
  indexes: [['ownerId']],
});

/**
 * A board as one of those with whom it is shared has it: one row for each person or role. Rules look at one row only,
 * so what may be read stands on the row itself; the product writes it anew whenever its owner changes the board.
 */
export const boardShare = nounOf({
  name: 'board_share',
  plural: 'board_shares',
  table: 'board_share',
  fields: fieldsOf({
    boardId: { kind: 'ref', of: 'board', group: 'basics', derived: true },
    ownerId: { kind: 'ref', of: 'person', group: 'basics', derived: true },
    /** Id of the person or of the role. */
    withId: { kind: 'text', group: 'basics', max: 60, derived: true },
    name: { kind: 'text', group: 'basics', max: 80, derived: true },
    tiles: { kind: 'json', group: 'basics', derived: true },
    filter: { kind: 'json', group: 'basics', derived: true },
  }),
  scopes: { own: { field: 'withId', is: 'in', value: { actor: 'circles' } } },
  title: 'name',
  sort: [{ field: 'name' }],
  indexes: [['withId'], ['boardId']],
});

/** The board that a person begins at. */
export const boardStart = nounOf({
  name: 'board_start',
  plural: 'board_starts',
  table: 'board_start',
  fields: fieldsOf({
    ownerId: { kind: 'ref', of: 'person', group: 'basics', derived: true },
    boardId: { kind: 'ref', of: 'board', group: 'basics', derived: true },
  }),
  scopes: byOwner,
  title: 'boardId',
  sort: [{ field: 'boardId' }],
  unique: [['ownerId']],
  indexes: [['boardId']],
});
