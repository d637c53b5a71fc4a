import { computed, type Ref, ref } from 'vue';
import { useNotices } from '../../face/notices.ts';
import { words } from '../../words/words.ts';
import type { OrderEditing } from '../order/order.editing.ts';
import type { OrderSaving } from '../order/order.saving.ts';

/** Asking for what one may not change alone: offered once the server says so, or where it is plain before. */
export const useAsking = (editing: OrderEditing, saving: OrderSaving, blocked: Ref<string | null>) => {
  const notices = useNotices();
  const open = ref(false);
  const isBeyond = computed(() => saving.refusal.value?.refused === 'order.beyond_authority');
  const beyond = computed<readonly string[]>(() => {
    const reasons = isBeyond.value ? saving.refusal.value?.with?.reasons : undefined;
    return Array.isArray(reasons) ? (reasons as readonly string[]) : editing.mustAsk.value ? ['terms'] : [];
  });
  const ask = async (why: string): Promise<void> => {
    if (blocked.value) return;
    if (await saving.ask(why)) notices.done(words.t('requests.asked'));
    else if (saving.refusal.value) notices.refused(saving.refusal.value, editing.id.value ?? undefined);
    open.value = false;
  };
  return {
    open,
    beyond,
    needed: computed(() => editing.dirty.value && editing.mayAsk.value && (isBeyond.value || editing.mustAsk.value)),
    ask,
  };
};
