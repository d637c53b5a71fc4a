import { computed, type Ref, ref } from 'vue';
import { useConnection } from '../../face/connection-state.ts';
import { quantityText } from '../../face/figures.ts';
import { useNotices } from '../../face/notices.ts';
import type { Shown } from '../../live/collection.ts';
import { command } from '../../live/connection.ts';
import { words } from '../../words/words.ts';
import { useEntry } from '../scan/entry.ts';
import type { UnitChoice } from '../scan/unit.ts';
import { adjusted } from './totals.ts';

/** Corrects what is on hand at one place: found or missing, how many, and why. */
export const useAdjust = (units: Ref<readonly UnitChoice[]>) => {
  const notices = useNotices();
  const connection = useConnection();
  const place = ref<Shown<'stock'> | null>(null);
  const found = ref(false);
  const reason = ref('');
  const reasonId = ref<string | null>(null);
  const busy = ref(false);
  const entry = useEntry(units);
  const change = computed(() => (entry.base.value ?? 0) * (found.value ? 1 : -1));
  const outcome = computed(() => (place.value ? adjusted(place.value, change.value) : null));
  const consequence = computed(() => {
    const row = place.value;
    if (!row) return '';
    if (!outcome.value) {
      return change.value === 0
        ? words.t('adjusting.now', { n: quantityText(row.onHand ?? 0), location: row.locationCode })
        : words.refusal({ refused: 'stock.below_zero' });
    }
    const { onHand, givenUp } = outcome.value;
    const after = words.t('adjusting.after', { before: quantityText(row.onHand ?? 0), after: quantityText(onHand) });
    return givenUp > 0 ? `${after} ${words.t('adjusting.givenUp', { n: givenUp })}` : after;
  });
  const why = computed(() => {
    if (connection.value.state === 'offline') return words.t('packing.offline');
    if (!outcome.value) return words.t('adjusting.enterChange');
    return reason.value.trim() === '' ? words.t('adjusting.enterReason') : null;
  });
  const run = async (): Promise<void> => {
    const row = place.value;
    if (!row || busy.value || why.value) return;
    busy.value = true;
    const input = {
      stockId: row.id,
      quantity: change.value,
      reason: reason.value.trim(),
      ...(reasonId.value ? { reasonId: reasonId.value } : {}),
    };
    const answer = await command('stock.adjust', input, { about: { noun: 'stock', id: row.id } });
    busy.value = false;
    if ('refused' in answer) {
      notices.refused(answer);
      return;
    }
    notices.done(words.t('adjusting.done', { location: row.locationCode, n: quantityText(change.value) }));
    place.value = null;
  };
  return {
    place,
    found,
    reason,
    reasonId,
    entry,
    consequence,
    why,
    busy,
    open: (row: Shown<'stock'>) => {
      found.value = false;
      reason.value = '';
      reasonId.value = null;
      entry.clear();
      place.value = row;
    },
    run,
  };
};
export type Adjust = ReturnType<typeof useAdjust>;
