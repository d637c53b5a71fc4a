import { computed, reactive, ref, shallowRef } from 'vue';
import type { Refusal } from '../../../shared/base/decision.ts';
import { parseQuantity } from '../../../shared/base/quantity.ts';
import { LIMITS } from '../../../shared/live/protocol.ts';
import { useRights } from '../../access/rights.ts';
import { useNotices } from '../../face/notices.ts';
import { useClock } from '../../face/now.ts';
import { type Shown, useCollection } from '../../live/collection.ts';
import { command } from '../../live/connection.ts';
import { words } from '../../words/words.ts';

type Expected = Shown<'expected_receipt'>;

/** What suppliers are to bring, the earliest first; entered, moved to another day and closed where they stand. */
export const useExpected = () => {
  const rights = useRights();
  const notices = useNotices();
  const { today } = useClock();
  const all = ref(false);
  const found = useCollection('expected_receipt', () => ({
    ...(all.value ? {} : { where: { field: 'status', is: 'eq' as const, value: 'open' } }),
    sort: [{ field: 'expectedOn' }, { field: 'sku' }],
    limit: LIMITS.window,
  }));
  const warehouses = useCollection('warehouse', { limit: LIMITS.window });
  const mayEnter = computed(() => rights.value.mayEver('expected_receipt', 'create'));
  const enterable = computed(() =>
    warehouses.rows.value.filter(({ id }) => rights.value.may('expected_receipt', 'create', { warehouseId: id })),
  );
  const rows = computed(() =>
    found.rows.value.map((row) => ({
      ...row,
      open: row.quantity === undefined || row.received === undefined ? undefined : row.quantity - row.received,
      late: row.status === 'open' && row.expectedOn !== undefined && row.expectedOn < today.value,
      movable:
        row.status === 'open' && rights.value.unwritable('expected_receipt', 'update', row, ['expectedOn']) === null,
      closable: row.status === 'open' && rights.value.may('expected_receipt', 'close', row),
    })),
  );

  const product = shallowRef<Shown<'product'> | null>(null);
  const form = reactive({ warehouse: '', day: '', quantity: '', reference: '' });
  const busy = ref(false);
  const refusal = shallowRef<Refusal | null>(null);
  const warehouseId = computed(() => form.warehouse || (enterable.value[0]?.id ?? ''));
  const quantity = computed(() => parseQuantity(form.quantity));
  const isWhole = computed(
    () => product.value !== null && warehouseId.value !== '' && form.day !== '' && (quantity.value ?? 0) >= 1,
  );
  const told = (answer: { readonly refused: string } | object): boolean => {
    refusal.value = 'refused' in answer ? (answer as Refusal) : null;
    return refusal.value === null;
  };
  return {
    all,
    rows,
    state: found.state,
    more: found.more,
    today,
    mayEnter,
    warehouses: enterable,
    warehouseId,
    product,
    form,
    busy,
    isWhole,
    refusalOf: (field: string): string | undefined =>
      refusal.value?.field === field ? words.refusal(refusal.value) : undefined,
    refusalText: computed(() =>
      refusal.value && !['expectedOn', 'quantity'].includes(refusal.value.field ?? '')
        ? words.refusal(refusal.value)
        : '',
    ),
    enter: async (): Promise<boolean> => {
      if (!isWhole.value || busy.value || !product.value) return false;
      busy.value = true;
      const { id: productId, sku } = product.value;
      const input = {
        productId,
        warehouseId: warehouseId.value,
        expectedOn: form.day,
        quantity: quantity.value,
        reference: form.reference.trim() || null,
      };
      const done = told(await command('expected_receipt.enter', input));
      busy.value = false;
      if (!done) return false;
      notices.done(words.t('expected.entered', { sku, n: quantity.value ?? 0 }));
      product.value = null;
      form.quantity = '';
      return true;
    },
    move: async (row: Expected, day: string): Promise<void> => {
      if (day === '' || day === row.expectedOn) return;
      const set = { expectedOn: { from: row.expectedOn, to: day } };
      const answer = await command('expected_receipt.update', { id: row.id, set });
      if ('refused' in answer) notices.refused(answer, row.id);
    },
    close: async (row: Expected): Promise<void> => {
      const answer = await command('expected_receipt.close', { id: row.id });
      if ('refused' in answer) notices.refused(answer, row.id);
    },
  };
};
