import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { idInput, textInput } from '../../base/input.ts';
import { dropReasons, failReasons } from './mail.fields.ts';

/** Taken by one sender in one go, at most. */
export const TAKEN_AT_ONCE = 20;

const outcome = v.union([
  v.strictObject({ as: v.literal('sent') }),
  v.strictObject({ as: v.literal('dropped'), reason: v.picklist(dropReasons) }),
  v.strictObject({
    as: v.literal('failed'),
    reason: v.picklist(failReasons),
    code: v.nullable(v.pipe(v.number(), v.integer(), v.minValue(400), v.maxValue(599))),
    /** Another attempt would go no better. */
    forGood: v.boolean(),
  }),
  /** Not tried after all: the sender stops. */
  v.strictObject({ as: v.literal('back') }),
]);
export type Outcome = v.InferOutput<typeof outcome>;

export const mailCommands = {
  /** A mail to oneself, to see whether mail goes out. */
  'mail.test': commandOf({ on: 'mail', may: 'test', input: v.strictObject({}) }),
  /** Makes the digests that are due, a page of them; answers `more: 1` while others are. */
  'mail.digest': commandOf({ on: 'mail', may: 'update', internal: true, input: v.strictObject({}) }),
  /** Takes what is due for one sender, for five minutes; answers the `ids`. */
  'mail.take': commandOf({
    on: 'mail',
    may: 'update',
    internal: true,
    input: v.strictObject({ holder: textInput(60) }),
  }),
  /** What became of one that this sender holds; of any other it changes nothing. */
  'mail.settle': commandOf({
    on: 'mail',
    may: 'update',
    internal: true,
    input: v.strictObject({ id: idInput, holder: textInput(60), outcome }),
  }),
  /** Deletes what is past its time, some hundreds at once; answers `more: 1` while there are others. */
  'mail.lapse': commandOf({ on: 'mail', may: 'update', internal: true, input: v.strictObject({}) }),
} as const;
