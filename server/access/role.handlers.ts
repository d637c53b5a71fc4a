import { ask, create } from '../../shared/access/role/role.rules.ts';
import { actionsOn } from '../../shared/commands.ts';
import { handle } from '../write/handlers.ts';
import { secondFacts } from './administration.ts';

handle('role.create', {
  load: async (tx, { code }) => {
    const found = await tx.find('role', { field: 'code', is: 'eq', value: code }, 1);
    return { target: null, codeTaken: found.length > 0 };
  },
  decide: (facts, input, moment) => create(facts, input, moment),
});

handle('role.save', {
  load: async (tx, { id }, { now }) => {
    const target = await tx.lock('role', id);
    const rules = await tx.lockAll('rule', { field: 'roleId', is: 'eq', value: id });
    return { target, rules, ...(await secondFacts(tx, { kind: 'role', subjectId: id }, now)) };
  },
  decide: (facts, input, moment) => ask(facts, input, moment, actionsOn),
});
