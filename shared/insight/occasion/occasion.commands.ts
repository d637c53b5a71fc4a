import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { dayInput, idInput, textInput } from '../../base/input.ts';
import { OCCASION_TEXT } from './occasion.fields.ts';

export const occasionCommands = {
  'occasion.note': commandOf({
    on: 'occasion',
    may: 'note',
    input: v.strictObject({ day: dayInput, text: textInput(OCCASION_TEXT) }),
  }),
  'occasion.remove': commandOf({ on: 'occasion', may: 'note', input: v.strictObject({ id: idInput }) }),
} as const;
