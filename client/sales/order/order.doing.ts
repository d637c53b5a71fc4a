import { computed, type Ref, reactive, ref } from 'vue';
import { settlements } from '../../../shared/sales/customer/customer.fields.ts';
import type { CancelReason } from '../../../shared/sales/order/order.states.ts';
import { useNotices } from '../../face/notices.ts';
import { command } from '../../live/connection.ts';
import { words } from '../../words/words.ts';
import type { Cells } from '../edit/edits.ts';
import { readInput } from '../edit/field-kinds.ts';
import type { Action, ActionId } from './order.actions.ts';

type Hold = { readonly id: string; readonly kind?: string };
type Asked = { readonly action: Action } | { readonly hold: Hold };

/** Doing something with an order: asks what has to be said first, and says what became of it. */
export const useOrderDoing = (row: Ref<Cells>, submit: () => Promise<boolean>) => {
  const notices = useNotices();
  const asked = ref<Asked | null>(null) as Ref<Asked | null>;
  const busy = ref(false);
  const why = ref('');
  /** What a cancellation is counted under. */
  const reason = ref<CancelReason>('customer');
  const terms = reactive({ settlement: 'net', termsDays: '', prepaymentShare: '' });

  const begin = (what: Asked): void => {
    why.value = '';
    reason.value = 'customer';
    terms.settlement = String(row.value.settlement ?? 'net');
    terms.termsDays = String(row.value.termsDays ?? 0);
    terms.prepaymentShare = String(((row.value.prepaymentShare as number | undefined) ?? 0) / 10_000);
    asked.value = what;
  };
  const send = async (name: string, input: object, done: string): Promise<void> => {
    busy.value = true;
    const answer = await command(name, input, { about: { noun: 'order', id: String(row.value.id) } });
    busy.value = false;
    if ('refused' in answer) notices.refused(answer, String(row.value.id));
    else {
      asked.value = null;
      notices.done(done);
    }
  };
  const termsInput = (): object | null => {
    const days = readInput('integer', terms.termsDays, '');
    const share = readInput('percent', terms.prepaymentShare, '');
    if (!days || !share) return null;
    return {
      ...(terms.settlement === row.value.settlement ? {} : { settlement: terms.settlement }),
      ...(days.value === row.value.termsDays ? {} : { termsDays: days.value }),
      ...(terms.settlement === 'prepayment' ? { prepaymentShare: share.value } : {}),
    };
  };
  const isWrong = computed(() => {
    const what = asked.value;
    if (what === null) return true;
    if ('hold' in what) return false;
    return what.action.asks === 'reason' ? why.value.trim() === '' : termsInput() === null;
  });
  const run = async (): Promise<void> => {
    const what = asked.value;
    if (what === null || busy.value || isWrong.value) return;
    const { id } = row.value;
    if ('hold' in what) {
      await send('hold.release', { id: what.hold.id, why: why.value.trim() || null }, words.t('orders.done.release'));
      return;
    }
    const action: ActionId = what.action.id;
    const said = why.value.trim();
    const input =
      action === 'review'
        ? { id, ...termsInput() }
        : action === 'return'
          ? { id, reason: said }
          : action === 'cancel'
            ? { id, why: said, reason: reason.value }
            : { id, why: said };
    await send(`order.${action}`, input, words.t(`orders.done.${action as Exclude<ActionId, 'submit'>}`));
  };
  return {
    asked,
    busy,
    why,
    reason,
    terms,
    isWrong,
    settlements: computed(() =>
      settlements.map((value) => ({ value, label: words.value('order', 'settlement', value) })),
    ),
    act: (action: Action) => {
      if (action.why !== null) return;
      if (action.id === 'submit') void submit();
      else if (action.id === 'quote' || action.id === 'accept')
        void send(`order.${action.id}`, { id: row.value.id }, words.t(`orders.done.${action.id}`));
      else begin({ action });
    },
    release: (hold: Hold) => begin({ hold }),
    run,
    close: () => {
      asked.value = null;
    },
  };
};
export type OrderDoing = ReturnType<typeof useOrderDoing>;
