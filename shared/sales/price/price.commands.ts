import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { dayInput, idInput, priceInput, quantityInput } from '../../base/input.ts';

export const priceCommands = {
  /** The price of a product on a list from a quantity and a day on: sets it anew, or changes the one of the same three. */
  'price.set': commandOf({
    on: 'price',
    may: 'update',
    input: v.strictObject({
      priceListId: idInput,
      productId: idInput,
      minQuantity: v.optional(quantityInput),
      /** Absent: today. */
      validFrom: v.optional(dayInput),
      validTo: v.optional(v.nullable(dayInput)),
      unitPrice: priceInput,
      minPrice: v.optional(v.nullable(priceInput)),
    }),
    writes: () => ({ price: ['unitPrice', 'minPrice'] }),
  }),
} as const;
