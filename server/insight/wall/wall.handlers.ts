import { Attempts, codeMeant, PAIRING } from '../../../shared/insight/wall/pairing.ts';
import { pairAs, type Showing, updateAs } from '../../../shared/insight/wall/wall.role.ts';
import { revoke } from '../../../shared/insight/wall/wall.rules.ts';
import { rulesGiven, secondFacts } from '../../access/administration.ts';
import { type Actor, handle } from '../../write/handlers.ts';
import { refuseUnseen } from '../../write/seen.ts';
import type { Transaction } from '../../write/transaction.ts';
import { codeDigest } from './walls.ts';

/** Wrong codes by who typed them: of this process, since all commands of a company pass its one writer. */
const wrong = new Attempts(PAIRING.wrong, PAIRING.within);

/** The role that was asked for, if who asks sees it. */
const refuseUnseenRole = async (tx: Transaction, actor: Actor, asked: string | null | undefined): Promise<void> => {
  if (asked) refuseUnseen(actor, 'role', [await tx.get('role', asked)], 'roleId');
};
/** What a screen shows by the one role, and by the other. */
const showingOf = async (tx: Transaction, from: string | null, to: string | null): Promise<Showing> => {
  const rules = await rulesGiven(
    tx,
    [from, to].filter((id) => id !== null),
  );
  return { from: rules[from ?? ''] ?? [], to: rules[to ?? ''] ?? [] };
};

/** The role that walls start with. */
const wallRole = async (tx: Transaction): Promise<string | null> => {
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
    await refuseUnseenRole(tx, actor, input.roleId);
    const roleId = await wallRole(tx);
    const showing = await showingOf(tx, roleId, input.roleId ?? null);
    await checkWarehouse(tx, actor, input.warehouseId);
    const code = allowed ? codeMeant(input.code) : null;
    const found = code ? await tx.lockAll('wall_device', { field: 'code', is: 'eq', value: codeDigest(code) }) : [];
    const device = found.find(({ until }) => until > now) ?? null;
    if (allowed && !device) wrong.count(actor.id, now);
    const gives = [roleId, input.roleId].filter((one) => typeof one === 'string');
    const asked = await secondFacts(tx, { kind: 'wall', subjectId: '', gives }, now);
    return { target: null, device, roleId, paired, allowed, showing, ...asked };
  },
  decide: (facts, input, moment) => pairAs(facts, input.roleId ?? null, input, moment),
});

handle('wall.update', {
  load: async (tx, { id, set }, { actor, now }) => {
    const target = await tx.lock('wall', id);
    const role = set.roleId?.to;
    if (role !== target.roleId) await refuseUnseenRole(tx, actor, role);
    const house = set.warehouseId?.to;
    if (house !== target.warehouseId) await checkWarehouse(tx, actor, house);
    const showing = await showingOf(tx, target.roleId, role ?? null);
    const gives = role && role !== target.roleId ? [role] : [];
    return { target, showing, ...(await secondFacts(tx, { kind: 'wall', subjectId: id, gives }, now)) };
  },
  decide: (facts, input, moment) => updateAs(facts, input, moment),
});

handle('wall.revoke', {
  load: async (tx, { id }) => {
    const target = await tx.lock('wall', id);
    return { target, devices: await tx.lockAll('wall_device', { field: 'wallId', is: 'eq', value: id }) };
  },
  decide: revoke,
});
