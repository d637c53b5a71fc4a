import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { editOf, idInput, newIdInput, textInput } from '../../base/input.ts';
import { commented } from '../host.ts';
import { COMMENT_TEXT } from './comment.text.ts';

const text = textInput(COMMENT_TEXT);

export const commentCommands = {
  /** Says something about a row that one sees. Whom the text names is told, if they may read that row. */
  'comment.write': commandOf({
    on: 'comment',
    may: 'create',
    input: v.strictObject({ id: v.optional(newIdInput), aboutNoun: v.picklist(commented), aboutId: idInput, text }),
    writes: () => ({ comment: ['text'] }),
  }),
  'comment.update': commandOf({
    on: 'comment',
    may: 'update',
    input: v.strictObject({ id: idInput, set: v.strictObject({ text: editOf(text) }) }),
    writes: () => ({ comment: ['text'] }),
  }),
  /** Taken back, and what was told of it with it. The change log keeps that it was there. */
  'comment.remove': commandOf({ on: 'comment', may: 'delete', input: v.strictObject({ id: idInput }) }),
} as const;
