import { note, OCCASIONS_A_DAY, remove } from '../../../shared/insight/occasion/occasion.rules.ts';
import { handle } from '../../write/handlers.ts';

handle('occasion.note', {
  load: async (tx, { day }) => ({
    known: (await tx.find('occasion', { field: 'day', is: 'eq', value: day }, OCCASIONS_A_DAY)).length,
  }),
  decide: note,
});

handle('occasion.remove', {
  load: async (tx, { id }) => ({ target: await tx.lock('occasion', id) }),
  decide: remove,
});
