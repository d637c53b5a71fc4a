import * as v from 'valibot';
import { commandOf } from '../../base/command.ts';
import { idInput } from '../../base/input.ts';

/** Marked by one command, at most. */
export const MARKED_AT_ONCE = 200;

export const notificationCommands = {
  /** Marks them read, or with `read: false` unread again. */
  'notification.read': commandOf({
    on: 'notification',
    may: 'mark',
    input: v.strictObject({
      ids: v.pipe(v.array(idInput), v.minLength(1), v.maxLength(MARKED_AT_ONCE)),
      read: v.optional(v.boolean()),
    }),
  }),
  /** All of one's own up to an instant (ms): what came while one looked away stays unread. */
  'notification.read_all': commandOf({
    on: 'notification',
    may: 'mark',
    input: v.strictObject({ upTo: v.pipe(v.number(), v.safeInteger(), v.minValue(0)) }),
  }),
  /** Deletes what is past its time, some hundreds at once; answers `more: 1` while there are others. */
  'notification.lapse': commandOf({ on: 'notification', may: 'update', internal: true, input: v.strictObject({}) }),
} as const;
