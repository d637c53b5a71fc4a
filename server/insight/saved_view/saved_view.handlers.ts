import { remove, save, VIEWS_AT_MOST } from '../../../shared/insight/saved_view/saved_view.rules.ts';
import { handle } from '../../write/handlers.ts';

handle('saved_view.save', {
  load: async (tx, { id }, { actor }) => {
    if (id !== undefined) return { target: await tx.lock('saved_view', id), own: 0 };
    const own = await tx.find('saved_view', { field: 'ownerId', is: 'eq', value: actor.id }, VIEWS_AT_MOST);
    return { target: null, own: own.length };
  },
  decide: save,
});

handle('saved_view.remove', {
  load: async (tx, { id }) => ({ target: await tx.lock('saved_view', id) }),
  decide: remove,
});
