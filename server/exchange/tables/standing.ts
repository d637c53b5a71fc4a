/** A table is judged by what its importer sees, batch after batch, while their rights may change under it. */
import { isDeepStrictEqual } from 'node:util';
import type { Rights } from '../../../shared/access/permit.ts';
import type { Refusal } from '../../../shared/base/decision.ts';
import type { Live } from '../../live/live.ts';
import { asSelf } from '../../write/behalf.ts';
import type { Actor } from '../../write/handlers.ts';
import { Revoked } from '../export.ts';

/**
 * Answers what `judge` finds, where the importer's rights and session were the same when it had found it as when the
 * table was begun; throws Revoked otherwise. Refuses as any question is refused.
 */
export type Standing = <T extends object>(judge: () => Promise<T | Refusal>) => Promise<T | Refusal>;

const same = (now: Rights, then: Rights): boolean =>
  now === then || isDeepStrictEqual([now.rules, now.actor], [then.rules, then.actor]);

/** `actor` as they are by their own rules alone; `stands`: is their session still there? */
export const standingOf =
  (live: Pick<Live, 'reading'>, actor: Actor, stands: () => Promise<boolean>): Standing =>
  async (judge) => {
    const found = await live.reading(actor, async (_rights, now) => {
      const judged = same(asSelf(now).rights, actor.rights) ? await judge() : null;
      if (judged === null || !(await stands())) throw new Revoked('rights changed while a table was judged');
      return judged;
    });
    if ('refused' in found && found.refused === 'signed_out') throw new Revoked('signed out while a table was judged');
    return found;
  };
