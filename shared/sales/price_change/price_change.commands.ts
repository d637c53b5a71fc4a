import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { dayInput, idInput, optionalText, priceInput, reasonInput } from '../../base/input.ts';
import { filterSchema } from '../../live/protocol.ts';
import { leasts, roundings } from './price_change.fields.ts';

/** Of a price, ppm: at most all of it away, at most ten times as much on top. */
const percent = v.pipe(v.number(), v.integer(), v.minValue(-1_000_000), v.maxValue(10_000_000));
const MOST = 9_000_000_000_000_000;
const amount = v.pipe(v.number(), v.safeInteger(), v.minValue(-MOST), v.maxValue(MOST));

export const priceChangeInput = v.strictObject({
  priceListId: idInput,
  /** Which products, by their own fields; absent or null: all that have a price on the list. */
  which: v.optional(v.nullable(filterSchema)),
  percent: v.optional(v.nullable(percent)),
  /** 6 decimals of the list's currency. */
  amount: v.optional(v.nullable(amount)),
  step: v.optional(v.nullable(v.pipe(priceInput, v.minValue(1)))),
  rounding: v.optional(v.picklist(roundings)),
  least: v.optional(v.picklist(leasts)),
  validFrom: dayInput,
  note: v.optional(optionalText(240)),
  /** Of the preview that was seen: what would be written otherwise than it said is refused. */
  mark: v.optional(v.pipe(v.string(), v.maxLength(64))),
});
export type PriceChangeInput = v.InferOutput<typeof priceChangeInput>;

export const priceChangeCommands = {
  /** Prices of a list, changed from a day on by adding those of that day; earlier days and orders keep theirs. */
  'price_change.make': commandOf({
    on: 'price_change',
    may: 'create',
    input: priceChangeInput,
    writes: () => ({
      price_change: ['priceListId', 'validFrom', 'percent', 'amount', 'step', 'rounding', 'least', 'which', 'note'],
      price: ['unitPrice', 'minPrice'],
    }),
  }),
  /**
   * Takes back a change that has not begun: its prices go but for those entered by hand since,
   * and those before them go on.
   */
  'price_change.withdraw': commandOf({
    on: 'price_change',
    may: 'withdraw',
    input: v.strictObject({ id: idInput, why: v.optional(reasonInput) }),
    writes: () => ({ price: ['unitPrice', 'minPrice'] }),
  }),
} as const;
