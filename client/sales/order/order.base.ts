import { computed, type Ref, ref } from 'vue';
import { useMe } from '../../access/me.ts';
import { useRights } from '../../access/rights.ts';
import { useCollection, useRow } from '../../live/collection.ts';
import type { Cells } from '../edit/edits.ts';
import type { OrderDraft } from './order.draft.ts';

/** The live rows that an order stands on; for one that is not at the server yet, what it takes from its customer. */
export const useOrderBase = (id: Ref<string | null>, draft: Ref<OrderDraft>) => {
  const me = useMe();
  const rights = useRights();
  const stored = useRow('order', id);
  const lines = useCollection('order_line', () =>
    id.value === null
      ? null
      : { where: { field: 'orderId', is: 'eq', value: id.value }, sort: [{ field: 'position' }], limit: 500 },
  );
  /** An order that was made here, until its row arrives. */
  const made = ref('');
  const madeFor = ref<string | null>(null);
  const customerId = computed(
    () => stored.row.value?.customerId ?? draft.value.customerId ?? (made.value === id.value ? madeFor.value : null),
  );
  const customer = useRow('customer', () => (rights.value.mayEver('customer', 'read') ? customerId.value : null));
  const lists = useCollection('price_list', () => (rights.value.mayEver('price_list', 'read') ? { limit: 100 } : null));
  const warehouses = useCollection('warehouse', () =>
    rights.value.mayEver('warehouse', 'read') ? { limit: 100 } : null,
  );
  const list = computed(() => lists.rows.value.find((one) => one.id === customer.row.value?.priceListId) ?? null);
  const usualWarehouse = computed(
    () =>
      warehouses.rows.value.find((one) => rights.value.actor.warehouses.includes(one.id))?.id ??
      warehouses.rows.value[0]?.id ??
      null,
  );

  /** What stands: the stored order, or what a new one takes from its customer. */
  const base = computed<Cells>(() => {
    const row = stored.row.value;
    if (row) return row as Cells;
    if (id.value !== null && id.value !== made.value) return {};
    const from = customer.row.value;
    return {
      status: 'draft',
      promisedOn: null,
      externalNumber: null,
      warehouseId: usualWarehouse.value,
      consignee: from?.consignee ?? null,
      deliveryStreet: from?.deliveryStreet ?? null,
      deliveryPhone: from?.deliveryPhone ?? null,
      deliveryInstructions: from?.deliveryInstructions ?? null,
      notes: null,
      discount: 0,
      settlement: from?.settlement,
      termsDays: from?.termsDays,
      prepaymentShare: from?.prepaymentShare,
      currency: list.value?.currency ?? from?.currency ?? me.organisation.currency,
      priceIncludesTax: list.value?.includesTax ?? false,
      customerId: customerId.value,
      sellerId: from?.sellerId,
      teamId: from?.teamId ?? null,
    };
  });
  return {
    stored,
    lines,
    customer,
    list,
    warehouses: warehouses.rows,
    base,
    /** Its row is on the way: until then it stays what was entered. */
    opened: (now: string) => {
      made.value = now;
      madeFor.value = draft.value.customerId;
    },
  };
};
