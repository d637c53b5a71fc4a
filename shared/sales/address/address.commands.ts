import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { countryInput, editOf, idInput, newIdInput, optionalEmail, optionalText, textInput } from '../../base/input.ts';
import { addressKinds } from './address.fields.ts';

/** Addresses of one customer and kind, at most. */
export const ADDRESSES_AT_MOST = 100;

const card = {
  consignee: optionalText(120),
  phone: optionalText(40),
  email: optionalEmail,
  street: textInput(160),
  city: optionalText(50),
  postalCode: optionalText(12),
  country: countryInput,
  instructions: optionalText(240),
  usual: v.boolean(),
};
const { street, ...rest } = card;

/** An address as it is entered, here or with its customer. `country` absent: the customer's. */
export const newAddress = v.strictObject({
  kind: v.picklist(addressKinds),
  street,
  ...v.partial(v.strictObject(rest)).entries,
});
export type NewAddress = v.InferOutput<typeof newAddress>;

export const addressCommands = {
  'address.create': commandOf({
    on: 'address',
    may: 'create',
    input: v.strictObject({ id: v.optional(newIdInput), customerId: idInput, ...newAddress.entries }),
    writes: ({ id: _id, customerId: _customerId, ...given }) => ({ address: Object.keys(given) }),
  }),
  /** Its kind stays: orders and invoices would find another one than they were told. */
  'address.update': commandOf({
    on: 'address',
    may: 'update',
    input: v.strictObject({
      id: idInput,
      set: v.strictObject({
        consignee: v.optional(editOf(card.consignee)),
        phone: v.optional(editOf(card.phone)),
        email: v.optional(editOf(card.email)),
        street: v.optional(editOf(card.street)),
        city: v.optional(editOf(card.city)),
        postalCode: v.optional(editOf(card.postalCode)),
        country: v.optional(editOf(card.country)),
        instructions: v.optional(editOf(card.instructions)),
        usual: v.optional(editOf(card.usual)),
      }),
    }),
    writes: ({ set }) => ({ address: Object.keys(set) }),
  }),
  'address.remove': commandOf({
    on: 'address',
    may: 'update',
    input: v.strictObject({ id: idInput }),
    writes: () => ({ address: ['street'] }),
  }),
} as const;
