import { computed, type Ref } from 'vue';
import { LIMITS } from '../../../shared/live/protocol.ts';
import { useMe } from '../../access/me.ts';
import { useRights } from '../../access/rights.ts';
import { useClock } from '../../face/now.ts';
import { useCollection, useRow } from '../../live/collection.ts';
import { draftFrom } from './drafts.ts';
import { draftSheet } from './sheet.ts';

const eq = (field: string, value: string | null) => ({ field, is: 'eq' as const, value });

/** An order's next invoice as it stands now: another delivery that leaves meanwhile joins it before the eyes. */
export const useDraft = (id: Ref<string>) => {
  const me = useMe();
  const rights = useRights();
  const { today } = useClock();
  const { row: order, state } = useRow('order', id);
  const own = () => ({ where: eq('orderId', id.value), limit: LIMITS.window });
  const lines = useCollection('order_line', own);
  const invoices = useCollection('invoice', own);
  const shipments = useCollection('shipment', () => ({
    where: { all: [eq('orderId', id.value), eq('billed', 'open')] },
    sort: [{ field: 'shippedOn' }],
  }));
  const allocations = useCollection('allocation', () => ({
    where: { all: [eq('orderId', id.value), eq('receivableId', null)] },
    limit: LIMITS.window,
  }));
  const ready = computed(() => [lines, invoices, allocations].every((one) => one.state.value !== 'opening'));
  const draft = computed(() =>
    order.value && ready.value
      ? draftFrom(
          {
            order: order.value,
            lines: lines.rows.value,
            invoices: invoices.rows.value,
            allocations: allocations.rows.value,
          },
          today.value,
          me.organisation.taxRounding,
        )
      : null,
  );
  return {
    order,
    opening: computed(() => state.value === 'opening' || !ready.value),
    draft,
    sheet: computed(() => (order.value && draft.value ? draftSheet(order.value, draft.value) : null)),
    shipments: shipments.rows,
    invoices: invoices.rows,
    may: computed(() => order.value !== null && rights.value.may('order', 'invoice', order.value)),
  };
};
