import { useDebounceFn, useStorage } from '@vueuse/core';
import { computed, onScopeDispose, type Ref, ref, shallowRef, watch } from 'vue';
import { LIMITS } from '../../../shared/live/protocol.ts';
import { useCan } from '../../access/can.ts';
import { useRights } from '../../access/rights.ts';
import { useNotices } from '../../face/notices.ts';
import { type Shown, useCollection } from '../../live/collection.ts';
import { command } from '../../live/connection.ts';
import { words } from '../../words/words.ts';
import { type Location, locationsByCode, locationsFrom, sequenceAfter } from './stock.find.ts';

/** Pause in typing after which places are proposed, ms. */
const PAUSE = 140;

/** Where goods come in: the warehouse, and the place by scan, by its code or from where the product lies already. */
export const useReceivingPlace = (product: Ref<Shown<'product'> | null>) => {
  const rights = useRights();
  const { can } = useCan();
  const notices = useNotices();
  const all = useCollection('warehouse', { limit: LIMITS.window });
  const warehouses = computed(() =>
    all.rows.value.filter(({ id }) => rights.value.may('stock', 'receive', { warehouseId: id })),
  );
  const kept = useStorage<string | null>('crossdock.warehouse', null);
  const warehouse = computed(() => warehouses.value.find(({ id }) => id === kept.value) ?? warehouses.value[0] ?? null);
  const warehouseId = computed(() => warehouse.value?.id ?? null);

  const typed = ref('');
  const place = shallowRef<Location | null>(null);
  const proposed = shallowRef<readonly Location[]>([]);
  watch(warehouseId, () => {
    place.value = null;
    typed.value = '';
  });
  /** Where the product lies in this warehouse already: the likeliest place. */
  const known = useCollection('stock', () =>
    product.value && warehouseId.value
      ? {
          where: {
            all: [
              { field: 'productId', is: 'eq', value: product.value.id },
              { field: 'warehouseId', is: 'eq', value: warehouseId.value },
            ],
          },
          limit: LIMITS.window,
        }
      : null,
  );
  let asked = new AbortController();
  onScopeDispose(() => asked.abort());
  const look = async (): Promise<void> => {
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    if (!warehouseId.value) return;
    const found = await locationsFrom(typed.value.trim(), warehouseId.value, signal).catch(() => null);
    if (found && !signal.aborted) proposed.value = found;
  };
  const soon = useDebounceFn(look, PAUSE);
  watch([typed, warehouseId], () => void soon(), { immediate: true });

  const put = (location: Location | null): void => {
    place.value = location;
    typed.value = location?.code ?? '';
  };
  /** The place with exactly this code, if it is one of this warehouse. Rejects when nobody answers. */
  const byCode = async (code: string): Promise<boolean> => {
    if (!warehouseId.value) return false;
    const [found] = await locationsByCode(code, warehouseId.value);
    if (found) put(found);
    return found !== undefined;
  };
  watch(typed, (now) => {
    if (place.value && now.trim() !== place.value.code) place.value = null;
  });
  const create = async (): Promise<void> => {
    const at = warehouseId.value;
    const code = typed.value.trim();
    if (!at || code === '') return;
    const sequence = await sequenceAfter(at).catch(() => null);
    if (sequence === null) {
      notices.failed(words.t('list.failed'), words.t('list.failedWhat'));
      return;
    }
    const answer = await command('location.create', { warehouseId: at, code, sequence });
    if ('refused' in answer) notices.refused(answer);
    else await byCode(code).catch(() => false);
  };
  return {
    warehouses,
    warehouse,
    warehouseId,
    setWarehouse: (id: string) => {
      kept.value = id;
    },
    typed,
    place,
    /** Places under the field: where it lies, then those whose code begins so. */
    proposals: computed(() => {
      const here = known.rows.value.map(({ locationId, locationCode, available }) => ({
        id: locationId ?? '',
        code: locationCode ?? '',
        available,
      }));
      const more = proposed.value
        .filter(({ id }) => !here.some((one) => one.id === id))
        .map(({ id, code }) => ({ id, code: code ?? '', available: undefined }));
      const text = typed.value.trim().toLowerCase();
      return [...here, ...more].filter(({ code }) => code.toLowerCase().startsWith(text)).slice(0, 8);
    }),
    put: ({ id, code }: { readonly id: string; readonly code: string }) => put({ id, code }),
    clear: () => put(null),
    byCode,
    mayCreate: computed(
      () =>
        can('location', 'create') &&
        typed.value.trim() !== '' &&
        !place.value &&
        !proposed.value.some(({ code }) => code === typed.value.trim()),
    ),
    create,
  };
};
