import { periodOf } from '../../../shared/base/day.ts';
import type { Family } from '../../../shared/sales/order/order.children.ts';
import { choosing } from '../../../shared/system/choice/choice.rules.ts';
import * as packRules from '../../../shared/warehouse/shipment/pack.rules.ts';
import * as shipRules from '../../../shared/warehouse/shipment/ship.rules.ts';
import { familyOf } from '../../sales/order/order.family.ts';
import { chosenIn } from '../../system/choice/choice.facts.ts';
import { settingsIn } from '../../system/setting/setting.facts.ts';
import { type Actor, handle } from '../../write/handlers.ts';
import { Refused } from '../../write/refused.ts';
import type { Transaction } from '../../write/transaction.ts';
import { orderIdsOf } from '../stock/shelves.ts';

/** The order of a package or shipment. What is not there answers like what one may not see: about `as`. */
const familyHolding = async (
  tx: Transaction,
  actor: Actor,
  noun: 'package' | 'shipment',
  id: string,
  as: 'order' | 'shipment',
): Promise<Family> => {
  const [orderId] = await orderIdsOf(tx, actor, noun, [id]);
  if (orderId === undefined) throw new Refused({ refused: 'missing', with: { noun: as } });
  return familyOf(tx, orderId);
};

handle('order.pack', {
  load: async (tx, { orderId }) => {
    const family = await familyOf(tx, orderId);
    return { target: family.order, family };
  },
  decide: ({ family }, input, moment) => packRules.pack(family, input, moment),
});

handle('order.unpack', {
  load: async (tx, { packageId }, { actor }) => {
    const family = await familyHolding(tx, actor, 'package', packageId, 'order');
    return { target: family.order, family };
  },
  decide: ({ family }, { packageId }, moment) => packRules.unpack(family, packageId, moment),
});

handle('order.ship', {
  load: async (tx, { orderId, packageIds, carrierId }, { today, actor }) => {
    const family = await familyOf(tx, orderId);
    const leaving = family.picks.filter((pick) => packageIds.includes(pick.packageId ?? ''));
    const stockIds = [...new Set(leaving.map(({ stockId }) => stockId))];
    const rows = await tx.lockAll('stock', { field: 'id', is: 'in', value: stockIds });
    const { organisation } = await settingsIn(tx);
    const year = periodOf(today, 'year');
    // The year stands in the number, since each year's series begins at one.
    const choice = await chosenIn(tx, actor, carrierId, 'carrierId');
    const number = await tx.number('shipment', year, `DN-${year}-#`);
    return { target: family.order, family, rows, currency: organisation.currency, number, choice };
  },
  decide: ({ choice, ...facts }, input, moment) =>
    choosing(choice, 'carrier', shipRules.ship(facts, input, moment), {
      on: 'shipment',
      // A delivery note says what it said when it was issued: by what name it was chosen, or else the usual one.
      cells: ({ id, name }) => ({ carrierId: id, carrier: input.carrier ?? name }),
    }),
});

handle('shipment.deliver', {
  load: async (tx, { id }, { actor }) => {
    const family = await familyHolding(tx, actor, 'shipment', id, 'shipment');
    const target = family.shipments.find((one) => one.id === id);
    return { target: target ?? null, family };
  },
  decide: ({ family }, { id }, moment) => shipRules.deliver(family, id, moment),
});
