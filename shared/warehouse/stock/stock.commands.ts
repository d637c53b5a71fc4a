import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import {
  dayInput,
  idInput,
  optionalText,
  priceInput,
  quantityInput,
  signedQuantity,
  textInput,
} from '../../base/input.ts';

export const stockCommands = {
  /** Goods in. The cost is Finance's field: who may not write it leaves it out, and the last one stands provisionally. */
  'stock.receive': commandOf({
    on: 'stock',
    may: 'receive',
    input: v.strictObject({
      productId: idInput,
      warehouseId: idInput,
      locationId: idInput,
      /** Base units. */
      quantity: quantityInput,
      lot: v.optional(optionalText(60)),
      expiresOn: v.optional(v.nullable(dayInput)),
      /** Of one base unit, 6 decimals of the organisation's currency. */
      unitCost: v.optional(priceInput),
    }),
    writes: (input) => (input.unitCost === undefined ? {} : { stock: ['unitCost'] }),
  }),
  'stock.adjust': commandOf({
    on: 'stock',
    may: 'adjust',
    input: v.strictObject({
      stockId: idInput,
      /** Base units, positive for found, negative for missing. */
      quantity: signedQuantity,
      reason: textInput(240),
      reasonId: v.optional(idInput),
    }),
  }),
} as const;
