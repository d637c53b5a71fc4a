/** How many orders wait to be picked and packed, beside the entries of the menu wherever one is in the product. */
import { effectScope, watch } from 'vue';
import { LIMITS } from '../../shared/live/protocol.ts';
import { useTheirRights } from '../access/rights.ts';
import { useConnection } from '../face/connection-state.ts';
import { tellCount } from '../face/counts.ts';
import { usePicks } from './pick/pick.rows.ts';

const told = (entry: string, statuses: readonly string[], may: () => boolean): void => {
  const { collection, groups } = usePicks(() =>
    may() ? { where: { field: 'status', is: 'in', value: [...statuses] }, limit: LIMITS.window } : null,
  );
  // A window that was cut knows no count, and a wrong one is worse than none.
  watch(
    () => (collection.state.value === 'ready' && !collection.more.value ? groups.value.length : null),
    (count) => tellCount(entry, count),
    { immediate: true },
  );
};

/** Begins once somebody is signed in and connected; called when the product's routes are made. */
export const beginCounts = (): void => {
  const connection = useConnection();
  const scope = effectScope(true);
  const begun = watch(
    () => connection.value.state,
    (state) => {
      if (state !== 'live') return;
      begun.stop();
      scope.run(() => {
        const rights = useTheirRights();
        told('picking', ['reserved', 'claimed'], () => rights.value.mayEver('pick', 'claim'));
        told('packing', ['picked', 'packed'], () => rights.value.mayEver('order', 'pack'));
      });
    },
  );
};
