import { computed, type Ref } from 'vue';
import { useRights } from '../../access/rights.ts';
import { useCollection } from '../../live/collection.ts';

/** What was offered of an order, live, the last one first. */
export const useOrderQuotes = (orderId: Ref<string>) => {
  const rights = useRights();
  const { rows } = useCollection('quote', () =>
    rights.value.mayEver('quote', 'read') && orderId.value
      ? { where: { field: 'orderId', is: 'eq', value: orderId.value }, limit: 100 }
      : null,
  );
  return { quotes: computed(() => [...rows.value].sort((a, b) => (b.revision ?? 0) - (a.revision ?? 0))) };
};

/** What was issued for an order, live. */
export const useOrderDocuments = (orderId: Ref<string>) => {
  const rights = useRights();
  const of = () => ({ where: { field: 'orderId', is: 'eq' as const, value: orderId.value }, limit: 100 });
  const shipments = useCollection('shipment', () => (rights.value.mayEver('shipment', 'read') ? of() : null));
  const invoices = useCollection('invoice', () => (rights.value.mayEver('invoice', 'read') ? of() : null));
  return { shipments: shipments.rows, invoices: invoices.rows };
};
