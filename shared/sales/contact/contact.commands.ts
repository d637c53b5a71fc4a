import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { editOf, idInput, newIdInput, optionalEmail, optionalText, textInput } from '../../base/input.ts';
import { spoken } from './contact.fields.ts';

/** People of one customer, at most. */
export const CONTACTS_AT_MOST = 100;

const languages = v.nullable(
  v.pipe(
    v.string(),
    v.maxLength(60),
    v.check((text) => text.split(' ').every((code) => (spoken as readonly string[]).includes(code))),
  ),
);
const card = {
  name: textInput(120),
  position: optionalText(80),
  phone: optionalText(40),
  email: optionalEmail,
  languages,
  usual: v.boolean(),
};
const { name, ...rest } = card;

/** A contact as it is entered, here or with its customer. */
export const newContact = v.strictObject({ name, ...v.partial(v.strictObject(rest)).entries });
export type NewContact = v.InferOutput<typeof newContact>;

export const contactCommands = {
  'contact.create': commandOf({
    on: 'contact',
    may: 'create',
    input: v.strictObject({ id: v.optional(newIdInput), customerId: idInput, ...newContact.entries }),
    writes: ({ id: _id, customerId: _customerId, ...given }) => ({ contact: Object.keys(given) }),
  }),
  'contact.update': commandOf({
    on: 'contact',
    may: 'update',
    input: v.strictObject({
      id: idInput,
      set: v.strictObject({
        name: v.optional(editOf(card.name)),
        position: v.optional(editOf(card.position)),
        phone: v.optional(editOf(card.phone)),
        email: v.optional(editOf(card.email)),
        languages: v.optional(editOf(card.languages)),
        usual: v.optional(editOf(card.usual)),
      }),
    }),
    writes: ({ set }) => ({ contact: Object.keys(set) }),
  }),
  'contact.remove': commandOf({
    on: 'contact',
    may: 'update',
    input: v.strictObject({ id: idInput }),
    writes: () => ({ contact: ['name'] }),
  }),
} as const;
