import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { idInput, textInput } from '../../base/input.ts';
import { readersSchema } from '../reader.ts';

export const savedViewCommands = {
  /**
   * A new view of one's own, or with `id` one's own view anew. Without `query` a view that is there asks what it did, and a
   * new one asks nothing of its list.
   */
  'saved_view.save': commandOf({
    on: 'saved_view',
    may: 'create',
    input: v.strictObject({
      id: v.optional(idInput),
      on: v.pipe(v.string(), v.maxLength(60)),
      name: textInput(80),
      query: v.optional(v.pipe(v.string(), v.maxLength(4000))),
    }),
  }),
  /** With whom the view is shared from now on; those who are not named any more lose it. */
  'saved_view.share': commandOf({
    on: 'saved_view',
    may: 'share',
    input: v.strictObject({ id: idInput, shares: readersSchema }),
  }),
  'saved_view.remove': commandOf({ on: 'saved_view', may: 'delete', input: v.strictObject({ id: idInput }) }),
} as const;
