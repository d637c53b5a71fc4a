import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { dayInput, idInput, reasonInput, textInput } from '../../base/input.ts';
import { LINES_AT_MOST, orderEdits } from '../order/order.commands.ts';
import { headerPairs } from './change_request.fields.ts';

/** Things asked for in one request, at most: each header field and each line once. */
export const EDITS_AT_MOST = LINES_AT_MOST + headerPairs.length;

export const changeRequestCommands = {
  /** The edits of `order.update`, for somebody else to decide: what one may not change alone one may ask for. */
  'order.request_change': commandOf({
    on: 'order',
    may: 'request_change',
    input: v.strictObject({ ...orderEdits, why: textInput(500) }),
  }),
  /** All, none or some (by the ids of its edits) of what is asked; to refuse anything takes a reason. */
  'change_request.decide': commandOf({
    on: 'change_request',
    may: 'decide',
    input: v.strictObject({
      id: idInput,
      accept: v.union([v.picklist(['all', 'none']), v.pipe(v.array(idInput), v.maxLength(EDITS_AT_MOST))]),
      why: v.optional(reasonInput),
    }),
  }),
  'change_request.withdraw': commandOf({
    on: 'change_request',
    may: 'withdraw',
    input: v.strictObject({ id: idInput }),
  }),
  /** Ends what nobody decided in its time: those whose last day was before this one. */
  'change_request.expire': commandOf({
    on: 'change_request',
    may: 'update',
    internal: true,
    input: v.strictObject({ day: dayInput }),
  }),
} as const;
