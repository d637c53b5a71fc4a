import type { Ref } from 'vue';
import { useRights } from '../../access/rights.ts';
import { useCollection } from '../../live/collection.ts';

/** What was issued for an order, live. */
export const useOrderDocuments = (orderId: Ref<string>) => {
  const rights = useRights();
  const of = () => ({ where: { field: 'orderId', is: 'eq' as const, value: orderId.value }, limit: 100 });
  const shipments = useCollection('shipment', () => (rights.value.mayEver('shipment', 'read') ? of() : null));
  const invoices = useCollection('invoice', () => (rights.value.mayEver('invoice', 'read') ? of() : null));
  return { shipments: shipments.rows, invoices: invoices.rows };
};
