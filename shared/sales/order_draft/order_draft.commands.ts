import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { idInput } from '../../base/input.ts';
import { DRAFT_AT_MOST } from './order_draft.content.ts';

/** '' is the order that is not at the server yet. */
const orderId = v.union([v.literal(''), idInput]);

export const orderDraftCommands = {
  /** Keeps what one has entered into an order, in place of what was kept before. */
  'order_draft.keep': commandOf({
    on: 'order_draft',
    may: 'create',
    input: v.strictObject({
      orderId,
      /** Null for an order that is at the server, or where none is chosen yet. */
      customerId: v.nullable(idInput),
      lineCount: v.pipe(v.number(), v.integer(), v.minValue(0), v.maxValue(10_000)),
      content: v.pipe(v.string(), v.maxLength(DRAFT_AT_MOST)),
    }),
    writes: () => ({ order_draft: ['orderId', 'customerId', 'lineCount', 'content'] }),
  }),
  /** Saved, or thrown away. Of what is not there nothing is left to do. */
  'order_draft.drop': commandOf({ on: 'order_draft', may: 'delete', input: v.strictObject({ orderId }) }),
} as const;
