import { computed, ref, shallowRef } from 'vue';
import { isDay } from '../../../shared/base/day.ts';
import { useMe } from '../../access/me.ts';
import { useNotices } from '../../face/notices.ts';
import { useClock } from '../../face/now.ts';
import { command } from '../../live/connection.ts';
import { words } from '../../words/words.ts';
import { isRefused } from '../doing.ts';
import { rowsAmong, sums, type Waiting, waitingOf } from './drafts.ts';

export type Undone = { readonly id: string; readonly title: string; readonly why: string };

/**
 * Issues invoices of one or many orders, each by its own command. Asked first: what they come to and what it means. One
 * that is refused is named, the others stand.
 * @param issued called with the invoices' ids in the order in which they were issued
 */
export const useIssuing = (issued: (ids: readonly string[]) => void) => {
  const me = useMe();
  const notices = useNotices();
  const { today } = useClock();
  const open = ref(false);
  const loading = ref(false);
  const busy = ref(false);
  const done = ref(0);
  const waiting = shallowRef<readonly Waiting[]>([]);
  const undone = shallowRef<readonly Undone[]>([]);
  const postedOn = ref('');
  /** Absent: today. The field says itself of what was typed that it is no day, or ahead. */
  const isWhole = computed(() => postedOn.value === '' || (isDay(postedOn.value) && postedOn.value <= today.value));

  const ask = async (orderIds: readonly string[]): Promise<void> => {
    if (busy.value) return;
    undone.value = [];
    waiting.value = [];
    postedOn.value = today.value;
    loading.value = true;
    open.value = true;
    try {
      waiting.value = await waitingOf([...new Set(orderIds)], today.value, me.organisation.taxRounding);
    } catch {
      open.value = false;
      notices.failed(words.t('list.failed'), words.t('list.failedWhat'));
    } finally {
      loading.value = false;
    }
  };
  const run = async (): Promise<void> => {
    if (busy.value || loading.value || waiting.value.length === 0 || !isWhole.value) return;
    busy.value = true;
    done.value = 0;
    const made: string[] = [];
    const left: Undone[] = [];
    for (const { id, number } of waiting.value) {
      const input = {
        orderId: id,
        ...(postedOn.value && postedOn.value !== today.value ? { postedOn: postedOn.value } : {}),
      };
      const answer = await command('order.invoice', input, { about: { noun: 'order', id } });
      if (isRefused(answer)) left.push({ id, title: number, why: words.refusal(answer) });
      else made.push(String(answer.answer.id));
      done.value++;
    }
    busy.value = false;
    open.value = false;
    undone.value = left;
    if (made.length > 0) notices.done(words.t('invoicing.done', { n: made.length }));
    issued(made);
  };
  return {
    open,
    loading,
    busy,
    done,
    waiting,
    undone,
    postedOn,
    isWhole,
    today,
    sums: computed(() => sums(waiting.value)),
    ask,
    /** The orders of these delivery notes, each once. */
    askFor: async (shipmentIds: readonly string[]) => {
      loading.value = true;
      open.value = true;
      waiting.value = [];
      try {
        const rows = await rowsAmong('shipment', 'id', shipmentIds);
        await ask(
          rows.flatMap(({ orderId, billed }) => (orderId !== undefined && billed !== 'invoiced' ? [orderId] : [])),
        );
      } catch {
        open.value = false;
        notices.failed(words.t('list.failed'), words.t('list.failedWhat'));
      }
    },
    run,
  };
};
export type Issuing = ReturnType<typeof useIssuing>;
