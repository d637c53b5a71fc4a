import * as rules from '../../../shared/system/choice/choice.rules.ts';
import { handle } from '../../write/handlers.ts';

handle('choice.set', {
  load: async (tx, { list, code }) => {
    const all = await tx.lockAll('choice', { field: 'list', is: 'eq', value: list });
    return { target: all.find((one) => one.code === code) ?? null, count: all.length };
  },
  decide: (facts, input, moment) => rules.set(facts, input, moment),
});

handle('choice.update', {
  load: async (tx, { id }) => ({ target: await tx.lock('choice', id) }),
  decide: (facts, input) => rules.update(facts, input),
});

handle('choice.delete', {
  load: async (tx, { id }) => ({ target: await tx.lock('choice', id) }),
  decide: (facts) => rules.remove(facts),
});
