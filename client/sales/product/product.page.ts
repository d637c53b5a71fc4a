import { useEventListener } from '@vueuse/core';
import { computed } from 'vue';
import { useRouter } from 'vue-router';
import { useMe } from '../../access/me.ts';
import { useRights } from '../../access/rights.ts';
import { goBackTo } from '../../face/going-back.ts';
import { useNotices } from '../../face/notices.ts';
import { useCommands } from '../../face/palette.ts';
import { useCollection, useRow } from '../../live/collection.ts';
import { words } from '../../words/words.ts';
import type { Cells } from '../edit/edits.ts';
import { usePlace } from '../edit/presence.ts';
import { useRowEditing } from '../edit/row-editing.ts';
import { useRouteId } from '../route-id.ts';
import { useTimeline } from '../timeline/timeline.ts';
import { useTaxCodes } from './product.entering.ts';
import { productFields } from './product.fields.ts';

/** One product: its card, prices, units, and what is available where. */
export const useProductPage = () => {
  const router = useRouter();
  const rights = useRights();
  const me = useMe();
  const notices = useNotices();
  const id = useRouteId(['product']);
  const stored = useRow('product', id);
  const row = computed(() => stored.row.value as unknown as Cells | null);
  const editing = useRowEditing('product', id, row);
  const place = usePlace('product', id);
  const { choices } = useTaxCodes();
  const timeline = useTimeline(
    'product',
    id,
    () => row.value,
    () => me.organisation.currency,
  );
  const seesStock = computed(() => rights.value.view('stock').ever('available'));
  const stock = useCollection('stock', () =>
    seesStock.value && id.value
      ? { where: { field: 'productId', is: 'eq', value: id.value }, sort: [{ field: 'warehouseCode' }], limit: 200 }
      : null,
  );
  const places = computed(() => {
    const sums = new Map<string, { readonly code: string; available: number; low: boolean }>();
    for (const { warehouseId, warehouseCode, available, low } of stock.rows.value) {
      const found = sums.get(warehouseId ?? '') ?? { code: warehouseCode ?? '', available: 0, low: false };
      found.available += available ?? 0;
      found.low ||= low ?? false;
      sums.set(warehouseId ?? '', found);
    }
    return [...sums.values()];
  });
  const save = async (): Promise<void> => {
    if (await editing.update(null)) notices.done(words.t('orders.done.saved'));
  };
  useCommands('product', [
    {
      id: 'product.save',
      label: 'shell.save',
      shortcut: 'mod+s',
      icon: 'i-lucide-save',
      group: 'here',
      run: () => void save(),
      when: () => editing.dirty.value,
    },
    {
      id: 'product.list',
      label: 'products.toList',
      shortcut: 'Escape',
      icon: 'i-lucide-arrow-left',
      group: 'here',
      run: () => goBackTo(router, { name: 'products' }),
    },
  ]);
  useEventListener(window, 'beforeunload', (event) => {
    if (editing.dirty.value) event.preventDefault();
  });
  return {
    row: stored.row,
    state: stored.state,
    editing,
    place,
    timeline,
    fields: computed(() => productFields(() => choices(stored.row.value?.taxCode), false)),
    places,
    save: () => void save(),
  };
};
