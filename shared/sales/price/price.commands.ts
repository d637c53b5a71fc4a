import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { currencyInput, dayInput, idInput, ppmInput, priceInput, quantityInput, textInput } from '../../base/input.ts';
import { isCurrency } from '../../base/money.ts';

const codeInput = textInput(20);

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
  /** A list of this code: made, or changed. Prices on it keep their currency and their reading of tax. */
  'price_list.set': commandOf({
    on: 'price_list',
    may: 'update',
    input: v.strictObject({
      code: codeInput,
      name: textInput(120),
      currency: v.pipe(currencyInput, v.check(isCurrency)),
      includesTax: v.boolean(),
    }),
    writes: () => ({ price_list: ['code', 'name', 'currency', 'includesTax'] }),
  }),
  /** A tax code: made, or changed for what is entered from now on. */
  'tax_code.set': commandOf({
    on: 'tax_code',
    may: 'update',
    input: v.strictObject({ code: codeInput, name: textInput(120), rate: ppmInput }),
    writes: () => ({ tax_code: ['code', 'name', 'rate'] }),
  }),
} as const;
