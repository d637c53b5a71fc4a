import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { idInput, optionalText, textInput } from '../../base/input.ts';
import { cancelReasons } from '../../sales/order/order.states.ts';
import { choiceLists } from './choice.fields.ts';

const written = ['list', 'code', 'name', 'traditionalName', 'simplifiedName', 'countsAs', 'position', 'active'];

export const choiceCommands = {
  /**
   * A choice of this code on this list: made, or changed. Where it was chosen before, it goes by its new name. `isNew`: made,
   * and refused where the code is another's.
   */
  'choice.set': commandOf({
    on: 'choice',
    may: 'update',
    input: v.strictObject({
      list: v.picklist(choiceLists),
      code: textInput(20),
      name: textInput(80),
      traditionalName: v.optional(optionalText(80)),
      simplifiedName: v.optional(optionalText(80)),
      countsAs: v.optional(v.nullable(v.picklist(cancelReasons))),
      position: v.optional(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000))),
      active: v.optional(v.boolean()),
      isNew: v.optional(v.boolean()),
    }),
    writes: () => ({ choice: written }),
  }),
  /** One that nobody ever chose; any other is put out of use instead. */
  'choice.delete': commandOf({ on: 'choice', may: 'delete', input: v.strictObject({ id: idInput }) }),
} as const;
