import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { idInput, optionalText } from '../../base/input.ts';

export const PICKS_AT_MOST = 500;

export const ids = v.pipe(v.array(idInput), v.minLength(1), v.maxLength(PICKS_AT_MOST));
/** Either all that is open of one order, or picks by their ids: a wave may gather several orders. */
const which = v.union([v.strictObject({ orderId: idInput }), v.strictObject({ ids })]);

export const pickCommands = {
  'pick.claim': commandOf({ on: 'pick', may: 'claim', input: which }),
  'pick.unclaim': commandOf({ on: 'pick', may: 'claim', input: which }),
  'pick.confirm': commandOf({
    on: 'pick',
    may: 'pick',
    input: v.strictObject({
      id: idInput,
      /** Base units found; 0 when there was nothing. Less than asked needs a reason, in words or chosen. */
      picked: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(1_000_000_000)),
      shortReason: v.optional(optionalText(240)),
      shortReasonId: v.optional(v.nullable(idInput)),
      /** What the scanner read: barcode, SKU, or the barcode of one of the product's units. */
      scanned: v.optional(v.nullable(v.pipe(v.string(), v.trim(), v.maxLength(128)))),
    }),
  }),
  /** A put-back task done, or a pick taken back: the goods lie on their shelf again. */
  'pick.put_back': commandOf({ on: 'pick', may: 'put_back', input: v.strictObject({ id: idInput }) }),
} as const;
