import type { RowOf } from '../../../shared/catalogue.ts';
import type { Actor } from '../../write/handlers.ts';
import { refuseUnseen } from '../../write/seen.ts';
import type { Transaction } from '../../write/transaction.ts';

/** What was chosen, as the actor sees it; null where nothing was. Locked only for its first use, which marks it. */
export const chosenIn = async (
  tx: Transaction,
  actor: Actor,
  id: string | null | undefined,
  field: string,
): Promise<RowOf<'choice'> | null> => {
  if (!id) return null;
  const found = await tx.get('choice', id);
  refuseUnseen(actor, 'choice', [found], field);
  return found?.used ? found : tx.lock('choice', id);
};
