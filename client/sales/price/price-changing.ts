import { useDebounceFn } from '@vueuse/core';
import { computed, onScopeDispose, reactive, ref, shallowRef, watch } from 'vue';
import { useRouter } from 'vue-router';
import { addDays } from '../../../shared/base/day.ts';
import { formatDecimal, parseDecimal } from '../../../shared/base/decimal.ts';
import type { Refusal } from '../../../shared/base/decision.ts';
import { formatPrice, PRICE_DIGITS, parsePrice } from '../../../shared/base/money.ts';
import type { Filter } from '../../../shared/live/protocol.ts';
import type { Least, Rounding } from '../../../shared/sales/price_change/price_change.fields.ts';
import type { Outcome } from '../../../shared/sales/price_change/price_change.plan.ts';
import { useMe } from '../../access/me.ts';
import { keepsBegun } from '../../face/begun.ts';
import { useNotices } from '../../face/notices.ts';
import { useClock } from '../../face/now.ts';
import { dayText } from '../../face/time.ts';
import { command } from '../../live/connection.ts';
import { words } from '../../words/words.ts';
import { usePriceLists } from './price-lists.ts';
import { stepOn } from './price-step.ts';

/** Pause in typing after which the preview is asked anew, ms. */
const PAUSE = 300;
/** Lines that a page shows, at most. */
export const SHOWN = 300;

type Line = {
  readonly id: string;
  readonly productId: string;
  readonly sku: string;
  readonly name: string | null;
  readonly localName: string | null;
  readonly minQuantity: number;
  readonly was: number;
  readonly price: number;
  readonly wasLeast: number | null;
  readonly least: number | null;
  readonly outcome: Outcome;
  readonly until: string | null;
  readonly later: string | null;
  readonly cost?: number;
  readonly belowCost?: true;
};
type Preview = {
  readonly currency: string;
  readonly lines: readonly Line[];
  readonly prices: number;
  readonly mark: string;
};
export type PreviewTab = 'all' | 'changed' | 'stays' | 'cost';

const tabOf: { readonly [tab in PreviewTab]: (line: Line) => boolean } = {
  all: () => true,
  changed: ({ outcome }) => outcome === 'changed',
  stays: ({ outcome }) => outcome !== 'changed',
  cost: ({ belowCost, outcome }) => belowCost === true && outcome === 'changed',
};
type Form = {
  list: string;
  which: Filter | null;
  by: 'percent' | 'amount';
  value: string;
  step: string;
  rounding: Rounding;
  least: Least;
  day: string;
  note: string;
};
const begun = keepsBegun<Form>();

/** As a person types a minus. */
const plain = (text: string): string => text.trim().replace(/^−/, '-');

/** Many prices of a list changed together: chosen and reckoned here, shown line by line by the server before it is done. */
export const usePriceChanging = () => {
  const router = useRouter();
  const notices = useNotices();
  const { today } = useClock();
  const lists = usePriceLists();
  const mine = useMe().me?.person.id ?? '';
  const form = reactive<Form>(
    begun.of(mine) ?? {
      list: '',
      which: { field: 'status', is: 'eq', value: 'active' },
      by: 'percent',
      value: '',
      step: '',
      rounding: 'nearest',
      least: 'keep',
      day: addDays(today.value, 1),
      note: '',
    },
  );
  const busy = ref(false);
  let isMade = false;
  let isLeft = false;
  onScopeDispose(() => {
    isLeft = true;
    begun.leave(mine, isMade || form.value.trim() === '' ? null : { ...form }, busy.value);
  });
  const list = computed(() => lists.rows.value.find(({ id }) => id === form.list) ?? lists.usual.value);
  const currency = computed(() => list.value?.currency ?? '');
  // The usual step comes with the first list. One that was taken out stays so when the list comes in again.
  let begins = begun.of(mine) === null;
  watch(currency, (code, before) => {
    if (begins || before !== '') form.step = stepOn(form.step, before, code);
    if (code !== '') begins = false;
  });
  const value = computed(() =>
    form.by === 'percent' ? parseDecimal(plain(form.value), 4) : parsePrice(plain(form.value)),
  );
  const step = computed(() => (form.step.trim() === '' ? null : parsePrice(form.step)));
  const wrong = computed(() => ({
    value: form.value.trim() !== '' && value.value === null,
    step: form.step.trim() !== '' && !(step.value && step.value > 0),
  }));
  const input = computed(() =>
    list.value && value.value !== null && !wrong.value.step && form.day !== ''
      ? {
          priceListId: list.value.id,
          which: form.which,
          [form.by]: value.value,
          step: step.value,
          rounding: form.rounding,
          least: form.least,
          validFrom: form.day,
          note: form.note.trim() || null,
        }
      : null,
  );
  const preview = shallowRef<Preview | null>(null);
  const refusal = shallowRef<Refusal | null>(null);
  const looking = ref(false);
  const tab = ref<PreviewTab>('all');
  let asked = new AbortController();

  const look = async (): Promise<void> => {
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    if (input.value === null) {
      preview.value = null;
      refusal.value = null;
      looking.value = false;
      return;
    }
    looking.value = true;
    try {
      const answer = await fetch('/api/price-changes/preview', {
        method: 'POST',
        headers: { 'content-type': 'application/json' },
        body: JSON.stringify({ ...input.value, note: null }),
        signal,
      });
      const body = (await answer.json()) as Preview | Refusal;
      refusal.value = 'refused' in body ? body : null;
      preview.value = 'refused' in body ? null : body;
    } catch {
      if (signal.aborted) return;
      refusal.value = { refused: 'server.failed' };
      preview.value = null;
    }
    looking.value = false;
    if (tab.value === 'cost' && !preview.value?.lines.some(tabOf.cost)) tab.value = 'all';
  };
  const soon = useDebounceFn(look, PAUSE);
  /** The note is no part of what is previewed. */
  const question = computed(() => JSON.stringify(input.value && { ...input.value, note: null }));
  watch(
    question,
    () => {
      looking.value = input.value !== null;
      void soon();
    },
    { immediate: true },
  );

  const dayOf = (day: string | null): string => (day === null ? '' : dayText(day, words.language, today.value, true));
  const textOf = (price: number | null): string =>
    price === null ? '' : formatPrice(price, preview.value?.currency || 'TWD');
  const counts = computed(() => {
    const lines = preview.value?.lines ?? [];
    const count = (name: PreviewTab): number => lines.filter(tabOf[name]).length;
    return { all: lines.length, changed: count('changed'), stays: count('stays'), cost: count('cost') };
  });
  const chosen = computed(() => (preview.value?.lines ?? []).filter(tabOf[tab.value]));
  return {
    lists: lists.all,
    list,
    currency,
    form,
    wrong,
    today,
    preview,
    looking,
    busy,
    tab,
    counts,
    of: computed(() => chosen.value.length),
    lines: computed(() =>
      chosen.value.slice(0, SHOWN).map((line) => ({
        ...line,
        title: [line.name, line.localName].filter(Boolean).join(' '),
        wasText: textOf(line.was),
        priceText: textOf(line.outcome === 'below_minimum' || line.outcome === 'changed' ? line.price : line.was),
        costText: line.cost === undefined ? '' : formatDecimal(line.cost, PRICE_DIGITS, { atLeast: 2 }),
        laterText: line.later === null ? '' : words.t('prices.later', { day: dayOf(line.later) }),
        stays:
          line.outcome === 'changed'
            ? null
            : words.t(`prices.outcome.${line.outcome}`, { price: textOf(line.least), day: dayOf(line.until) }),
      })),
    ),
    seesCost: computed(() => preview.value?.lines.some(({ cost }) => cost !== undefined) ?? false),
    refusalText: computed(() => (refusal.value ? words.refusal(refusal.value) : '')),
    make: async (): Promise<void> => {
      if (!input.value || !preview.value || preview.value.prices === 0 || busy.value || looking.value) return;
      busy.value = true;
      const answer = await command('price_change.make', { ...input.value, mark: preview.value.mark });
      busy.value = false;
      if (!('refused' in answer)) {
        isMade = true;
        notices.done(words.t('prices.made', Number(answer.answer.prices)));
        if (!isLeft) await router.push({ name: 'price-changes' });
        return;
      }
      if (isLeft) return void notices.refused(answer);
      await look();
      refusal.value = answer;
    },
  };
};
