import { computed, type Ref } from 'vue';
import { LIMITS } from '../../../shared/live/protocol.ts';
import { openPickStatuses } from '../../../shared/warehouse/pick/pick.fields.ts';
import { useRights } from '../../access/rights.ts';
import { type Shown, useCollection, useRow } from '../../live/collection.ts';
import { unitsOf } from '../scan/unit.ts';
import { missing, totalsOf } from './totals.ts';

export type WaitingLine = {
  readonly id: string;
  readonly orderId: string;
  readonly order: Shown<'order'> | null;
  readonly missing: number;
};

/** First lines of the ledger that are shown, and how many more at a time. */
const LEDGER = 50;

/** Order lines that wait for a product, those promised first; all warehouses, or one. `null` asks nothing. */
export const useWaiting = (productId: () => string | null, warehouseId: () => string | null = () => null) => {
  const rights = useRights();
  const lines = useCollection('order_line', () => {
    const id = productId();
    const at = warehouseId();
    if (id === null || !rights.value.mayEver('order_line', 'read')) return null;
    return {
      where: {
        all: [
          { field: 'productId', is: 'eq', value: id },
          { field: 'fulfilment', is: 'eq', value: 'backordered' },
          ...(at ? [{ field: 'warehouseId', is: 'eq' as const, value: at }] : []),
        ],
      },
      limit: LIMITS.window,
    };
  });
  const orderIds = computed(() => [...new Set(lines.rows.value.flatMap(({ orderId }) => orderId ?? []))].sort());
  const orders = useCollection('order', () =>
    orderIds.value.length === 0
      ? null
      : { where: { field: 'id', is: 'in', value: orderIds.value.slice(0, LIMITS.values) }, limit: LIMITS.window },
  );
  return computed<readonly WaitingLine[]>(() =>
    lines.rows.value
      .map((line) => ({
        id: line.id,
        orderId: line.orderId ?? '',
        order: orders.rows.value.find(({ id }) => id === line.orderId) ?? null,
        missing: missing(line),
      }))
      .sort((a, b) => ((a.order?.promisedOn ?? '9999') < (b.order?.promisedOn ?? '9999') ? -1 : 1)),
  );
};

/** One product in the warehouse: where it lies, who holds it, who waits, and the ledger of what moved. */
export const useStockProduct = (productId: Ref<string>) => {
  const rights = useRights();
  const ofProduct = () => ({ field: 'productId', is: 'eq' as const, value: productId.value });
  const { row: product, state } = useRow('product', productId);
  const units = useCollection('product_unit', () => ({ where: ofProduct() }));
  const stock = useCollection('stock', () => ({ where: ofProduct(), limit: LIMITS.window }));
  const ledger = useCollection('stock_movement', () =>
    rights.value.mayEver('stock_movement', 'read')
      ? { where: ofProduct(), sort: [{ field: 'movedAt', down: true }], limit: LEDGER }
      : null,
  );
  const picks = useCollection('pick', () =>
    rights.value.mayEver('pick', 'read')
      ? {
          where: { all: [ofProduct(), { field: 'status', is: 'in', value: [...openPickStatuses] }] },
          limit: LIMITS.window,
        }
      : null,
  );
  const places = computed(() =>
    stock.rows.value.toSorted((a, b) =>
      `${a.warehouseCode} ${a.locationCode}`.localeCompare(`${b.warehouseCode} ${b.locationCode}`),
    ),
  );
  const seen = computed(() => {
    const view = rights.value.view('stock');
    return {
      places: view.ever('locationCode'),
      quantities: view.ever('onHand'),
      available: view.ever('available'),
      cost: view.ever('unitCost'),
      value: view.ever('value'),
    };
  });
  return {
    product,
    state,
    units: computed(() => unitsOf(productId.value, product.value?.baseUnit, units.rows.value)),
    places,
    changed: stock.changed,
    totals: computed(() => totalsOf(stock.rows.value)),
    seen,
    ledger: ledger.rows,
    ledgerState: ledger.state,
    hasMore: ledger.more,
    older: () => ledger.further(LEDGER),
    reservations: picks.rows,
    waiting: useWaiting(() => productId.value),
    mayReceive: computed(() => rights.value.mayEver('stock', 'receive')),
    mayAdjust: (row: Shown<'stock'>) => rights.value.may('stock', 'adjust', row),
  };
};
