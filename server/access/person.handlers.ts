import { activate, invite, suspend, update } from '../../shared/access/person/person.rules.ts';
import type { Condition } from '../../shared/base/condition.ts';
import { type Actor, handle } from '../write/handlers.ts';
import { refuseUnseen } from '../write/seen.ts';
import type { Transaction } from '../write/transaction.ts';
import { administrationOf, rulesGiven, secondFacts } from './administration.ts';

type Named = {
  readonly roleIds?: readonly string[] | undefined;
  readonly warehouseIds?: readonly string[] | undefined;
  readonly teamId?: string | null | undefined;
};

/** Roles, warehouses and team that a person is given must be there for whoever gives them; what they `had` may stay. */
const refuseUnknown = async (tx: Transaction, actor: Actor, given: Named, had: Named = {}): Promise<void> => {
  const parts = [
    ['role', 'roleIds', given.roleIds, had.roleIds],
    ['warehouse', 'warehouseIds', given.warehouseIds, had.warehouseIds],
    ['team', 'teamId', given.teamId && [given.teamId], had.teamId && [had.teamId]],
  ] as const;
  for (const [noun, field, ids, before] of parts) {
    const added = [...new Set(ids)].filter((id) => !before?.includes(id));
    if (added.length === 0) continue;
    const found = new Map((await tx.find(noun, { field: 'id', is: 'in', value: added })).map((row) => [row.id, row]));
    refuseUnseen(
      actor,
      noun,
      added.map((id) => found.get(id)),
      field,
    );
  }
};

const emailTaken = async (tx: Transaction, email: string | undefined, byOtherThan: string | null): Promise<boolean> => {
  if (email === undefined) return false;
  const others: Condition = byOtherThan === null ? { all: [] } : { field: 'id', is: 'ne', value: byOtherThan };
  const found = await tx.find('person', { all: [{ field: 'email', is: 'eq', value: email }, others] }, 1);
  return found.length > 0;
};

handle('person.invite', {
  load: async (tx, input, { actor, now }) => {
    await refuseUnknown(tx, actor, input);
    return {
      target: null,
      emailTaken: await emailTaken(tx, input.email, null),
      given: await rulesGiven(tx, input.roleIds),
      ...(await secondFacts(tx, { kind: 'person', subjectId: '', gives: input.roleIds }, now)),
    };
  },
  decide: (facts, input, moment) => invite(facts, input, moment),
});

handle('person.update', {
  load: async (tx, { id, set }, { actor, now }) => {
    const target = await tx.lock('person', id);
    const given = { roleIds: set.roleIds?.to, warehouseIds: set.warehouseIds?.to, teamId: set.teamId?.to };
    const had = target as Named;
    await refuseUnknown(tx, actor, given, had);
    const gives = (given.roleIds ?? []).filter((one) => !had.roleIds?.includes(one));
    return {
      target,
      emailTaken: await emailTaken(tx, set.email?.to, id),
      given: await rulesGiven(tx, [...(target.roleIds as readonly string[]), ...(set.roleIds?.to ?? [])]),
      ...(await secondFacts(tx, { kind: 'person', subjectId: id, gives }, now)),
    };
  },
  decide: (facts, input, moment) => update(facts, input, moment),
});

handle('person.suspend', {
  load: async (tx, { id }) => ({ target: await tx.lock('person', id), administration: await administrationOf(tx) }),
  decide: (facts, input, moment) => suspend(facts, input, moment),
});

handle('person.activate', {
  load: async (tx, { id }) => ({ target: await tx.lock('person', id) }),
  decide: activate,
});
