import { useDebounceFn } from '@vueuse/core';
import { computed, type Ref, shallowRef, watch } from 'vue';
import type { NounName } from '../../shared/catalogue.ts';
import { type Filter, LIMITS } from '../../shared/live/protocol.ts';
import { type Shown, useCollection } from '../live/collection.ts';
import { allRowsOf } from '../sales/list/rows.ts';

/** More than a window holds is asked for anew this long after it moved, ms. */
const SETTLED = 400;
const MOST = 20_000;

/**
 * All rows of a noun, for counting and choosing among few: live as far as one window reaches, which is all of them in most
 * companies; what lies beyond is read beside it.
 */
export const useAllRows = <N extends NounName>(
  noun: N,
  where: Filter | null = null,
): { readonly rows: Ref<readonly Shown<N>[]>; readonly state: Ref<'opening' | 'ready' | 'refused'> } => {
  const window = useCollection(noun, { limit: LIMITS.window, where });
  const beyond = shallowRef<readonly Shown<N>[]>([]);
  const read = useDebounceFn(async () => {
    beyond.value = await allRowsOf(noun, { where }, MOST).catch(() => []);
  }, SETTLED);
  watch([window.more, window.rows], ([more]) => {
    if (more) void read();
    else beyond.value = [];
  });
  const rows = computed(() => {
    const here = new Set(window.rows.value.map(({ id }) => id));
    return window.more.value
      ? [...window.rows.value, ...beyond.value.filter(({ id }) => !here.has(id))]
      : window.rows.value;
  });
  return { rows, state: window.state };
};
