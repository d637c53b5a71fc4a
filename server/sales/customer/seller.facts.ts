import type { RowOf } from '../../../shared/catalogue.ts';
import type { Actor } from '../../write/handlers.ts';
import { ifSeen } from '../../write/seen.ts';
import type { Transaction } from '../../write/transaction.ts';

/** Whoever is to look after a customer or an order: oneself, or somebody whom the actor sees; else null. */
export const sellerFor = async (tx: Transaction, actor: Actor, id: string): Promise<RowOf<'person'> | null> => {
  const found = await tx.get('person', id);
  return id === actor.id ? found : ifSeen(actor, 'person', found);
};
