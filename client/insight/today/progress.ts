import { computed } from 'vue';
import type { RouteLocationRaw } from 'vue-router';
import { type Fulfilment, fulfilments } from '../../../shared/sales/order/order.states.ts';
import { useRights } from '../../access/rights.ts';
import { trackOf } from '../../face/progress.ts';
import { words } from '../../words/words.ts';
import { tilesNamed } from '../tile/named.ts';
import { offeredTiles } from '../tile/offered.ts';
import { useTile } from '../tile/tile.ts';

export type Stage = {
  readonly key: Fulfilment;
  readonly label: string;
  /** Null until it is known. */
  readonly value: number | null;
  readonly filled: number;
  readonly tone: 'none' | 'short' | 'moving' | 'past';
  readonly to: RouteLocationRaw | null;
};

/** Open orders at each stage of their way, each leading to its orders. */
export const useProgress = () => {
  const [funnel] = tilesNamed('orders_funnel');
  if (!funnel) throw new Error('the library has no funnel');
  const rights = useRights();
  const seen = useTile(funnel, { period: null });
  const stages = computed<readonly Stage[]>(() =>
    fulfilments.map((key) => {
      const point = seen.points.value.find((one) => one.key === key);
      return {
        key,
        label: words.value('order', 'fulfilment', key),
        value: seen.state.value === 'ready' ? (point?.value ?? 0) : null,
        ...trackOf(key),
        to: point ? seen.toPoint(point) : null,
      };
    }),
  );
  const isThere = computed(() => seen.state.value !== 'refused' && offeredTiles(rights.value, [funnel]).length > 0);
  return { stages, isThere };
};
