import type { Filter } from '../../../shared/live/protocol.ts';
import { useRights } from '../../access/rights.ts';
import { useCollection } from '../../live/collection.ts';
import { useCountsOf } from '../list/counts.ts';

/** Counts at a time: of the rows that stand first. Whoever keeps more lists than these finds the rest's counts in their lists. */
const AT_MOST = 30;

/** How many rows of a noun stand on each of what is kept, as far as the reader sees them; empty where they may not be asked for. */
export const useStanding = <R extends { readonly id: string }>(
  noun: 'price' | 'customer' | 'product',
  fields: readonly string[],
  rows: () => readonly R[],
  where: (row: R) => Filter,
) => {
  const rights = useRights();
  const may = (): boolean => fields.every((field) => rights.value.view(noun).ever(field));
  // What is counted is heard of only where a list of it is open.
  useCollection(noun, () => (may() ? { limit: 1 } : null));
  const { counts } = useCountsOf(noun, () =>
    may()
      ? rows()
          .slice(0, AT_MOST)
          .map((row) => ({ id: row.id, where: where(row) }))
      : [],
  );
  return { counts, may };
};
