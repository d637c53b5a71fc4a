import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { idInput, optionalText } from '../../base/input.ts';
import { ids } from '../pick/pick.commands.ts';

export const shipmentCommands = {
  'order.pack': commandOf({
    on: 'order',
    may: 'pack',
    input: v.strictObject({
      orderId: idInput,
      pickIds: ids,
      /** Grams. */
      weight: v.optional(v.nullable(v.pipe(v.number(), v.integer(), v.minValue(1), v.maxValue(2_000_000)))),
    }),
  }),
  'order.unpack': commandOf({ on: 'order', may: 'pack', input: v.strictObject({ packageId: idInput }) }),
  'order.ship': commandOf({
    on: 'order',
    may: 'ship',
    input: v.strictObject({
      orderId: idInput,
      packageIds: v.pipe(v.array(idInput), v.minLength(1), v.maxLength(100)),
      carrier: v.optional(optionalText(80)),
      carrierId: v.optional(idInput),
      tracking: v.optional(optionalText(80)),
    }),
  }),
  'shipment.deliver': commandOf({ on: 'shipment', may: 'deliver', input: v.strictObject({ id: idInput }) }),
} as const;
