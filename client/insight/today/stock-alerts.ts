import { computed } from 'vue';
import type { Rights } from '../../../shared/access/permit.ts';
import { useRights } from '../../access/rights.ts';
import { useCollection } from '../../live/collection.ts';

const LINES = 6;

export const seesAlerts = (rights: Rights): boolean =>
  rights.mayEver('stock', 'read') && rights.view('stock').ever('low') && rights.view('stock').always('available');

/** Stock at or below its low mark, the least available first, live; not there for who does not see it. */
export const useStockAlerts = () => {
  const rights = useRights();
  const isThere = computed(() => seesAlerts(rights.value));
  const stock = useCollection('stock', () =>
    isThere.value
      ? {
          where: { field: 'low', is: 'eq', value: true },
          sort: [{ field: 'available' }, { field: 'sku' }],
          limit: LINES,
        }
      : null,
  );
  return {
    isThere,
    rows: computed(() => stock.rows.value.slice(0, LINES)),
    more: stock.more,
    isEmpty: computed(() => stock.state.value === 'ready' && stock.rows.value.length === 0),
  };
};
