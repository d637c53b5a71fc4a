import { computed, type Ref, ref, watch } from 'vue';
import { useRights } from '../../access/rights.ts';
import { useNotices } from '../../face/notices.ts';
import { useRow } from '../../live/collection.ts';
import { words } from '../../words/words.ts';
import { useDoing } from '../doing.ts';

/** A customer's credit as far as the reader sees it, and its limit for whoever may set it. */
export const useCredit = (customerId: Ref<string | null>) => {
  const rights = useRights();
  const notices = useNotices();
  const { busy, give, once } = useDoing();
  const { row: customer, state } = useRow('customer', customerId);
  const editing = ref(false);
  const limit = ref<number | null>(null);
  const why = ref('');
  /** The limit that the edit was made from: what another sets meanwhile is not overwritten. */
  const from = ref<number | null>(null);
  const editable = computed(
    () =>
      customer.value !== null &&
      rights.value.unwritable('customer', 'update', customer.value, ['creditLimit']) === null,
  );
  watch(customerId, () => {
    editing.value = false;
  });
  const edit = (): void => {
    from.value = customer.value?.creditLimit ?? null;
    limit.value = from.value;
    why.value = '';
    editing.value = true;
  };
  const save = () =>
    once(async () => {
      const { value: now } = customer;
      if (!now) return;
      if (limit.value === from.value) {
        editing.value = false;
        return;
      }
      const set = { creditLimit: { from: from.value, to: limit.value } };
      const input = { id: now.id, set, why: why.value.trim() || null };
      if (!(await give('customer.update', input, { noun: 'customer', id: now.id }))) return;
      editing.value = false;
      notices.done(words.t('credit.saved', { name: now.name ?? '' }));
    });
  /** Somebody has set another limit while this one is being edited. */
  const overtaken = computed(() => editing.value && (customer.value?.creditLimit ?? null) !== from.value);
  return { customer, state, editing, limit, why, busy, editable, overtaken, edit, save };
};
