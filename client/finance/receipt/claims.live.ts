import { computed, type Ref } from 'vue';
import { type Filter, LIMITS } from '../../../shared/live/protocol.ts';
import { useCollection } from '../../live/collection.ts';
import { claimRows } from './claims.ts';

const eq = (field: string, value: string | null): Filter => ({ field, is: 'eq', value });
const isIn = (field: string, value: string[]): Filter => ({ field, is: 'in', value });

/** A customer's open items and the orders that can be prepaid, in one currency, live. */
export const useClaims = (customerId: Ref<string | null>, currency: Ref<string>) => {
  const asked = (...more: Filter[]): Filter | null =>
    customerId.value === null ? null : { all: [eq('customerId', customerId.value), ...more] };
  const items = useCollection('receivable', () => {
    const where = asked(eq('status', 'open'), eq('currency', currency.value));
    return where && { where, sort: [{ field: 'dueOn' }, { field: 'invoiceNumber' }], limit: LIMITS.window };
  });
  const orders = useCollection('order', () => {
    const where = asked(
      eq('currency', currency.value),
      isIn('status', ['submitted', 'confirmed']),
      isIn('billing', ['uninvoiced', 'part_invoiced']),
    );
    return where && { where, sort: [{ field: 'number' }], limit: 100 };
  });
  const prepayments = useCollection('allocation', () => {
    const where = asked(eq('receivableId', null));
    return where && { where, limit: LIMITS.window };
  });
  /** Items that this currency leaves out are told, so that nobody wonders where they are. */
  const elsewhere = useCollection('receivable', () => {
    const where = asked(eq('status', 'open'), { field: 'currency', is: 'ne', value: currency.value });
    return where && { where, limit: 20 };
  });
  const rows = computed(() =>
    customerId.value === null ? [] : claimRows(items.rows.value, orders.rows.value, prepayments.rows.value),
  );
  return {
    rows,
    claims: computed(() => rows.value.map(({ claim }) => claim)),
    opening: computed(
      () => customerId.value !== null && [items, orders, prepayments].some((one) => one.state.value === 'opening'),
    ),
    changed: items.changed,
    otherCurrencies: computed(() => [...new Set(elsewhere.rows.value.flatMap(({ currency: code }) => code ?? []))]),
  };
};
