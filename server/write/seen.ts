import type { NounName } from '../../shared/catalogue.ts';
import type { Moment } from './handlers.ts';
import { Refused } from './refused.ts';
import type { AnyRow, Found, Transaction } from './transaction.ts';

/**
 * A row that the input refers to beside the target (the customer of a new order), as far as the caller may see it: one
 * out of their sight answers as one that does not exist, so that a command cannot be used to ask which ids exist.
 */
export const seen = async <N extends NounName>(
  tx: Transaction,
  moment: Moment,
  noun: N,
  id: string,
  field: string,
): Promise<Found<N>> => {
  const row = await tx.get(noun, id);
  if (!row || !moment.actor.rights.view(noun).sees(row as unknown as AnyRow))
    throw new Refused({ refused: 'missing', field, with: { noun } });
  return row;
};
