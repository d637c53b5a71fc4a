import { computed, type Ref } from 'vue';
import { LIMITS } from '../../../shared/live/protocol.ts';
import { useCollection, useRow } from '../../live/collection.ts';
import { issuedSheet } from './sheet.ts';

const eq = (field: string, value: string) => ({ field, is: 'eq' as const, value });

/** An issued invoice, live: the document itself never changes, what is still open of it does. */
export const useInvoice = (id: Ref<string>) => {
  const { row: invoice, state } = useRow('invoice', id);
  const lines = useCollection('invoice_line', () => ({ where: eq('invoiceId', id.value), limit: LIMITS.window }));
  const items = useCollection('receivable', () => ({ where: eq('invoiceId', id.value), sort: [{ field: 'dueOn' }] }));
  const orderId = computed(() => invoice.value?.orderId ?? null);
  const { row: order } = useRow('order', orderId);
  const orderLines = useCollection('order_line', () =>
    orderId.value === null
      ? null
      : { where: eq('orderId', orderId.value), sort: [{ field: 'position' }], limit: LIMITS.window },
  );
  const itemIds = computed(() => items.rows.value.map((item) => item.id).sort());
  const allocations = useCollection('allocation', () =>
    itemIds.value.length === 0
      ? null
      : { where: { field: 'receivableId', is: 'in', value: itemIds.value }, sort: [{ field: 'allocatedAt' }] },
  );
  const places = computed(
    () => new Map(orderLines.rows.value.map((line, n) => [line.id, line.position ?? n] as const)),
  );
  const sheet = computed(() =>
    invoice.value
      ? issuedSheet(
          invoice.value,
          lines.rows.value,
          items.rows.value,
          places.value,
          order.value?.priceIncludesTax ?? false,
        )
      : null,
  );
  return { invoice, state, sheet, order, items: items.rows, allocations: allocations.rows };
};
