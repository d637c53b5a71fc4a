import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { editOf, idInput, optionalText, textInput } from '../../base/input.ts';
import { cancelReasons } from '../../sales/order/order.states.ts';
import { choiceLists } from './choice.fields.ts';

const position = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000));
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
      position: v.optional(position),
      active: v.optional(v.boolean()),
      isNew: v.optional(v.boolean()),
    }),
    writes: () => ({ choice: written }),
  }),
  /** What is changed of a choice by hand, each field from what it was seen as. */
  'choice.update': commandOf({
    on: 'choice',
    may: 'update',
    input: v.strictObject({
      id: idInput,
      set: v.strictObject({
        name: v.optional(editOf(textInput(80))),
        traditionalName: v.optional(editOf(optionalText(80))),
        simplifiedName: v.optional(editOf(optionalText(80))),
        countsAs: v.optional(editOf(v.picklist(cancelReasons))),
        position: v.optional(editOf(position)),
        active: v.optional(editOf(v.boolean())),
      }),
    }),
    writes: ({ set }) => ({ choice: Object.keys(set) }),
  }),
  /** One that nobody ever chose; any other is put out of use instead. */
  'choice.delete': commandOf({ on: 'choice', may: 'delete', input: v.strictObject({ id: idInput }) }),
} as const;
