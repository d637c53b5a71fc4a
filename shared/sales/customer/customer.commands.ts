import * as v from 'valibot';
import { languages } from '../../access/person/person.fields.ts';
import { commandOf } from '../../base/command.ts';
import {
  countryInput,
  currencyInput,
  editOf,
  idInput,
  moneyInput,
  newIdInput,
  optionalText,
  ppmInput,
  reasonInput,
  textInput,
} from '../../base/input.ts';
import { TOLD_AT_MOST } from '../../together/notification/notify.ts';
import { ADDRESSES_AT_MOST, newAddress } from '../address/address.commands.ts';
import { CONTACTS_AT_MOST, newContact } from '../contact/contact.commands.ts';
import { settlements } from './customer.fields.ts';

export const CUSTOMERS_AT_MOST = 500;

const termsDays = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(365));
const card = {
  name: textInput(120),
  localName: optionalText(120),
  country: countryInput,
  region: optionalText(60),
  currency: currencyInput,
  language: v.nullable(v.picklist(languages)),
  taxNumber: optionalText(20),
  settlement: v.picklist(settlements),
  termsDays,
  prepaymentShare: ppmInput,
  priceListId: idInput,
  creditLimit: v.nullable(moneyInput),
  notes: optionalText(2000),
};
const { name, country, priceListId, ...rest } = card;
const namesIn = (rows: readonly object[]): string[] => [...new Set(rows.flatMap((row) => Object.keys(row)))];

export const customerCommands = {
  /**
   * `currency` absent: the price list's. `sellerId` absent: whoever enters the customer. Of the contacts, and of the
   * addresses of a kind, the first is the usual one unless another is said to be.
   */
  'customer.create': commandOf({
    on: 'customer',
    may: 'create',
    input: v.strictObject({
      id: v.optional(newIdInput),
      /** Chosen only by who sees all customers: that it is taken says that there is one of it. Absent: the next of the series. */
      number: v.optional(textInput(20)),
      sellerId: v.optional(idInput),
      name,
      country,
      priceListId,
      ...v.partial(v.strictObject(rest)).entries,
      contacts: v.optional(v.pipe(v.array(newContact), v.maxLength(CONTACTS_AT_MOST))),
      addresses: v.optional(v.pipe(v.array(newAddress), v.maxLength(ADDRESSES_AT_MOST))),
    }),
    writes: ({ id: _id, sellerId: _sellerId, contacts = [], addresses = [], ...given }) => ({
      customer: Object.keys(given),
      ...(contacts.length > 0 ? { contact: namesIn(contacts) } : {}),
      ...(addresses.length > 0 ? { address: namesIn(addresses) } : {}),
    }),
  }),
  'customer.update': commandOf({
    on: 'customer',
    may: 'update',
    input: v.strictObject({
      id: idInput,
      set: v.strictObject({
        name: v.optional(editOf(card.name)),
        localName: v.optional(editOf(card.localName)),
        country: v.optional(editOf(card.country)),
        region: v.optional(editOf(card.region)),
        currency: v.optional(editOf(card.currency)),
        status: v.optional(editOf(v.picklist(['active', 'stopped']))),
        language: v.optional(editOf(card.language)),
        taxNumber: v.optional(editOf(card.taxNumber)),
        settlement: v.optional(editOf(card.settlement)),
        termsDays: v.optional(editOf(card.termsDays)),
        prepaymentShare: v.optional(editOf(card.prepaymentShare)),
        priceListId: v.optional(editOf(card.priceListId)),
        creditLimit: v.optional(editOf(card.creditLimit)),
        notes: v.optional(editOf(card.notes)),
      }),
      why: v.optional(reasonInput),
    }),
    writes: ({ set }) => ({ customer: Object.keys(set) }),
  }),
  /** Somebody entered a customer that is alike to one which they do not see: those who see both are told. */
  'customer.tell_alike': commandOf({
    on: 'customer',
    may: 'update',
    internal: true,
    input: v.strictObject({ id: idInput, otherId: idInput, to: v.pipe(v.array(idInput), v.maxLength(TOLD_AT_MOST)) }),
  }),
  /** Customers are handed to another seller with their open orders and all that hangs on them. */
  'customer.reassign': commandOf({
    on: 'customer',
    may: 'reassign',
    input: v.strictObject({
      ids: v.pipe(v.array(idInput), v.minLength(1), v.maxLength(CUSTOMERS_AT_MOST)),
      toSellerId: idInput,
      why: v.optional(reasonInput),
    }),
  }),
} as const;
