import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { dayInput, idInput, reasonInput } from '../../base/input.ts';

export const roleChangeCommands = {
  /** The second person's word; to refuse takes a reason. */
  'role_change.decide': commandOf({
    on: 'role_change',
    may: 'decide',
    input: v.strictObject({ id: idInput, accept: v.boolean(), why: v.optional(reasonInput) }),
  }),
  'role_change.withdraw': commandOf({
    on: 'role_change',
    may: 'withdraw',
    input: v.strictObject({ id: idInput }),
  }),
  /** Ends what nobody decided in its time: those whose last day was before this one. */
  'role_change.expire': commandOf({
    on: 'role_change',
    may: 'update',
    internal: true,
    input: v.strictObject({ day: dayInput }),
  }),
} as const;
