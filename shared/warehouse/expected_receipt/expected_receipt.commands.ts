import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { dayInput, editOf, idInput, newIdInput, optionalText, quantityInput, reasonInput } from '../../base/input.ts';

const reference = optionalText(120);

export const expectedReceiptCommands = {
  'expected_receipt.enter': commandOf({
    on: 'expected_receipt',
    may: 'create',
    input: v.strictObject({
      id: v.optional(newIdInput),
      productId: idInput,
      warehouseId: idInput,
      expectedOn: dayInput,
      /** Base units. */
      quantity: quantityInput,
      reference: v.optional(reference),
    }),
    writes: ({ id: _id, ...given }) => ({ expected_receipt: Object.keys(given) }),
  }),
  'expected_receipt.update': commandOf({
    on: 'expected_receipt',
    may: 'update',
    input: v.strictObject({
      id: idInput,
      set: v.strictObject({
        quantity: v.optional(editOf(quantityInput)),
        expectedOn: v.optional(editOf(dayInput)),
        reference: v.optional(editOf(reference)),
      }),
    }),
    writes: ({ set }) => ({ expected_receipt: Object.keys(set) }),
  }),
  /** Nothing more of it comes. */
  'expected_receipt.close': commandOf({
    on: 'expected_receipt',
    may: 'close',
    input: v.strictObject({ id: idInput, why: v.optional(reasonInput) }),
  }),
} as const;
