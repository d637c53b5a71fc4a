import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { editOf, idInput, newIdInput, optionalText, textInput } from '../../base/input.ts';
import { traitsInput } from './product.traits.ts';

const unit = v.strictObject({
  code: textInput(20),
  /** Base units in one. */
  factor: v.pipe(v.number(), v.integer(), v.minValue(2), v.maxValue(1_000_000)),
  barcode: v.optional(optionalText(60)),
});
export type UnitInput = v.InferOutput<typeof unit>;
const units = v.pipe(v.array(unit), v.maxLength(20));
const threshold = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000_000)));
/** Grams of one base unit. */
const weight = v.nullable(v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(2_000_000)));
const card = {
  localName: optionalText(160),
  specification: optionalText(160),
  family: optionalText(60),
  traits: traitsInput,
  category: optionalText(60),
  barcode: optionalText(60),
  weight,
  lowStock: threshold,
};
/** A file; how large it may be is said by what it is. */
const base64 = v.pipe(v.string(), v.maxLength(700_000), v.regex(/^[A-Za-z0-9+/]+={0,2}$/));
const unitFields = ['productId', 'code', 'factor', 'barcode'];

export const productCommands = {
  'product.create': commandOf({
    on: 'product',
    may: 'create',
    input: v.strictObject({
      id: v.optional(newIdInput),
      sku: textInput(60),
      name: textInput(160),
      baseUnit: textInput(20),
      taxCode: textInput(20),
      nature: v.optional(v.picklist(['goods', 'charge'])),
      /** Absent: active. A catalogue that is taken over holds what is no longer sold, too. */
      status: v.optional(v.picklist(['active', 'discontinued'])),
      ...v.partial(v.strictObject(card)).entries,
      units: v.optional(units),
    }),
    writes: ({ id: _id, units: more, ...given }) => ({
      product: Object.keys(given),
      product_unit: more?.length ? unitFields : [],
    }),
  }),
  /** SKU, base unit and nature stay what they are: stock and documents were made in them. */
  'product.update': commandOf({
    on: 'product',
    may: 'update',
    input: v.strictObject({
      id: idInput,
      set: v.optional(
        v.strictObject({
          name: v.optional(editOf(textInput(160))),
          localName: v.optional(editOf(card.localName)),
          specification: v.optional(editOf(card.specification)),
          family: v.optional(editOf(card.family)),
          traits: v.optional(editOf(card.traits)),
          category: v.optional(editOf(card.category)),
          barcode: v.optional(editOf(card.barcode)),
          status: v.optional(editOf(v.picklist(['active', 'discontinued']))),
          taxCode: v.optional(editOf(textInput(20))),
          weight: v.optional(editOf(weight)),
          lowStock: v.optional(editOf(threshold)),
        }),
      ),
      addUnits: v.optional(units),
      removeUnits: v.optional(v.pipe(v.array(idInput), v.maxLength(20))),
    }),
    writes: ({ set, addUnits, removeUnits }) => ({
      product: Object.keys(set ?? {}),
      product_unit: addUnits?.length || removeUnits?.length ? unitFields : [],
    }),
  }),
  /** Its picture in two sizes, made by whoever sends it; null takes it away. What may be one: picture.read.ts. */
  'product.picture': commandOf({
    on: 'product',
    may: 'update',
    input: v.strictObject({ id: idInput, picture: v.nullable(v.strictObject({ small: base64, large: base64 })) }),
    writes: () => ({ product: ['pictureMark'] }),
  }),
} as const;
