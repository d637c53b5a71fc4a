import { remove, save, share, VIEWS_AT_MOST } from '../../../shared/insight/saved_view/saved_view.rules.ts';
import { handle } from '../../write/handlers.ts';
import type { Transaction } from '../../write/transaction.ts';
import { refuseUnseenReaders } from '../readers.ts';

const shared = async (tx: Transaction, id: string) => ({
  target: await tx.lock('saved_view', id),
  shares: await tx.lockAll('saved_view_share', { field: 'viewId', is: 'eq', value: id }),
});

handle('saved_view.save', {
  load: async (tx, { id }, { actor }) => {
    if (id !== undefined) return { ...(await shared(tx, id)), own: 0 };
    const own = await tx.find('saved_view', { field: 'ownerId', is: 'eq', value: actor.id }, VIEWS_AT_MOST);
    return { target: null, shares: [], own: own.length };
  },
  decide: save,
});

handle('saved_view.share', {
  load: async (tx, { id, shares }, { actor }) => {
    const facts = await shared(tx, id);
    await refuseUnseenReaders(tx, actor, shares, facts.shares);
    return facts;
  },
  decide: share,
});

handle('saved_view.remove', {
  load: (tx, { id }) => shared(tx, id),
  decide: remove,
});
