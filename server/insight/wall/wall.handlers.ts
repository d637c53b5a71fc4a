import { Attempts, codeMeant, PAIRING } from '../../../shared/insight/wall/pairing.ts';
import { pair, revoke, update } from '../../../shared/insight/wall/wall.rules.ts';
import { type Actor, handle } from '../../write/handlers.ts';
import { refuseUnseen } from '../../write/seen.ts';
import type { Transaction } from '../../write/transaction.ts';
import { codeDigest } from './walls.ts';

/** Wrong codes by who typed them: of this process, since all commands of a company pass its one writer. */
const wrong = new Attempts(PAIRING.wrong, PAIRING.within);

/** The role that was asked for, if who asks sees it; else the one that walls start with. */
const roleFor = async (tx: Transaction, actor: Actor, asked: string | null | undefined): Promise<string | null> => {
  if (asked) {
    refuseUnseen(actor, 'role', [await tx.get('role', asked)], 'roleId');
    return asked;
  }
  const [own] = await tx.find('role', { field: 'code', is: 'eq', value: 'wall' }, 1);
  return own?.id ?? null;
};

/** A warehouse that is not there, or not for who asks, is none to hang a wall in. */
const checkWarehouse = async (tx: Transaction, actor: Actor, id: string | null | undefined): Promise<void> => {
  if (id) refuseUnseen(actor, 'warehouse', [await tx.get('warehouse', id)], 'warehouseId');
};

handle('wall.pair', {
  load: async (tx, input, { actor, now }) => {
    const paired = (await tx.peek('wall', { field: 'status', is: 'eq', value: 'paired' })).length;
    const allowed = wrong.allowed(actor.id, now);
    const roleId = await roleFor(tx, actor, input.roleId);
    await checkWarehouse(tx, actor, input.warehouseId);
    const code = allowed ? codeMeant(input.code) : null;
    const found = code ? await tx.lockAll('wall_device', { field: 'code', is: 'eq', value: codeDigest(code) }) : [];
    const device = found.find(({ until }) => until > now) ?? null;
    if (allowed && !device) wrong.count(actor.id, now);
    return { target: null, device, roleId, paired, allowed };
  },
  decide: (facts, input, moment) => pair(facts, input, moment),
});

handle('wall.update', {
  load: async (tx, { id, set }, { actor }) => {
    const target = await tx.lock('wall', id);
    const role = set.roleId?.to;
    if (role !== undefined && role !== target.roleId)
      refuseUnseen(actor, 'role', [await tx.get('role', role)], 'roleId');
    const house = set.warehouseId?.to;
    if (house !== target.warehouseId) await checkWarehouse(tx, actor, house);
    return { target };
  },
  decide: update,
});

handle('wall.revoke', {
  load: async (tx, { id }) => {
    const target = await tx.lock('wall', id);
    return { target, devices: await tx.lockAll('wall_device', { field: 'wallId', is: 'eq', value: id }) };
  },
  decide: revoke,
});
