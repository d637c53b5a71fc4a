/** What waits for Sales, beside its entry of the menu: a seller's open orders, a manager's held ones. */
import { effectScope, watch } from 'vue';
import type { Rights } from '../../shared/access/permit.ts';
import { useTheirRights } from '../access/rights.ts';
import { useConnection } from '../face/connection-state.ts';
import { tellCount } from '../face/counts.ts';
import { type Counted, useCountsOf } from './list/counts.ts';
import { seesOwnOnly } from './order/order.reach.ts';

const ENTRY = 'orders';
const questions = (rights: Rights): readonly Counted[] => {
  if (!rights.mayEver('order', 'create')) return [];
  return [
    seesOwnOnly(rights)
      ? { id: ENTRY, where: { field: 'status', is: 'in', value: ['submitted', 'confirmed'] } }
      : { id: ENTRY, where: { field: 'openHolds', is: 'gt', value: 0 } },
  ];
};

/** Begins to tell as soon as there is a connection; called once, when the product's routes are made. */
export const beginCounts = (): void => {
  const connection = useConnection();
  const scope = effectScope(true);
  const begin = (): void => {
    const rights = useTheirRights();
    const { counts } = useCountsOf('order', () => questions(rights.value));
    watch(counts, (now) => tellCount(ENTRY, now.get(ENTRY) ?? null), { immediate: true });
  };
  scope.run(() => {
    const wait = watch(
      () => connection.value.state === 'live',
      (live) => {
        if (!live) return;
        wait.stop();
        scope.run(begin);
      },
    );
  });
};
