import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { dayInput, idInput } from '../../base/input.ts';

export const invoiceCommands = {
  /** Invoices what left and was not invoiced yet; the order's charges go with its first goods. */
  'order.invoice': commandOf({
    on: 'order',
    may: 'invoice',
    input: v.strictObject({
      orderId: idInput,
      /** Absent: today. It decides the number's period. */
      postedOn: v.optional(dayInput),
    }),
  }),
} as const;
