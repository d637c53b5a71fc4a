import { begin, end } from '../../shared/access/viewing/viewing.rules.ts';
import type { Condition } from '../../shared/base/condition.ts';
import { handle } from '../write/handlers.ts';
import { refuseUnseen } from '../write/seen.ts';

const openIn = (sessionId: string): Condition => ({
  all: [
    { field: 'status', is: 'eq', value: 'open' },
    { field: 'sessionId', is: 'eq', value: sessionId },
  ],
});

handle('viewing.begin', {
  load: async (tx, input, { actor }) => {
    const sessionId = actor.sessionId ?? null;
    const held = sessionId === null ? [] : await tx.lockAll('viewing', openIn(sessionId));
    const found = { target: null, sessionId, open: held.length > 0 };
    if ('personId' in input) {
      const person = await tx.get('person', input.personId);
      refuseUnseen(actor, 'person', [person], 'personId');
      return { ...found, as: { person: person as NonNullable<typeof person> } };
    }
    refuseUnseen(actor, 'role', [await tx.get('role', input.roleId)], 'roleId');
    return { ...found, as: { role: { id: input.roleId } } };
  },
  decide: (facts, _input, moment) => begin(facts, moment),
});

handle('viewing.end', {
  load: async (tx, { id }) => ({ target: await tx.lock('viewing', id) }),
  decide: (facts, _input, { now }) => end(facts, 'self', now),
});

handle('viewing.close', {
  load: async (tx, { id }) => ({ target: await tx.lock('viewing', id) }),
  decide: (facts, { ended }, { now }) => end(facts, ended, now),
});
