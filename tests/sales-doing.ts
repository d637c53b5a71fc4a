/** One deed and what it is done with, as the people of a history hand it to those that know how. */
import fc from 'fast-check';
import type { RowOf } from '../shared/catalogue.ts';
import type { CommandName } from '../shared/commands.ts';
import type { Stage } from './sales-stage.ts';
import type { Person, World } from './world.ts';

/** Likelier ones stand more than once. */
const kinds =
  `create create enter enter enter enter submit quote quote quote quote accept accept accept accept revise revise sent price price price leave
  leave back back revoke revoke revoke update update update update grow grow grow grow grow note note note note note header header header cancel cancel hold release release lift lift lift
  review return return short_close short_close short_close short_close reopen reopen reopen reopen reopen reopen restore restore restore reassign limit squeeze squeeze squeeze squeeze ask ask ask ask decide decide decide
  withdraw receive put_back pick pick pick pick ship ship ship ship deliver deliver deliver deliver invoice invoice invoice prepay pay pay receipt allocate allocate allocate reverse reverse day day day say say say say unsay unsay abroad`.split(
    /\s+/,
  );
/** One thing that somebody does, and numbers that choose among what there is. */
export const deed = fc.record({
  what: fc.constantFrom(...kinds),
  which: fc.nat({ max: 1000 }),
  a: fc.nat({ max: 9 }),
  b: fc.nat({ max: 9 }),
  c: fc.nat({ max: 9 }),
});
export type Deed = typeof deed extends fc.Arbitrary<infer D> ? D : never;

export const one = <R>(rows: readonly R[], which: number): R | undefined => rows[which % Math.max(rows.length, 1)];

export type Attempt = (
  person: Person,
  name: CommandName,
  input: object,
) => Promise<{ readonly [name: string]: string } | null>;

export type Doing = {
  readonly w: World;
  readonly st: Stage;
  readonly deed: Deed;
  /** Whose turn it is, and all of the staff with their whole rights. */
  readonly person: Person;
  readonly everybody: readonly Person[];
  /** The rows of this house. */
  readonly here: { readonly field: 'warehouseId'; readonly is: 'eq'; readonly value: string };
  readonly orders: readonly RowOf<'order'>[];
  readonly order: RowOf<'order'> | undefined;
  /** The order's, or one that is nobody's. */
  readonly id: string;
  readonly picks: readonly RowOf<'pick'>[];
  /** Carries out what may be carried out; null where it was refused, or is kept for later. */
  readonly attempt: Attempt;
  /** Notes that something happened, so that a run can say how often it did. */
  readonly count: (name: string) => unknown;
};
