import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import {
  dayInput,
  editOf,
  idInput,
  moneyInput,
  newIdInput,
  optionalText,
  ppmInput,
  priceInput,
  quantityInput,
  reasonInput,
  textInput,
} from '../../base/input.ts';
import { settlements } from '../customer/customer.fields.ts';
import { cancelReasons, freeKinds } from './order.states.ts';

export const LINES_AT_MOST = 500;

const lineInput = v.strictObject({
  id: v.optional(newIdInput),
  productId: idInput,
  /** Base units. */
  quantity: quantityInput,
  unit: v.optional(v.pipe(v.string(), v.maxLength(20))),
  /** Absent: the price of the customer's list. Present: the caller must be allowed to write prices. */
  unitPrice: v.optional(priceInput),
  discount: v.optional(ppmInput),
  free: v.optional(v.boolean()),
  /** Of a free line; absent: free goods. */
  freeAs: v.optional(v.picklist(freeKinds)),
});
export type LineInput = v.InferOutput<typeof lineInput>;

const header = {
  promisedOn: v.nullable(dayInput),
  warehouseId: idInput,
  externalNumber: optionalText(60),
  consignee: optionalText(120),
  deliveryStreet: optionalText(240),
  deliveryPhone: optionalText(40),
  deliveryInstructions: optionalText(240),
  notes: optionalText(2000),
  discount: ppmInput,
};

const reason = textInput(500);
const termsDays = v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(365));

const given = (input: { readonly [name: string]: unknown }, names: readonly string[]): string[] =>
  names.filter((name) => input[name] !== undefined);
const priced = ['unitPrice', 'discount'];

/** Edits of header and lines of one order, each with the value that it was made from. */
export const orderEdits = {
  id: idInput,
  set: v.optional(
    v.strictObject({
      promisedOn: v.optional(editOf(header.promisedOn)),
      externalNumber: v.optional(editOf(header.externalNumber)),
      consignee: v.optional(editOf(header.consignee)),
      deliveryStreet: v.optional(editOf(header.deliveryStreet)),
      deliveryPhone: v.optional(editOf(header.deliveryPhone)),
      deliveryInstructions: v.optional(editOf(header.deliveryInstructions)),
      notes: v.optional(editOf(header.notes)),
      discount: v.optional(editOf(header.discount)),
      settlement: v.optional(editOf(v.picklist(settlements))),
    }),
  ),
  add: v.optional(v.pipe(v.array(lineInput), v.maxLength(LINES_AT_MOST))),
  change: v.optional(
    v.pipe(
      v.array(
        v.strictObject({
          id: idInput,
          quantity: v.optional(editOf(quantityInput)),
          unit: v.optional(editOf(v.pipe(v.string(), v.maxLength(20)))),
          unitPrice: v.optional(editOf(priceInput)),
          discount: v.optional(editOf(ppmInput)),
        }),
      ),
      v.maxLength(LINES_AT_MOST),
    ),
  ),
  remove: v.optional(v.pipe(v.array(idInput), v.maxLength(LINES_AT_MOST))),
};

export const orderCommands = {
  'order.create': commandOf({
    on: 'order',
    may: 'create',
    input: v.strictObject({
      id: v.optional(newIdInput),
      customerId: idInput,
      ...v.partial(v.strictObject(header)).entries,
      lines: v.pipe(v.array(lineInput), v.maxLength(LINES_AT_MOST)),
      /** Submit in the same transaction. */
      submit: v.optional(v.boolean()),
    }),
    writes: (input) => ({
      order: ['customerId', ...given(input, Object.keys(header))],
      order_line: [
        ...new Set([
          'productId',
          'quantity',
          ...input.lines.flatMap((line) => given(line, ['unit', 'free', 'freeAs', ...priced])),
        ]),
      ],
    }),
  }),
  /** Header and lines of one order, field by field; each edit carries the value that it was made from. */
  'order.update': commandOf({
    on: 'order',
    may: 'update',
    input: v.strictObject({ ...orderEdits, why: v.optional(reasonInput) }),
    writes: (input) => ({
      order: Object.keys(input.set ?? {}),
      order_line: [
        ...new Set([
          ...(input.add ?? []).flatMap((line) => [
            'productId',
            'quantity',
            ...given(line, ['unit', 'free', 'freeAs', ...priced]),
          ]),
          ...(input.change ?? []).flatMap((line) => given(line, ['quantity', 'unit', ...priced])),
          // A line that goes is one of which nothing is wanted any more.
          ...(input.remove?.length ? ['quantity'] : []),
        ]),
      ],
    }),
  }),
  'order.submit': commandOf({ on: 'order', may: 'submit', input: v.strictObject({ id: idInput }) }),
  /** Sent back to its seller: submitted → draft. */
  'order.return': commandOf({ on: 'order', may: 'return', input: v.strictObject({ id: idInput, reason }) }),
  /** The amount was looked at; terms given here are set. `total`: as it stood when it was looked at, minor units of the order's currency. */
  'order.review': commandOf({
    on: 'order',
    may: 'review',
    input: v.strictObject({
      id: idInput,
      settlement: v.optional(v.picklist(settlements)),
      termsDays: v.optional(termsDays),
      prepaymentShare: v.optional(ppmInput),
      total: v.optional(moneyInput),
    }),
  }),
  'order.cancel': commandOf({
    on: 'order',
    may: 'cancel',
    input: v.strictObject({
      id: idInput,
      why: reason,
      /** What figures count it under; absent: `other`. */
      reason: v.optional(v.picklist(cancelReasons)),
      /** Of the company's own reasons; it says as which kind it is counted. */
      reasonId: v.optional(idInput),
    }),
  }),
  'order.hold': commandOf({
    on: 'order',
    may: 'hold',
    input: v.strictObject({ id: idInput, why: reason, reasonId: v.optional(idInput) }),
  }),
  /** Ends an order with what has left: the rest is closed and its reservation returns. */
  'order.short_close': commandOf({
    on: 'order',
    may: 'short_close',
    input: v.strictObject({ id: idInput, why: reason }),
  }),
  /** Completed → confirmed, or a short close undone before that; what was closed short is wanted again. */
  'order.reopen': commandOf({ on: 'order', may: 'reopen', input: v.strictObject({ id: idInput, why: reason }) }),
  /** Undoes a cancellation: back to where the order had come, judged anew. */
  'order.restore': commandOf({ on: 'order', may: 'restore', input: v.strictObject({ id: idInput, why: reason }) }),
  /** `excess`: by how much the limit was passed when it was looked at, minor units; more is agreed to only once it was seen. */
  'hold.release': commandOf({
    on: 'hold',
    may: 'release',
    input: v.strictObject({ id: idInput, why: v.optional(reasonInput), excess: v.optional(moneyInput) }),
  }),
} as const;
