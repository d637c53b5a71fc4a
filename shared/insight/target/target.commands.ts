import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { dayInput, idInput } from '../../base/input.ts';

/** Greatest amount, in the measure's unit. */
export const TARGET_MOST = 1_000_000_000_000;

export const targetCommands = {
  /** From this month on; the months before keep what they had. */
  'target.set': commandOf({
    on: 'target',
    may: 'set',
    input: v.strictObject({
      measure: v.pipe(v.string(), v.maxLength(60)),
      startsOn: dayInput,
      amount: v.pipe(v.number(), v.safeInteger(), v.minValue(0), v.maxValue(TARGET_MOST)),
    }),
  }),
  /** The target that the months before had goes on in its place; without one there is none. */
  'target.remove': commandOf({ on: 'target', may: 'set', input: v.strictObject({ id: idInput }) }),
} as const;
