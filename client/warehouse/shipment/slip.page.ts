import { computed, type Ref } from 'vue';
import { LIMITS } from '../../../shared/live/protocol.ts';
import { useCollection, useRow } from '../../live/collection.ts';
import { alongTheWalk } from '../pick/pick.groups.ts';

/** What lies in one package and where it goes, for the slip that travels in it. */
export const useSlip = (id: Ref<string>) => {
  const { row: parcel, state } = useRow('package', id);
  const orderId = computed(() => parcel.value?.orderId ?? null);
  const { row: order } = useRow('order', orderId);
  const { row: shipment } = useRow('shipment', () => parcel.value?.shipmentId ?? null);
  const picks = useCollection('pick', () => ({
    where: { field: 'packageId', is: 'eq', value: id.value },
    limit: LIMITS.window,
  }));
  const all = useCollection('package', () =>
    orderId.value === null
      ? null
      : {
          where: {
            all: [
              { field: 'orderId', is: 'eq', value: orderId.value },
              { field: 'status', is: 'ne', value: 'unpacked' },
            ],
          },
          limit: LIMITS.window,
        },
  );
  return {
    parcel,
    state,
    order,
    shipment,
    contents: computed(() => [...picks.rows.value].sort(alongTheWalk)),
    count: computed(() => all.rows.value.length),
  };
};
