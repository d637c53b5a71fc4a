import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { editOf, idInput, textInput } from '../../base/input.ts';
import { readersSchema } from '../reader.ts';
import { boardFilterSchema, boardTilesSchema } from './board.tiles.ts';

const content = { name: textInput(80), tiles: boardTilesSchema, filter: v.nullable(boardFilterSchema) };

export const boardCommands = {
  'board.create': commandOf({
    on: 'board',
    may: 'create',
    input: v.strictObject({ id: v.optional(idInput), ...content }),
    writes: () => ({ board: Object.keys(content) }),
  }),
  /** Each edit carries what it was made from: a board that was saved elsewhere meanwhile is shown, not overwritten. */
  'board.update': commandOf({
    on: 'board',
    may: 'update',
    input: v.strictObject({
      id: idInput,
      set: v.strictObject({
        name: v.optional(editOf(content.name)),
        tiles: v.optional(editOf(content.tiles)),
        filter: v.optional(editOf(content.filter)),
      }),
    }),
    writes: ({ set }) => ({ board: Object.keys(set) }),
  }),
  /** A board of one's own out of one that one may see: one's own, or one that is shared. */
  'board.duplicate': commandOf({
    on: 'board',
    may: 'create',
    input: v.strictObject({ boardId: idInput, id: v.optional(idInput), name: content.name }),
    writes: () => ({ board: Object.keys(content) }),
  }),
  /** With whom the board is shared from now on; those who are not named any more lose it. */
  'board.share': commandOf({
    on: 'board',
    may: 'share',
    input: v.strictObject({ id: idInput, shares: readersSchema }),
  }),
  'board.delete': commandOf({ on: 'board', may: 'delete', input: v.strictObject({ id: idInput }) }),
  /** The board that one begins at; null: again where one's role begins. */
  'board.start': commandOf({
    on: 'board_start',
    may: 'start',
    input: v.strictObject({ boardId: v.nullable(idInput) }),
  }),
} as const;
