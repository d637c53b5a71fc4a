import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import {
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
import { settlements } from './customer.fields.ts';

export const CUSTOMERS_AT_MOST = 500;

const termsDays = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(365));
const card = {
  name: textInput(120),
  localName: optionalText(120),
  country: textInput(60),
  region: optionalText(60),
  currency: currencyInput,
  taxNumber: optionalText(20),
  settlement: v.picklist(settlements),
  termsDays,
  prepaymentShare: ppmInput,
  priceListId: idInput,
  contactName: optionalText(120),
  phone: optionalText(40),
  email: optionalText(200),
  billingStreet: optionalText(240),
  billingEmail: optionalText(200),
  consignee: optionalText(120),
  deliveryStreet: optionalText(240),
  deliveryPhone: optionalText(40),
  creditLimit: v.nullable(moneyInput),
  notes: optionalText(2000),
};
const { name, country, priceListId, ...rest } = card;

export const customerCommands = {
  /** `currency` absent: the price list's. `sellerId` absent: whoever enters the customer. */
  'customer.create': commandOf({
    on: 'customer',
    may: 'create',
    input: v.strictObject({
      id: v.optional(newIdInput),
      sellerId: v.optional(idInput),
      name,
      country,
      priceListId,
      ...v.partial(v.strictObject(rest)).entries,
    }),
    writes: ({ id: _id, sellerId: _sellerId, ...given }) => ({ customer: Object.keys(given) }),
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
        taxNumber: v.optional(editOf(card.taxNumber)),
        settlement: v.optional(editOf(card.settlement)),
        termsDays: v.optional(editOf(card.termsDays)),
        prepaymentShare: v.optional(editOf(card.prepaymentShare)),
        priceListId: v.optional(editOf(card.priceListId)),
        contactName: v.optional(editOf(card.contactName)),
        phone: v.optional(editOf(card.phone)),
        email: v.optional(editOf(card.email)),
        billingStreet: v.optional(editOf(card.billingStreet)),
        billingEmail: v.optional(editOf(card.billingEmail)),
        consignee: v.optional(editOf(card.consignee)),
        deliveryStreet: v.optional(editOf(card.deliveryStreet)),
        deliveryPhone: v.optional(editOf(card.deliveryPhone)),
        creditLimit: v.optional(editOf(card.creditLimit)),
        notes: v.optional(editOf(card.notes)),
      }),
      why: v.optional(reasonInput),
    }),
    writes: ({ set }) => ({ customer: Object.keys(set) }),
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
