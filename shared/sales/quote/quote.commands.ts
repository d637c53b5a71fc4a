import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { dayInput, idInput } from '../../base/input.ts';

/** What an offer's seller does with it is said of its order, as all else is. */
export const quoteCommands = {
  /**
   * Offered to the customer as it stands: draft → quote. Nothing is promised or reserved. With `renews`, an offer that stands,
   * or is past, is offered anew, by the next revision and until another day.
   */
  'order.quote': commandOf({
    on: 'order',
    may: 'quote',
    input: v.strictObject({
      id: idInput,
      /** The last day on which it can be taken; absent: as many days from today as the setting says. */
      validUntil: v.optional(dayInput),
      /** The revision that was looked at and is offered anew; absent: a draft is offered. */
      renews: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
    }),
  }),
  /** The customer takes the offer: quote → draft, to be submitted like any other. */
  'order.accept': commandOf({
    on: 'order',
    may: 'quote',
    input: v.strictObject({
      id: idInput,
      prices: v.optional(v.picklist(['offered', 'list'])),
      /** The revision that the customer takes; absent: the last one. */
      revision: v.optional(v.pipe(v.number(), v.integer(), v.minValue(1))),
    }),
  }),
  /** Taken back to be changed and offered anew: quote → draft. */
  'order.revise': commandOf({ on: 'order', may: 'quote', input: v.strictObject({ id: idInput }) }),
  /** The customer has it. */
  'order.sent': commandOf({ on: 'order', may: 'quote', input: v.strictObject({ id: idInput }) }),
  /** Ends what nobody took in its time: offers whose last day was before this one. */
  'quote.expire': commandOf({
    on: 'quote',
    may: 'update',
    internal: true,
    input: v.strictObject({ day: dayInput }),
  }),
} as const;
