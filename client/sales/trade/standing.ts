import type { Filter } from '../../../shared/live/protocol.ts';
import { useRights } from '../../access/rights.ts';
import { useCollection } from '../../live/collection.ts';
import { useCountsOf } from '../list/counts.ts';

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
  const { counts } = useCountsOf(noun, () => (may() ? rows().map((row) => ({ id: row.id, where: where(row) })) : []));
  return { counts, may };
};
