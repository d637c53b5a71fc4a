import {
  decide,
  EXPIRED_AT_MOST,
  expire,
  type Subject,
  withdraw,
} from '../../shared/access/role_change/role_change.rules.ts';
import { SECOND_KEPT } from '../../shared/access/role_change/role_change.second.ts';
import type { RowOf } from '../../shared/catalogue.ts';
import { actionsOn } from '../../shared/commands.ts';
import { handle } from '../write/handlers.ts';
import { Refused } from '../write/refused.ts';
import type { Transaction } from '../write/transaction.ts';
import { administrationOf, waitingOn } from './administration.ts';
import { mayBeOne } from './letting-in.ts';

const subjectOf = async (tx: Transaction, { kind, subjectId }: RowOf<'role_change'>): Promise<Subject> => {
  if (kind !== 'role') return { kind, row: await tx.lock(kind, subjectId) } as Subject;
  const row = await tx.lock('role', subjectId);
  return { kind, row, rules: await tx.lockAll('rule', { field: 'roleId', is: 'eq', value: subjectId }) };
};

/** The roles that it gives a person or a wall. */
const givenBy = ({ before, after }: RowOf<'role_change'>): readonly string[] => {
  type Bearing = { readonly roleIds?: readonly string[]; readonly roleId?: string };
  const [had, to] = [before as Bearing, after as Bearing];
  const gives = [...(to.roleIds ?? []), ...(to.roleId ? [to.roleId] : [])];
  return gives.filter((one) => !had.roleIds?.includes(one) && one !== had.roleId);
};

/** Whoever was let in by a link lately, and by whom. */
const letInLately = (tx: Transaction, now: number) =>
  tx.peek('credential', { field: 'letInAt', is: 'gt', value: now - SECOND_KEPT });

handle('role_change.decide', {
  load: async (tx, { id }, { actor, now }) => {
    // What it is about first, as every command on that does; nobody moves it to another subject.
    const [found] = await tx.peek('role_change', { field: 'id', is: 'eq', value: id });
    const subject = found && actor.rights.view('role_change').sees(found) ? await subjectOf(tx, found) : null;
    const administration = await administrationOf(tx);
    const target = await tx.lock('role_change', id);
    if (!subject) throw new Refused({ refused: 'missing', with: { noun: 'role_change' } });
    const read = actor.rights.view('role_change').fields(target);
    return {
      target,
      subject,
      administration,
      waiting: await waitingOn(tx, { kind: target.kind, subjectId: target.subjectId, gives: givenBy(target) }, id),
      unreadable: !['widens', 'before', 'after'].every((field) => read.includes(field)),
      letIn: mayBeOne(await letInLately(tx, now), actor.id, target.askedById, now),
    };
  },
  decide: (facts, input, moment) => decide(facts, input, moment, actionsOn),
});

handle('role_change.withdraw', {
  load: async (tx, { id }) => ({ target: await tx.lock('role_change', id) }),
  decide: (facts, _input, moment) => withdraw(facts, moment),
});

handle('role_change.expire', {
  load: async (tx, { day }) => {
    const found = await tx.lockAll('role_change', {
      all: [
        { field: 'status', is: 'eq', value: 'waiting' },
        { field: 'expiresOn', is: 'lt', value: day },
      ],
    });
    return { open: found.slice(0, EXPIRED_AT_MOST), more: found.length > EXPIRED_AT_MOST };
  },
  decide: (facts, input, moment) => expire(facts, input, moment),
});
