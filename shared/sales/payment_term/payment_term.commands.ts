import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { editOf, idInput, optionalText, ppmInput, textInput } from '../../base/input.ts';
import { settlements } from '../customer/customer.fields.ts';

const days = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(365));
const position = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000));
const written = [
  ...['code', 'name', 'traditionalName', 'simplifiedName'],
  ...['settlement', 'termsDays', 'prepaymentShare', 'position', 'active'],
];

export const paymentTermCommands = {
  /** Terms of this code: made, or changed for where they are chosen from now on. `isNew`: made, and refused where the code is another's. */
  'payment_term.set': commandOf({
    on: 'payment_term',
    may: 'update',
    input: v.strictObject({
      code: textInput(20),
      name: textInput(80),
      traditionalName: v.optional(optionalText(80)),
      simplifiedName: v.optional(optionalText(80)),
      settlement: v.picklist(settlements),
      termsDays: v.optional(days),
      /** Absent with a prepayment: all of it. */
      prepaymentShare: v.optional(ppmInput),
      position: v.optional(position),
      active: v.optional(v.boolean()),
      isNew: v.optional(v.boolean()),
    }),
    writes: () => ({ payment_term: written }),
  }),
  /** What is changed of terms by hand, each field from what it was seen as. */
  'payment_term.update': commandOf({
    on: 'payment_term',
    may: 'update',
    input: v.strictObject({
      id: idInput,
      set: v.strictObject({
        name: v.optional(editOf(textInput(80))),
        traditionalName: v.optional(editOf(optionalText(80))),
        simplifiedName: v.optional(editOf(optionalText(80))),
        settlement: v.optional(editOf(v.picklist(settlements))),
        termsDays: v.optional(editOf(days)),
        prepaymentShare: v.optional(editOf(ppmInput)),
        position: v.optional(editOf(position)),
        active: v.optional(editOf(v.boolean())),
      }),
    }),
    writes: ({ set }) => ({ payment_term: Object.keys(set) }),
  }),
  /** Whoever has these terms keeps them, without a name. */
  'payment_term.delete': commandOf({ on: 'payment_term', may: 'delete', input: v.strictObject({ id: idInput }) }),
} as const;
