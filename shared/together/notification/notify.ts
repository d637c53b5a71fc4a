import type { Change } from '../../base/decision.ts';
import type { HostName } from '../host.ts';
import type { NotificationKind } from './notification.kinds.ts';

/** People told by one act, at most; further ones are not. */
export const TOLD_AT_MOST = 50;

type Acting = {
  /** ms since 1970 UTC */
  readonly now: number;
  readonly newId: () => string;
  readonly actor: { readonly id: string };
};
export type News = {
  /** Ids of people; whoever acts is not told of it, nobody twice, and what is empty is nobody. */
  readonly to: readonly (string | null)[];
  readonly kind: NotificationKind;
  /** The row that it is about. Who may not read it, now or whenever they look, is told nothing. */
  readonly noun: HostName;
  readonly id: string;
  /** The comment, or another part of the row, by id. */
  readonly part?: string;
};

/** The product's own acts are nobody's. */
export const PRODUCT = 'system';

/**
 * What any rule adds to its changes to tell people of what it decides, written in the same transaction. References only:
 * the text is made for each reader when they read it.
 */
export const notify = ({ to, kind, noun, id, part }: News, { now, newId, actor }: Acting): Change[] =>
  [...new Set(to)]
    .filter((one): one is string => one !== null && one !== '' && one !== actor.id && one !== PRODUCT)
    .slice(0, TOLD_AT_MOST)
    .map((personId) => ({
      op: 'insert',
      noun: 'notification',
      id: newId(),
      set: {
        personId,
        kind,
        aboutNoun: noun,
        aboutId: id,
        partId: part ?? null,
        byId: actor.id === PRODUCT ? null : actor.id,
        at: now,
      },
    }));
