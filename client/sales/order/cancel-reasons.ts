import { computed } from 'vue';
import { type CancelReason, cancelReasons } from '../../../shared/sales/order/order.states.ts';
import { useChoices } from '../../system/choice/choices.ts';
import { words } from '../../words/words.ts';

/** What a cancellation is counted as: the kind, or the company's own reason, which stands for one. */
export type Counted = { readonly reason: CancelReason } | { readonly reasonId: string };

/** The company's reasons, or where it keeps none the kinds themselves. */
export const useCancelReasons = () => {
  const choices = useChoices('cancel');
  return computed<readonly { readonly key: string; readonly label: string; readonly counted: Counted }[]>(() =>
    choices.value.length > 0
      ? choices.value.map(({ id, label }) => ({ key: id, label, counted: { reasonId: id } }))
      : cancelReasons.map((reason) => ({
          key: reason,
          label: words.value('order', 'cancelReason', reason),
          counted: { reason },
        })),
  );
};
