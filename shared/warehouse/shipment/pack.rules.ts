import type { InputOf } from '../../base/command.ts';
import type { Change, Decision } from '../../base/decision.ts';
import { type Family, follow, ownersOf } from '../../sales/order/order.children.ts';
import type { At } from '../stock/stock.movement.ts';
import type { shipmentCommands } from './shipment.commands.ts';

/**
 * Picked goods into a new package, numbered within the order; a held order may be packed, since it stays in the house.
 * Refuses order.not_confirmed, missing (a pick that is not this order's) and pick.not_picked.
 */
export const pack = (family: Family, input: InputOf<(typeof shipmentCommands)['order.pack']>, at: At): Decision => {
  const { order, packages } = family;
  if (order.status !== 'confirmed') return { refused: 'order.not_confirmed' };
  const wanted = new Set(input.pickIds);
  const picks = family.picks.filter(({ id }) => wanted.has(id));
  if (picks.length < wanted.size) return { refused: 'missing', field: 'pickIds', with: { noun: 'pick' } };
  const unpicked = picks.find(({ status }) => status !== 'picked');
  if (unpicked) return { refused: 'pick.not_picked', field: 'pickIds', with: { sku: unpicked.sku } };
  const id = at.newId();
  const changes: Change[] = [
    {
      op: 'insert',
      noun: 'package',
      id,
      set: {
        orderId: order.id,
        orderNumber: order.number,
        number: packages.reduce((last, one) => Math.max(last, one.number), 0) + 1,
        status: 'packed',
        weight: input.weight ?? null,
        pieces: picks.reduce((all, pick) => all + pick.quantity, 0),
        packedAt: at.now,
        packedName: at.actor.name,
        ...ownersOf(order),
      },
    },
    ...picks.map(
      (pick): Change => ({ op: 'update', noun: 'pick', id: pick.id, set: { status: 'packed', packageId: id } }),
    ),
  ];
  return { changes: follow(family, changes, at.now), answer: { packageId: id } };
};

/** Opens a package that has not left: its goods are picked and loose again. Refuses package.not_packed. */
export const unpack = (family: Family, packageId: string, at: At): Decision => {
  const opened = family.packages.find(({ id }) => id === packageId);
  if (opened?.status !== 'packed') return { refused: 'package.not_packed' };
  const picks = family.picks.filter((pick) => pick.packageId === packageId && pick.status === 'packed');
  const changes: Change[] = [
    { op: 'update', noun: 'package', id: packageId, set: { status: 'unpacked' } },
    ...picks.map(
      (pick): Change => ({ op: 'update', noun: 'pick', id: pick.id, set: { status: 'picked', packageId: null } }),
    ),
  ];
  return { changes: follow(family, changes, at.now), answer: { packageId } };
};
