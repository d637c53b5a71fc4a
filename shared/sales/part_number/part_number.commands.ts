import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { idInput, textInput } from '../../base/input.ts';

/** Numbers set by one command. */
export const PART_NUMBERS_AT_ONCE = 500;

export const partNumberCommands = {
  /** A customer's numbers for products, one for each: those named are set or changed, the others stay. Twice is once. */
  'part_number.set': commandOf({
    on: 'part_number',
    may: 'update',
    input: v.strictObject({
      customerId: idInput,
      numbers: v.pipe(
        v.array(v.strictObject({ productId: idInput, code: textInput(60) })),
        v.minLength(1),
        v.maxLength(PART_NUMBERS_AT_ONCE),
      ),
    }),
    writes: () => ({ part_number: ['code'] }),
  }),
  'part_number.remove': commandOf({
    on: 'part_number',
    may: 'update',
    input: v.strictObject({ id: idInput }),
    writes: () => ({ part_number: ['code'] }),
  }),
} as const;
