import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { textInput } from '../../base/input.ts';

export const teamCommands = {
  'team.create': commandOf({
    on: 'team',
    may: 'create',
    input: v.strictObject({ name: textInput(120) }),
    writes: () => ({ team: ['name'] }),
  }),
} as const;
