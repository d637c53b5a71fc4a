import { computed, type Ref, ref } from 'vue';
import { LIMITS } from '../../../shared/live/protocol.ts';
import { useRights } from '../../access/rights.ts';
import { useNotices } from '../../face/notices.ts';
import { useCollection, useRow } from '../../live/collection.ts';
import { words } from '../../words/words.ts';
import { useDoing } from '../doing.ts';
import { useAllocation } from './allocation.ts';
import { useClaims } from './claims.live.ts';

/** A receipt with what it went to; what is left of it can be put to more, and the whole of it taken back. */
export const useReceipt = (id: Ref<string>) => {
  const rights = useRights();
  const notices = useNotices();
  const { busy, give, once } = useDoing();
  const { row: receipt, state } = useRow('receipt', id);
  const allocations = useCollection('allocation', () => ({
    where: { field: 'receiptId', is: 'eq', value: id.value },
    sort: [{ field: 'allocatedAt' }],
    limit: LIMITS.window,
  }));
  const itemIds = computed(() =>
    [...new Set(allocations.rows.value.flatMap(({ receivableId }) => receivableId ?? []))].sort(),
  );
  const items = useCollection('receivable', () =>
    itemIds.value.length === 0
      ? null
      : { where: { field: 'id', is: 'in', value: itemIds.value }, limit: LIMITS.window },
  );
  const invoices = computed(
    () => new Map(items.rows.value.map(({ id: item, invoiceId }) => [item, invoiceId] as const)),
  );
  const mayAllocate = computed(
    () =>
      receipt.value?.status === 'open' &&
      rights.value.may('receipt', 'allocate', receipt.value) &&
      receipt.value.unallocated !== undefined,
  );
  const customerId = computed(() => (mayAllocate.value ? (receipt.value?.customerId ?? null) : null));
  const currency = computed(() => receipt.value?.currency ?? '');
  const left = computed(() => receipt.value?.unallocated ?? 0);
  const reference = computed(() => receipt.value?.reference ?? '');
  const claims = useClaims(customerId, currency);
  const allocation = useAllocation(claims.claims, left, reference, claims.opening);
  const fault = computed(() => {
    if (allocation.amounts.value.size === 0) return words.t('receipt.nothingPut');
    if (allocation.state.value.remaining < 0) return words.t('receipt.tone.over');
    return allocation.sound.value ? null : words.t('receipt.fixAbove');
  });
  const allocate = () =>
    once(async () => {
      if (!mayAllocate.value) return;
      if (fault.value) return void notices.say(fault.value);
      const input = { id: id.value, allocations: allocation.wishes() };
      if (!(await give('receipt.allocate', input, { noun: 'receipt', id: id.value }))) return;
      notices.done(
        words.t('receipt.allocatedMore', { number: receipt.value?.number ?? '', n: input.allocations.length }),
      );
      allocation.forget();
      allocation.suggest();
    });

  const asking = ref(false);
  const why = ref('');
  const missing = ref(false);
  const mayReverse = computed(
    () =>
      receipt.value !== null &&
      receipt.value.status !== 'reversed' &&
      rights.value.may('receipt', 'reverse', receipt.value),
  );
  const askReverse = (): void => {
    if (!mayReverse.value) return;
    why.value = '';
    missing.value = false;
    asking.value = true;
  };
  const reverse = () =>
    once(async () => {
      const reason = why.value.trim();
      missing.value = reason === '';
      if (missing.value) return;
      if (!(await give('receipt.reverse', { id: id.value, why: reason }, { noun: 'receipt', id: id.value }))) return;
      asking.value = false;
      notices.done(words.t('receipt.reversed', { number: receipt.value?.number ?? '' }));
    });
  return {
    receipt,
    state,
    currency,
    left,
    allocations: allocations.rows,
    invoiceOf: ({ receivableId }: { readonly receivableId?: string | null }) => invoices.value.get(receivableId ?? ''),
    claims,
    allocation,
    mayAllocate,
    fault,
    busy,
    allocate,
    asking,
    why,
    missing,
    mayReverse,
    askReverse,
    reverse,
  };
};
