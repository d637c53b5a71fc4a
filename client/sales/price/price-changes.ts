import { computed, ref, shallowRef } from 'vue';
import { formatPrice } from '../../../shared/base/money.ts';
import { useRights } from '../../access/rights.ts';
import { percentText } from '../../face/figures.ts';
import { useNotices } from '../../face/notices.ts';
import { useClock } from '../../face/now.ts';
import { type Shown, useCollection } from '../../live/collection.ts';
import { command } from '../../live/connection.ts';
import { words } from '../../words/words.ts';

type Changed = Shown<'price_change'>;
const signed = (text: string): string => (text.startsWith('-') ? text.replace('-', '−') : `+${text}`);

/** By how much a change moved its prices; empty where the reader sees no prices. */
const howOf = ({ percent, amount, currency }: Changed): string => {
  if (percent !== null && percent !== undefined) {
    const text = percentText(percent, words.language);
    return `${text.startsWith('−') ? text : `+${text}`} %`;
  }
  return amount === null || amount === undefined ? '' : `${signed(formatPrice(amount, currency || 'TWD'))} ${currency}`;
};

/** Changes of many prices at once, the latest first; what has not begun can be taken back. */
export const usePriceChanges = () => {
  const rights = useRights();
  const notices = useNotices();
  const { today } = useClock();
  const found = useCollection('price_change', { limit: 200 });
  const rows = computed(() =>
    found.rows.value.map((row) => {
      const ahead = row.status === 'standing' && row.validFrom !== undefined && row.validFrom > today.value;
      return {
        ...row,
        how: howOf(row),
        ahead,
        mayWithdraw: ahead && rights.value.may('price_change', 'withdraw', row),
      };
    }),
  );
  const asked = shallowRef<Changed | null>(null);
  const busy = ref(false);
  return {
    rows,
    state: found.state,
    mayMake: computed(() => rights.value.mayEver('price_change', 'create')),
    asked,
    busy,
    withdraw: async (): Promise<void> => {
      if (!asked.value || busy.value) return;
      busy.value = true;
      const answer = await command('price_change.withdraw', { id: asked.value.id });
      busy.value = false;
      asked.value = null;
      if ('refused' in answer) notices.refused(answer);
      else notices.done(words.t('prices.withdrawn'));
    },
  };
};
