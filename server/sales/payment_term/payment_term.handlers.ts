import * as rules from '../../../shared/sales/payment_term/payment_term.rules.ts';
import { handle } from '../../write/handlers.ts';

handle('payment_term.set', {
  load: async (tx, { code }) => {
    const [target = null] = await tx.lockAll('payment_term', { field: 'code', is: 'eq', value: code });
    return { target, count: (await tx.find('payment_term', { all: [] })).length };
  },
  decide: (facts, input, moment) => rules.set(facts, input, moment),
});

handle('payment_term.update', {
  load: async (tx, { id }) => ({ target: await tx.lock('payment_term', id) }),
  decide: (facts, input) => rules.update(facts, input),
});

handle('payment_term.delete', {
  load: async (tx, { id }) => ({ target: await tx.lock('payment_term', id) }),
  decide: (facts) => rules.remove(facts),
});
