import { useDebounceFn } from '@vueuse/core';
import { onScopeDispose, ref, shallowRef, watch } from 'vue';
import type { Filter } from '../../../shared/live/protocol.ts';
import type { Shown } from '../../live/collection.ts';
import { rowsOf } from '../../sales/list/rows.ts';

/** Pause in typing after which products are looked for, ms; how many are proposed. */
const PAUSE = 140;
const AT_MOST = 8;
/** Charges are never stocked. */
const stocked: Filter = { field: 'nature', is: 'eq', value: 'goods' };

/** Products that are kept in stock, found while typing. */
export const useProductFinder = () => {
  const typed = ref('');
  const found = shallowRef<readonly Shown<'product'>[]>([]);
  const at = ref(0);
  let asked = new AbortController();
  onScopeDispose(() => asked.abort());
  const look = async (): Promise<void> => {
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    const search = typed.value.trim();
    const answer =
      search === ''
        ? null
        : await rowsOf('product', { search, where: stocked, limit: AT_MOST, signal }).catch(() => null);
    if (signal.aborted) return;
    found.value = answer?.rows ?? [];
    at.value = 0;
  };
  const soon = useDebounceFn(look, PAUSE);
  watch(typed, () => void soon());
  return {
    typed,
    found,
    at,
    step: (by: number) => {
      const { length } = found.value;
      if (length > 0) at.value = (at.value + by + length) % length;
    },
    clear: () => {
      asked.abort();
      typed.value = '';
      found.value = [];
    },
  };
};
