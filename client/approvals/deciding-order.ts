/** A hold under the eyes of whoever lifts it, or sends its order back. */
import { computed, type Ref } from 'vue';
import { useBehalf } from '../access/deputy/behalf.ts';
import { useRights } from '../access/rights.ts';
import { type Shown, useRow } from '../live/collection.ts';
import { type Foreseeing, useEffectOf } from '../sales/change_request/effect.ts';
import { orderOf } from './waiting.ts';

export const useHeldOrder = (
  hold: Ref<Shown<'hold'> | null>,
  holds: Ref<readonly Shown<'hold'>[]>,
  orderId: Ref<string | null>,
  busy: Ref<boolean>,
) => {
  const rights = useRights();
  const behalf = useBehalf();
  const { row: order } = useRow('order', orderId);
  const mayRelease = computed(() => hold.value !== null && rights.value.may('hold', 'release', hold.value));
  /** To refuse what holds a submitted order is to send it back to its seller. */
  const mayReturn = computed(() => {
    const held = hold.value;
    if (!held) return false;
    const row = order.value ?? orderOf(held);
    const open = holds.value.filter((one) => one.orderId === held.orderId);
    return row.status === 'submitted' && behalf.mayReturn.value(row, open);
  });
  const foreseeing = computed<Foreseeing | null>(() =>
    hold.value && mayRelease.value
      ? { command: 'hold.release', input: { id: hold.value.id }, orderId: hold.value.orderId ?? '' }
      : null,
  );
  return { order, mayRelease, mayReturn, ...useEffectOf(foreseeing, busy) };
};
