import { computed, type Ref } from 'vue';
import { useRouter } from 'vue-router';
import { LIMITS } from '../../../shared/live/protocol.ts';
import { useRights } from '../../access/rights.ts';
import { quantityText } from '../../face/figures.ts';
import { words } from '../../words/words.ts';
import { useAwake } from '../feel/awake.ts';
import { sound } from '../feel/sound.ts';
import { unitsOf } from '../scan/unit.ts';
import { usePickList } from './pick.list.ts';
import { usePicks } from './pick.rows.ts';
import { usePickWalk } from './pick.walk.ts';

export type Stage = 'opening' | 'missing' | 'start' | 'walk' | 'others' | 'done';

/** The page of one order's picks: where the picker stands in it, and what may be done there. */
export const usePickDesk = (orderId: Ref<string>) => {
  const router = useRouter();
  const rights = useRights();
  const list = usePickList(orderId);
  const walk = usePickWalk(list);
  const { group, order, offline } = list;
  useAwake();

  const stage = computed<Stage>(() => {
    const now = group.value;
    if (list.state.value === 'opening') return 'opening';
    if (!now) return list.orderState.value === 'opening' ? 'opening' : order.value ? 'done' : 'missing';
    if (walk.current.value) return 'walk';
    if (now.free.length > 0) return 'start';
    return now.open.length > 0 ? 'others' : 'done';
  });
  const units = computed(() => {
    const pick = walk.current.value;
    return pick ? unitsOf(pick.productId, list.productOf(pick)?.baseUnit, list.units.value) : [];
  });
  const stopOther = computed(() => {
    const { stop } = walk.walk.value;
    const id = stop?.why === 'wrong_product' ? stop.other : null;
    return walk.mine.value.find((pick) => pick.id === id) ?? null;
  });
  const picked = computed(() => {
    const last = list.done.value;
    if (!last) return null;
    const { sku, locationCode } = last.pick;
    return words.t('picking.last', { n: quantityText(last.picked), sku, location: locationCode });
  });

  const whyNoStart = computed(() => {
    if (offline.value) return words.t('picking.offline');
    const [first] = group.value?.free ?? [];
    return first && !list.mayClaim(first)
      ? words.refusal({ refused: 'not_permitted', with: { noun: 'pick', action: 'claim' } })
      : null;
  });
  const start = async (): Promise<void> => {
    if (list.busy.value || whyNoStart.value) return;
    sound((await list.claim()) ? 'count' : 'stop');
  };
  const undo = async (): Promise<void> => {
    const pick = list.done.value?.pick;
    await list.undo();
    if (pick && walk.mine.value.some(({ id }) => id === pick.id)) walk.stand(pick.id);
  };

  /** What the queue holds next, when this order is done: the next by promise that nobody picks and nothing holds. */
  const isDone = computed(() => stage.value === 'done');
  const waiting = usePicks(() =>
    isDone.value ? { where: { field: 'status', is: 'eq', value: 'reserved' }, limit: LIMITS.window } : null,
  );
  const next = computed(
    () =>
      waiting.groups.value.find(
        ({ id, held, free, warehouseId }) =>
          id !== orderId.value && !held && free.length > 0 && warehouseId === (order.value?.warehouseId ?? warehouseId),
      ) ?? null,
  );

  const more = computed(() => [
    ...(walk.mine.value.length > 0
      ? [
          {
            label: words.t('picking.giveBack'),
            icon: 'i-lucide-undo-2',
            disabled: offline.value,
            onSelect: () => void list.giveBack(),
          },
        ]
      : []),
    ...((group.value?.free.length ?? 0) > 0 && walk.mine.value.length > 0
      ? [
          {
            label: words.t('picking.takeMore', group.value?.free.length ?? 0),
            icon: 'i-lucide-hand',
            disabled: whyNoStart.value !== null,
            onSelect: () => void start(),
          },
        ]
      : []),
    ...(router.hasRoute('order')
      ? [
          {
            label: words.t('picking.openOrder'),
            icon: 'i-lucide-file-text',
            onSelect: () => void router.push({ name: 'order', params: { id: orderId.value } }),
          },
        ]
      : []),
  ]);
  return {
    list,
    walk,
    stage,
    units,
    stopOther,
    picked,
    whyNoStart,
    start,
    undo,
    next,
    more,
    mayPack: computed(() => order.value !== null && rights.value.may('order', 'pack', order.value)),
  };
};
