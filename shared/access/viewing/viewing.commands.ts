import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { idInput } from '../../base/input.ts';
import { viewingEnds } from './viewing.fields.ts';

export const viewingCommands = {
  /** The session that sends it sees as this person, or as this role, from then on. */
  'viewing.begin': commandOf({
    on: 'viewing',
    may: 'view_as',
    input: v.union([v.strictObject({ personId: idInput }), v.strictObject({ roleId: idInput })]),
  }),
  /** The one command that a session takes while it views. */
  'viewing.end': commandOf({ on: 'viewing', may: 'view_as', input: v.strictObject({ id: idInput }) }),
  /** Ends what does not stand any more. */
  'viewing.close': commandOf({
    on: 'viewing',
    may: 'update',
    internal: true,
    input: v.strictObject({ id: idInput, ended: v.picklist(viewingEnds) }),
  }),
} as const;
