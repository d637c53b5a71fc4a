import { computed, ref, shallowRef } from 'vue';
import { formatPrice } from '../../../shared/base/money.ts';
import { useRights } from '../../access/rights.ts';
import { percentText } from '../../face/figures.ts';
import { useNotices } from '../../face/notices.ts';
import { useClock } from '../../face/now.ts';
import { type Shown, useCollection } from '../../live/collection.ts';
import { command, counted } from '../../live/connection.ts';
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
  const open = ref(false);
  /** Prices that would go: those that were entered by hand since stay. */
  const going = ref(0);
  const busy = ref(false);
  return {
    rows,
    state: found.state,
    mayMake: computed(() => rights.value.mayEver('price_change', 'create')),
    open,
    going,
    busy,
    ask: async (row: Changed): Promise<void> => {
      const found = await counted({ noun: 'price', where: { field: 'changeId', is: 'eq', value: row.id } });
      going.value = found?.count ?? row.prices ?? 0;
      asked.value = row;
      open.value = true;
    },
    withdraw: async (): Promise<void> => {
      if (!asked.value || busy.value) return;
      busy.value = true;
      const answer = await command('price_change.withdraw', { id: asked.value.id });
      busy.value = false;
      open.value = false;
      if ('refused' in answer) notices.refused(answer);
      else notices.done(words.t('prices.withdrawn'));
    },
  };
};
