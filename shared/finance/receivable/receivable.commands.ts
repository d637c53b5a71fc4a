import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { currencyInput, dayInput, idInput, moneyInput, optionalText, textInput } from '../../base/input.ts';
import { isCurrency } from '../../base/money.ts';
import { receipt } from './receivable.fields.ts';

/** Open items that one command settles, at most. */
export const ALLOCATIONS_AT_MOST = 200;

const amount = v.pipe(moneyInput, v.minValue(1));
const allocations = v.pipe(
  v.array(
    v.union([
      v.strictObject({ receivableId: idInput, allocated: amount }),
      /** To the order's open items, the earliest due first; what they do not take is its prepayment. */
      v.strictObject({ orderId: idInput, allocated: amount }),
    ]),
  ),
  v.maxLength(ALLOCATIONS_AT_MOST),
);

const cells = {
  customerId: idInput,
  receivedOn: dayInput,
  /** Minor units of `currency`. */
  received: amount,
  currency: v.pipe(currencyInput, v.check(isCurrency)),
  method: v.picklist(receipt.fields.method.values),
  reference: v.optional(optionalText(120)),
};

export const receivableCommands = {
  'receipt.record': commandOf({
    on: 'receipt',
    may: 'create',
    input: v.strictObject({ ...cells, allocations: v.optional(allocations) }),
    writes: (input) => ({
      receipt: Object.keys(cells).filter((name) => (input as { readonly [name: string]: unknown })[name] !== undefined),
    }),
  }),
  'receipt.allocate': commandOf({
    on: 'receipt',
    may: 'allocate',
    input: v.strictObject({ id: idInput, allocations: v.pipe(allocations, v.minLength(1)) }),
  }),
  /** As if it had never come in: all that it settled is open again. Its number stays. */
  'receipt.reverse': commandOf({
    on: 'receipt',
    may: 'reverse',
    input: v.strictObject({ id: idInput, why: textInput(500) }),
  }),
  /** A day has begun: what it makes overdue reads so. One page of items; `more` in the answer says to call again. */
  'day.turned': commandOf({
    on: 'setting',
    may: 'update',
    input: v.strictObject({ day: dayInput }),
    internal: true,
  }),
} as const;
