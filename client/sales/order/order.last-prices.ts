import { computed, type Ref, shallowRef, watch } from 'vue';
import type { Filter } from '../../../shared/live/protocol.ts';
import { LIMITS } from '../../../shared/live/protocol.ts';
import { useRights } from '../../access/rights.ts';
import { rowsOf } from '../list/rows.ts';

export type LastPrice = {
  /** Of one base unit, 6 decimals. */
  readonly unitPrice: number;
  /** ppm */
  readonly discount: number;
  /** ms since 1970 UTC */
  readonly at: number;
  readonly orderId: string;
};
/** A customer's long history of a few products may hide the others: asked again without those, so often at most. */
const ROUNDS = 4;
const sold = ['submitted', 'confirmed', 'completed'];

/**
 * What a customer paid last for these products, in this currency, of the orders whose amounts the reader sees: the same
 * road as every list, so that nobody learns a price here that they could not look up.
 */
export const lastPricesOf = async (
  customerId: string,
  productIds: readonly string[],
  currency: string,
  exceptOrder: string | null,
  signal: AbortSignal,
): Promise<ReadonlyMap<string, LastPrice>> => {
  const found = new Map<string, LastPrice>();
  let open = [...new Set(productIds)];
  for (let round = 0; round < ROUNDS && open.length > 0; round++) {
    const where: Filter = {
      all: [
        { field: 'customerId', is: 'eq', value: customerId },
        { field: 'productId', is: 'in', value: open.slice(0, LIMITS.values) },
        { field: 'orderStatus', is: 'in', value: sold },
        { field: 'currency', is: 'eq', value: currency },
        { field: 'free', is: 'eq', value: false },
        // Only lines whose price is shown: what is hidden is not the last one, it is none.
        { field: 'unitPrice', is: 'ge', value: 0 },
        ...(exceptOrder ? [{ field: 'orderId', is: 'ne' as const, value: exceptOrder }] : []),
      ],
    };
    const { rows, next } = await rowsOf('order_line', {
      where,
      sort: [{ field: 'submittedAt', down: true }],
      limit: 500,
      signal,
    });
    for (const { productId, unitPrice, discount, submittedAt, orderId } of rows)
      if (productId && unitPrice !== undefined && !found.has(productId))
        found.set(productId, { unitPrice, discount: discount ?? 0, at: submittedAt ?? 0, orderId: orderId ?? '' });
    if (next === null) break;
    open = open.filter((id) => !found.has(id));
  }
  return found;
};

/** The last prices of an order's products, asked for once for each product. */
export const useLastPrices = (
  customerId: Ref<string | null>,
  productIds: Ref<readonly string[]>,
  currency: Ref<string>,
  exceptOrder: Ref<string | null>,
) => {
  const rights = useRights();
  const prices = shallowRef<ReadonlyMap<string, LastPrice>>(new Map());
  const known = new Set<string>();
  let whose = '';
  let asking = new AbortController();
  const ids = computed(() =>
    rights.value.view('order_line').ever('unitPrice') ? [...new Set(productIds.value)].sort() : [],
  );
  watch(
    () => `${customerId.value} ${currency.value} ${ids.value.join()}`,
    async () => {
      const of = `${customerId.value} ${currency.value}`;
      if (of !== whose) {
        asking.abort();
        asking = new AbortController();
        known.clear();
        prices.value = new Map();
        whose = of;
      }
      const fresh = ids.value.filter((id) => !known.has(id));
      if (customerId.value === null || fresh.length === 0) return;
      for (const id of fresh) known.add(id);
      const { signal } = asking;
      const found = await lastPricesOf(customerId.value, fresh, currency.value, exceptOrder.value, signal).catch(
        () => null,
      );
      if (signal.aborted) return;
      if (found === null) for (const id of fresh) known.delete(id);
      else prices.value = new Map([...prices.value, ...found]);
    },
    { immediate: true },
  );
  return { of: (productId: string): LastPrice | null => prices.value.get(productId) ?? null };
};
