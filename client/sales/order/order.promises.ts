import { useDebounceFn, useIntervalFn } from '@vueuse/core';
import { computed, type Ref, shallowRef, watch } from 'vue';
import type { Day } from '../../../shared/base/day.ts';
import { LIMITS } from '../../../shared/live/protocol.ts';
import { LINES_AT_MOST } from '../../../shared/sales/order/order.commands.ts';
import type { Promised } from '../../../shared/warehouse/expected_receipt/promise.ts';
import { useRights } from '../../access/rights.ts';
import { useCollection } from '../../live/collection.ts';
import { useMoved } from '../../live/connection.ts';
import { byKey } from '../edit/by-key.ts';
import type { Goods } from './order.goods.ts';
import { isEntered, type LineView } from './order.lines.ts';

/** Pause in typing after which it is asked anew, ms. */
const PAUSE = 250;
/** What others order moves promises without moving any row that a seller sees: asked anew so often while anything moves, ms. */
const EVERY = 15_000;

type Wanted = { readonly id: string; readonly productId: string; readonly quantity: number };

/** What a line still has to be found for, base units. */
const wantedOf = (line: LineView): Wanted | null => {
  const quantity = (line.quantity ?? 0) - line.closed - line.shipped - line.reserved;
  return line.removed || line.nature === 'charge' || quantity <= 0
    ? null
    : { id: line.id, productId: line.productId, quantity };
};

/** By when each line of an order can be there whole, as the server reckons it from what the reader may not see: a day, no quantity. */
export const usePromises = (
  orderId: Ref<string | null>,
  views: Ref<readonly LineView[]>,
  warehouseId: Ref<string | null>,
  status: Ref<string>,
  goods: Goods,
) => {
  const rights = useRights();
  const moved = useMoved();
  const days = shallowRef<ReadonlyMap<string, Promised>>(new Map());
  const isAsked = computed(
    () =>
      goods.seesStock.value &&
      (isEntered(status.value) || status.value === 'submitted' || status.value === 'confirmed'),
  );
  const wanted = computed<readonly Wanted[]>(() =>
    isAsked.value ? views.value.flatMap((line) => wantedOf(line) ?? []).slice(0, LINES_AT_MOST) : [],
  );
  const productIds = computed(() =>
    [...new Set(wanted.value.map(({ productId }) => productId))].slice(0, LIMITS.values),
  );
  /** The days on which goods are to come: their rows moving is one reason to ask anew. */
  const coming = useCollection('expected_receipt', () =>
    productIds.value.length > 0 && warehouseId.value && rights.value.mayEver('expected_receipt', 'read')
      ? {
          where: {
            all: [
              { field: 'warehouseId', is: 'eq', value: warehouseId.value },
              { field: 'status', is: 'eq', value: 'open' },
              { field: 'productId', is: 'in', value: productIds.value },
            ],
          },
          limit: LIMITS.window,
        }
      : null,
  );
  let asked = new AbortController();
  const ask = async (): Promise<void> => {
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    const lines = wanted.value;
    if (lines.length === 0 || !warehouseId.value) {
      days.value = new Map();
      return;
    }
    const body = JSON.stringify({
      warehouseId: warehouseId.value,
      orderId: orderId.value,
      lines: lines.map(({ productId, quantity }) => ({ productId, quantity })),
    });
    const headers = { 'content-type': 'application/json', accept: 'application/json' };
    try {
      const answer = await fetch('/api/promises', { method: 'POST', signal, headers, body });
      if (!answer.ok || signal.aborted) return;
      const found = (await answer.json()) as { readonly days: readonly Promised[] };
      days.value = new Map(lines.map(({ id }, at) => [id, found.days[at] ?? null]));
    } catch {
      // Cut off: what was said last stands until the next answer.
    }
  };
  const soon = useDebounceFn(() => void ask(), PAUSE);
  const question = computed(
    () => `${warehouseId.value} ${wanted.value.map(({ id, quantity }) => `${id} ${quantity}`).join()}`,
  );
  watch([question, () => goods.stockRows.value, coming.rows], () => void soon(), { immediate: true });
  let seen = 0;
  useIntervalFn(() => {
    if (moved.value === seen || document.hidden) return;
    seen = moved.value;
    if (wanted.value.length > 0) void ask();
  }, EVERY);
  /** The day, null where none is known; undefined while nobody has said. */
  const of: (lineId: string) => Day | null | undefined = byKey(() => days.value);
  return { of };
};
export type Promises = ReturnType<typeof usePromises>;
