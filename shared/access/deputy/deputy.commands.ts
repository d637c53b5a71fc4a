import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { dayInput, idInput, reasonInput, textInput } from '../../base/input.ts';

export const deputyCommands = {
  /** Names who decides for an absent person from one day to another. For others than oneself a second person agrees first. */
  'deputy.name': commandOf({
    on: 'deputy',
    may: 'name',
    input: v.strictObject({
      absentId: idInput,
      deputyId: idInput,
      startsOn: dayInput,
      endsOn: dayInput,
      reason: textInput(500),
    }),
  }),
  /** The second person's word for what somebody else proposed. */
  'deputy.confirm': commandOf({ on: 'deputy', may: 'confirm', input: v.strictObject({ id: idInput }) }),
  /** Ends it at once, or takes a proposal back: the absent one, the deputy, or who runs the product. */
  'deputy.end': commandOf({
    on: 'deputy',
    may: 'end',
    input: v.strictObject({ id: idInput, why: v.optional(reasonInput) }),
  }),
  /** Begins what begins with this day, and ends what ended before it. */
  'deputy.turn': commandOf({
    on: 'deputy',
    may: 'update',
    internal: true,
    input: v.strictObject({ day: dayInput }),
  }),
} as const;
