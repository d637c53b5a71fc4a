import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import {
  currencyInput,
  dayInput,
  editOf,
  idInput,
  optionalText,
  ppmInput,
  priceInput,
  quantityInput,
  textInput,
} from '../../base/input.ts';
import { isCurrency } from '../../base/money.ts';

const codeInput = textInput(20);
const listCurrency = v.pipe(currencyInput, v.check(isCurrency));
/** As the readers of each language call it: in English, and where the other two are not there. */
const names = {
  name: textInput(120),
  traditionalName: v.optional(optionalText(120)),
  simplifiedName: v.optional(optionalText(120)),
};
/** The same, changed. */
const nameEdits = {
  name: v.optional(editOf(names.name)),
  traditionalName: v.optional(editOf(optionalText(120))),
  simplifiedName: v.optional(editOf(optionalText(120))),
};
const nameFields = ['name', 'traditionalName', 'simplifiedName'];

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
  /**
   * A list of this code: made, or changed. Prices on it keep their currency and their reading of tax. `isNew`: made, and
   * refused where the code is another's. `usual`: new customers begin with it from now on, and with the other no more.
   */
  'price_list.set': commandOf({
    on: 'price_list',
    may: 'update',
    input: v.strictObject({
      code: codeInput,
      ...names,
      currency: listCurrency,
      includesTax: v.boolean(),
      usual: v.optional(v.literal(true)),
      active: v.optional(v.boolean()),
      isNew: v.optional(v.boolean()),
    }),
    writes: () => ({ price_list: ['code', ...nameFields, 'currency', 'includesTax', 'usual', 'active'] }),
  }),
  /** What is changed of a list by hand, each field from what it was seen as. */
  'price_list.update': commandOf({
    on: 'price_list',
    may: 'update',
    input: v.strictObject({
      id: idInput,
      set: v.strictObject({
        ...nameEdits,
        currency: v.optional(editOf(listCurrency)),
        includesTax: v.optional(editOf(v.boolean())),
        usual: v.optional(editOf(v.literal(true))),
        active: v.optional(editOf(v.boolean())),
      }),
    }),
    writes: ({ set }) => ({ price_list: Object.keys(set) }),
  }),
  /** One on which nothing stands; any other is put out of use instead. */
  'price_list.delete': commandOf({ on: 'price_list', may: 'delete', input: v.strictObject({ id: idInput }) }),
  /** A tax code: made, or changed for what is entered from now on. `isNew`: made, and refused where the code is another's. */
  'tax_code.set': commandOf({
    on: 'tax_code',
    may: 'update',
    input: v.strictObject({
      code: codeInput,
      ...names,
      rate: ppmInput,
      active: v.optional(v.boolean()),
      isNew: v.optional(v.boolean()),
    }),
    writes: () => ({ tax_code: ['code', ...nameFields, 'rate', 'active'] }),
  }),
  /** What is changed of a tax code by hand, each field from what it was seen as. */
  'tax_code.update': commandOf({
    on: 'tax_code',
    may: 'update',
    input: v.strictObject({
      id: idInput,
      set: v.strictObject({
        ...nameEdits,
        rate: v.optional(editOf(ppmInput)),
        active: v.optional(editOf(v.boolean())),
      }),
    }),
    writes: ({ set }) => ({ tax_code: Object.keys(set) }),
  }),
} as const;
