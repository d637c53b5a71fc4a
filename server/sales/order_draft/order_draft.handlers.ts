import { drop, keep } from '../../../shared/sales/order_draft/order_draft.rules.ts';
import { handle } from '../../write/handlers.ts';
import { refuseUnseen } from '../../write/seen.ts';
import type { Transaction } from '../../write/transaction.ts';

/** All drafts of the person who acts, and nobody else's whatever is asked for. */
const ownDrafts = (tx: Transaction, personId: string) =>
  tx.lockAll('order_draft', { field: 'personId', is: 'eq', value: personId });

handle('order_draft.keep', {
  load: async (tx, { orderId, customerId }, { actor }) => {
    if (customerId !== null) refuseUnseen(actor, 'customer', [await tx.get('customer', customerId)], 'customerId');
    const own = await ownDrafts(tx, actor.id);
    return { targets: own.filter((row) => row.orderId === orderId), own };
  },
  decide: (facts, input, moment) => keep(facts, input, moment),
});

handle('order_draft.drop', {
  load: async (tx, { orderId }, { actor }) => {
    const own = await ownDrafts(tx, actor.id);
    return { targets: own.filter((row) => row.orderId === orderId), own };
  },
  decide: (facts, input) => drop(facts, input),
});
