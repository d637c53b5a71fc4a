import { computed, type Ref } from 'vue';
import { LIMITS } from '../../../shared/live/protocol.ts';
import { useRights } from '../../access/rights.ts';
import { useCollection } from '../../live/collection.ts';

/** What a customer calls the products of an order, live. `customerId` is null where the reader sees no such numbers. */
export const usePartNumbers = (customer: Ref<string | null>, productIds: Ref<readonly string[]>) => {
  const rights = useRights();
  const customerId = computed(() => (rights.value.mayEver('part_number', 'read') ? customer.value : null));
  const ids = computed(() => [...new Set(productIds.value)].slice(0, LIMITS.values));
  const rows = useCollection('part_number', () =>
    customerId.value === null || ids.value.length === 0
      ? null
      : {
          where: {
            all: [
              { field: 'customerId', is: 'eq', value: customerId.value },
              { field: 'productId', is: 'in', value: ids.value },
            ],
          },
          limit: LIMITS.window,
        },
  );
  const byProduct = computed(
    () => new Map(rows.rows.value.map(({ productId, code }) => [productId ?? '', code ?? ''])),
  );
  return { customerId, of: (productId: string): string | null => byProduct.value.get(productId) ?? null };
};
