import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { digests } from './mail_choice.fields.ts';

const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

export const mailChoiceCommands = {
  /** One's own, whole: what is not wanted any more is said too. */
  'mail_choice.set': commandOf({
    on: 'mail_choice',
    may: 'choose',
    input: v.strictObject({
      mentions: v.boolean(),
      digest: v.picklist(digests),
      hour: whole(0, 23),
      weekday: whole(1, 7),
    }),
  }),
} as const;
