/** What of a person's account gives them rights, and whether a change of it gives more. */
import type { RowOf } from '../../catalogue.ts';
import { type RulesByRole, rightsIn } from '../administrators.ts';
import { type Widened, widening } from '../widening.ts';

type Person = RowOf<'person'>;
/** By what they bear and where they stand their rules are bound. */
const bearing = ['roleIds', 'warehouseIds', 'teamId'] as const;
export type Giving = (typeof bearing)[number] | 'discountAuthority';
export const giving: readonly Giving[] = [...bearing, 'discountAuthority'];
export type Bearer = Pick<Person, 'id' | Giving>;

/** Discounts given alone need nobody's agreement: that is a right to approve. */
export const AUTHORITY = 'authority';

/**
 * What a person may more as `after` than as `before`, and the fields that give it.
 * @param rules of every role that either bears
 */
export const personWidening = (
  before: Bearer,
  after: Bearer,
  rules: RulesByRole,
): { readonly widens: readonly Widened[]; readonly by: readonly Giving[] } => {
  const widens = widening(rightsIn(before, rules), rightsIn(after, rules));
  const trusted = after.discountAuthority > before.discountAuthority;
  return {
    widens: [...widens, ...(trusted ? [{ on: 'person', may: AUTHORITY, groups: [] } as const] : [])],
    by: [...(widens.length > 0 ? bearing : []), ...(trusted ? (['discountAuthority'] as const) : [])],
  };
};
