import type * as v from 'valibot';
import type { Groups } from '../../shared/access/meet.ts';
import type { Rights } from '../../shared/access/permit.ts';
import type { Rule } from '../../shared/access/rule.ts';
import type { Command } from '../../shared/base/command.ts';
import type { Day } from '../../shared/base/day.ts';
import type { Decision } from '../../shared/base/decision.ts';
import type { CommandName, commands } from '../../shared/commands.ts';
import type { AnyRow, Transaction } from './transaction.ts';

/** As whom a session sees the product, as far as who looks may know of them. */
export type ViewedAs = {
  /** The viewing's. */
  readonly id: string;
  readonly kind: 'person' | 'role';
  /** The person's or the role's. */
  readonly of: string;
  readonly name: string;
  readonly email: string;
  readonly roles: readonly string[];
  readonly home: string;
  /** ms since 1970 UTC */
  readonly since: number;
  readonly until: number;
  /** What they may do to some row, `noun action`: which pages are theirs. Nothing of it can be done meanwhile. */
  readonly may: readonly string[];
  /** The same as rules bound to them, which say what waits for them; none where who looks reads no rules. */
  readonly deeds: readonly Rule[];
  /** Of what they read, what who looks may not. */
  readonly masked: Groups;
};

/** Somebody absent, for whom a deputy acts. */
export type Behalf = { readonly id: string; readonly name: string };

/** One absence in which a person stands in. */
export type StandIn = Behalf & {
  /** The last day of it. */
  readonly until: Day;
  /** What they may do for the absent one, and no more (shared/access/deputy/deputy.rights.ts). */
  readonly rights: Rights;
  /** What the absent one may do themselves: nothing is decided for them that they could not read. */
  readonly absent: Rights;
  /** The absent one's, ppm. */
  readonly discountAuthority: number;
};

/** Who acts. The product itself acts as `system`: scheduler, set-up, imports' consequences. */
export type Actor = {
  readonly id: string;
  readonly name: string;
  readonly teamId: string | null;
  readonly warehouses: readonly string[];
  /** ppm that a seller may give alone. */
  readonly discountAuthority: number;
  readonly rights: Rights;
  /** Set while they stand in for others: `own` are their rights without that, and `rights` hold both. */
  readonly deputy?: { readonly own: Rights; readonly standsIn: readonly StandIn[] };
  /** Set on whoever decides as a deputy: for whom. */
  readonly behalf?: Behalf;
  /** By which session; absent where there is none: a scheduled act, what an import goes on with. */
  readonly sessionId?: string;
  /**
   * Set while that session sees as another: `rights` are then the meet of both, team and warehouses the other's, and
   * `viewing.end` is all that is taken. `id` and `name` stay those of who looks: they answer for it.
   */
  readonly viewing?: ViewedAs;
};

/** What rules take instead of looking at a clock or a die. */
export type Moment = {
  /** ms since 1970 UTC */
  readonly now: number;
  /** In the organisation's time zone. */
  readonly today: Day;
  readonly actor: Actor;
  readonly newId: () => string;
};

/** The id under which the product itself acts. It signs in nowhere. */
export const SYSTEM = 'system';

/**
 * Facts of a command. `target` is the row that the permission is asked about, locked; `targets` are further ones where a
 * command is about several. Neither where the command creates its row.
 */
export type Loaded = object;
export const targetsOf = (loaded: Loaded): readonly AnyRow[] => {
  const { target, targets } = loaded as { readonly target?: AnyRow | null; readonly targets?: readonly AnyRow[] };
  return [...(target ? [target] : []), ...(targets ?? [])];
};

export type Handler<I, L extends Loaded> = {
  load(tx: Transaction, input: I, moment: Moment): Promise<L>;
  decide(loaded: L, input: I, moment: Moment): Decision;
  /** Where a row cannot say it: may it be done for this absent one? Else it is `not_permitted`. */
  lends?(loaded: L, absence: StandIn): boolean;
};

const handlers = new Map<string, Handler<unknown, Loaded>>();

/** A handler says only what is special to its command: what to load and lock, and which rule decides. */
export const handle = <N extends CommandName, L extends Loaded>(
  name: N,
  handler: Handler<(typeof commands)[N] extends Command<infer S> ? v.InferOutput<S> : never, L>,
): void => {
  if (handlers.has(name)) throw new Error(`two handlers for ${name}`);
  handlers.set(name, handler as unknown as Handler<unknown, Loaded>);
};

export const handlerOf = (name: string): Handler<unknown, Loaded> | undefined => handlers.get(name);
export const handled = (): readonly string[] => [...handlers.keys()];
