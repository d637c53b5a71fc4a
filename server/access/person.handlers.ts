import { activate, invite, suspend, update } from '../../shared/access/person/person.rules.ts';
import type { Condition } from '../../shared/base/condition.ts';
import type { NounName } from '../../shared/catalogue.ts';
import { handle } from '../write/handlers.ts';
import { Refused } from '../write/refused.ts';
import type { Transaction } from '../write/transaction.ts';
import { administrationOf } from './administration.ts';

type Named = {
  readonly roleIds?: readonly string[] | undefined;
  readonly warehouseIds?: readonly string[] | undefined;
  readonly teamId?: string | null | undefined;
};

const refuseMissing = async (tx: Transaction, noun: NounName, field: string, ids: readonly string[]): Promise<void> => {
  if (ids.length === 0) return;
  const found = await tx.find(noun, { field: 'id', is: 'in', value: ids });
  if (found.length < new Set(ids).size) throw new Refused({ refused: 'missing', field, with: { noun } });
};

/** Roles, warehouses and team that a person is given must be there. */
const refuseUnknown = async (tx: Transaction, { roleIds, warehouseIds, teamId }: Named): Promise<void> => {
  await refuseMissing(tx, 'role', 'roleIds', roleIds ?? []);
  await refuseMissing(tx, 'warehouse', 'warehouseIds', warehouseIds ?? []);
  await refuseMissing(tx, 'team', 'teamId', teamId ? [teamId] : []);
};

const emailTaken = async (tx: Transaction, email: string | undefined, byOtherThan: string | null): Promise<boolean> => {
  if (email === undefined) return false;
  const others: Condition = byOtherThan === null ? { all: [] } : { field: 'id', is: 'ne', value: byOtherThan };
  const found = await tx.find('person', { all: [{ field: 'email', is: 'eq', value: email }, others] }, 1);
  return found.length > 0;
};

handle('person.invite', {
  load: async (tx, input) => {
    await refuseUnknown(tx, input);
    return { target: null, emailTaken: await emailTaken(tx, input.email, null) };
  },
  decide: (facts, input, moment) => invite(facts, input, moment),
});

handle('person.update', {
  load: async (tx, { id, set }) => {
    const target = await tx.lock('person', id);
    await refuseUnknown(tx, { roleIds: set.roleIds?.to, warehouseIds: set.warehouseIds?.to, teamId: set.teamId?.to });
    return {
      target,
      emailTaken: await emailTaken(tx, set.email?.to, id),
      administration: await administrationOf(tx),
    };
  },
  decide: update,
});

handle('person.suspend', {
  load: async (tx, { id }) => ({ target: await tx.lock('person', id), administration: await administrationOf(tx) }),
  decide: suspend,
});

handle('person.activate', {
  load: async (tx, { id }) => ({ target: await tx.lock('person', id) }),
  decide: activate,
});
