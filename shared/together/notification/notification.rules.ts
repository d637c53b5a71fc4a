import type { Change, Decision } from '../../base/decision.ts';
import type { RowOf } from '../../catalogue.ts';

type Notification = RowOf<'notification'>;
type Moment = { readonly now: number };

/** Those that stand so already keep the time at which they were read. */
export const mark = (
  { targets }: { readonly targets: readonly Notification[] },
  { read }: { readonly read: boolean },
  { now }: Moment,
): Decision => ({
  changes: targets
    .filter(({ readAt }) => (readAt !== null) !== read)
    .map(({ id }): Change => ({ op: 'update', noun: 'notification', id, set: { readAt: read ? now : null } })),
  answer: { ids: targets.map(({ id }) => id) },
});

/** Marks a page of those that are unread; `more` is 1 while others are. */
export const markAll = (
  { unread, more }: { readonly unread: readonly Notification[]; readonly more: boolean },
  moment: Moment,
): Decision => {
  const marked = mark({ targets: unread }, { read: true }, moment);
  return 'refused' in marked ? marked : { changes: marked.changes, answer: { more: more ? 1 : 0 } };
};

export const lapse = ({ old, more }: { readonly old: readonly Notification[]; readonly more: boolean }): Decision => ({
  changes: old.map(({ id }): Change => ({ op: 'delete', noun: 'notification', id })),
  answer: { more: more ? 1 : 0 },
});
