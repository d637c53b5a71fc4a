import type { Cells } from '../../shared/base/condition.ts';
import type { NounName } from '../../shared/catalogue.ts';
import type { Actor, StandIn } from './handlers.ts';

/** The actor by their own rules alone: what is done row by row has one name in the log, and is nobody else's work. */
export const asSelf = ({ deputy, ...actor }: Actor): Actor => (deputy ? { ...actor, rights: deputy.own } : actor);

type Asking = Pick<Actor, 'deputy' | 'rights'>;

/** May they do this to these rows, and see them, without standing in for anybody? True where no row is asked about. */
export const byOwnRules = ({ deputy }: Asking, noun: NounName, action: string, rows: readonly Cells[]): boolean =>
  !deputy || rows.every((row) => deputy.own.may(noun, action, row) && deputy.own.view(noun).sees(row));

/**
 * For whom the actor does this to these rows: null where they may do it by rules of their own, or may not do it at all; else
 * the first for whom they stand in and may. What one may do oneself one never does for another.
 * @param lends what is asked of the absence beside its rules
 */
export const standInFor = (
  actor: Asking,
  noun: NounName,
  action: string,
  rows: readonly Cells[],
  lends: (absence: StandIn) => boolean = () => true,
): StandIn | null => {
  const { deputy, rights } = actor;
  if (!deputy || byOwnRules(actor, noun, action, rows)) return null;
  // Both in one command would be done by nobody's right alone.
  return (
    deputy.standsIn.find(
      (one) => rows.every((row) => rights.may(noun, action, row) && one.rights.may(noun, action, row)) && lends(one),
    ) ?? null
  );
};
