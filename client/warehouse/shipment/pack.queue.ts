import { computed, type Ref } from 'vue';
import { LIMITS } from '../../../shared/live/protocol.ts';
import { type Shown, useCollection } from '../../live/collection.ts';

/** The orders of the queue's rows, for what their picks do not say: how far the rest is, and cash to collect. */
export const useOrdersOf = (
  groups: Ref<readonly { readonly id: string }[]>,
): ((id: string) => Shown<'order'> | null) => {
  const ids = computed(() => groups.value.map(({ id }) => id).sort());
  const orders = useCollection('order', () =>
    ids.value.length === 0
      ? null
      : { where: { field: 'id', is: 'in', value: ids.value.slice(0, LIMITS.values) }, limit: LIMITS.window },
  );
  const byId = computed(() => new Map(orders.rows.value.map((row) => [row.id, row])));
  return (id) => byId.value.get(id) ?? null;
};
