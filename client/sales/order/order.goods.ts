import { computed, type Ref } from 'vue';
import type { RowOf } from '../../../shared/catalogue.ts';
import { LIMITS } from '../../../shared/live/protocol.ts';
import { priceFor } from '../../../shared/sales/price/price.rules.ts';
import { useRights } from '../../access/rights.ts';
import { useClock } from '../../face/now.ts';
import { type Shown, useCollection } from '../../live/collection.ts';

export type Product = Shown<'product'>;
export type Unit = { readonly code: string; readonly factor: number };

/**
 * What order lines are made of, live: products with their units, the customer's prices, tax rates, and what is available
 * in the order's warehouse. Only what the reader may see is asked for.
 */
export const useGoods = (
  productIds: Ref<readonly string[]>,
  warehouseId: Ref<string | null>,
  priceListId: Ref<string | null>,
) => {
  const rights = useRights();
  const { today } = useClock();
  const ids = computed(() => [...new Set(productIds.value)].slice(0, LIMITS.values));
  const of = (field: string) => ({ field, is: 'in' as const, value: ids.value });
  const products = useCollection('product', () =>
    ids.value.length > 0 && rights.value.mayEver('product', 'read') ? { where: of('id'), limit: LIMITS.window } : null,
  );
  const units = useCollection('product_unit', () =>
    ids.value.length > 0 && rights.value.mayEver('product_unit', 'read')
      ? { where: of('productId'), limit: LIMITS.window }
      : null,
  );
  const prices = useCollection('price', () =>
    ids.value.length > 0 && priceListId.value && rights.value.view('price').ever('unitPrice')
      ? {
          where: { all: [{ field: 'priceListId', is: 'eq', value: priceListId.value }, of('productId')] },
          limit: LIMITS.window,
        }
      : null,
  );
  const taxCodes = useCollection('tax_code', () =>
    rights.value.mayEver('tax_code', 'read') ? { limit: LIMITS.window } : null,
  );
  const seesStock = computed(() => rights.value.view('stock').ever('available'));
  const stock = useCollection('stock', () =>
    ids.value.length > 0 && warehouseId.value && seesStock.value
      ? {
          where: { all: [{ field: 'warehouseId', is: 'eq', value: warehouseId.value }, of('productId')] },
          limit: LIMITS.window,
        }
      : null,
  );
  const byId = computed(() => new Map(products.rows.value.map((row) => [row.id, row])));
  const available = computed(() => {
    const sums = new Map<string, number>();
    for (const { productId, available: there } of stock.rows.value) {
      if (productId !== undefined && there !== undefined) sums.set(productId, (sums.get(productId) ?? 0) + there);
    }
    return sums;
  });
  const rates = computed(() => new Map(taxCodes.rows.value.map(({ code, rate }) => [code ?? '', rate ?? 0])));
  // By product: a key in one of two hundred lines asks for the prices and units of all of them.
  const pricesBy = computed(
    () => Map.groupBy(prices.rows.value, ({ productId }) => productId) as ReadonlyMap<string, RowOf<'price'>[]>,
  );
  const unitsBy = computed(() => Map.groupBy(units.rows.value, ({ productId }) => productId));
  const listed = (id: string, quantity: number): RowOf<'price'> | null =>
    priceFor(pricesBy.value.get(id) ?? [], id, Math.max(quantity, 1), today.value);
  return {
    seesStock,
    /** What is available, row by row: whoever reckons from it asks anew when it moves. */
    stockRows: stock.rows,
    /** The row of the customer's list that a quantity is priced by, today; null where the list has none. */
    listed,
    product: (id: string): Product | undefined => byId.value.get(id),
    /** The base unit first, then the others from small to large. */
    unitsOf: (id: string, baseUnit: string): readonly Unit[] => [
      { code: baseUnit, factor: 1 },
      ...(unitsBy.value.get(id) ?? []).flatMap(({ code, factor }) =>
        code !== undefined && factor !== undefined ? [{ code, factor }] : [],
      ),
    ],
    /** Base units that can be promised now; null where that is not known. */
    availableOf: (id: string): number | null =>
      seesStock.value && stock.state.value === 'ready' ? (available.value.get(id) ?? 0) : null,
    /** Of one base unit on the customer's list for a quantity, today; null where the list has none. */
    listPrice: (id: string, quantity: number): number | null => listed(id, quantity)?.unitPrice ?? null,
    taxRate: (code: string): number => rates.value.get(code) ?? 0,
  };
};
export type Goods = ReturnType<typeof useGoods>;
