import { computed, type Ref, shallowRef } from 'vue';
import { parseDecimal } from '../../../shared/base/decimal.ts';
import { PPM } from '../../../shared/base/money.ts';
import { sameTerms, type Terms, termsParts } from '../../../shared/finance/terms.ts';
import { settlements } from '../../../shared/sales/customer/customer.fields.ts';
import { percentText } from '../../face/figures.ts';
import type { Shown } from '../../live/collection.ts';
import { type ShownOrder, termsOf } from './queue.ts';

const MOST_DAYS = 365;
type Typed = { readonly settlement: Terms['settlement']; readonly days: string; readonly share: string };

/** The settlement method while it is being chosen: what was typed stays with its order, for whoever looks at another meanwhile. */
export const useTerms = (order: Ref<ShownOrder | null>, customer: Ref<Shown<'customer'> | null>) => {
  const begun = shallowRef<ReadonlyMap<string, Typed>>(new Map());
  const typed = computed<Typed | null>(() => begun.value.get(order.value?.id ?? '') ?? null);
  const stored = computed<Terms | null>(() => order.value && termsOf(order.value));
  const shown = computed<Typed>(() => {
    if (typed.value) return typed.value;
    const terms = stored.value;
    return {
      settlement: terms?.settlement ?? 'net',
      days: String(terms?.termsDays ?? ''),
      share: percentText(terms?.prepaymentShare ?? 0, 'en'),
    };
  });
  const days = computed(() => {
    const found = parseDecimal(shown.value.days, 0);
    return found !== null && found >= 0 && found <= MOST_DAYS ? found : null;
  });
  /** Typed as per cent, kept as ppm. */
  const share = computed(() => {
    const found = parseDecimal(shown.value.share, 4);
    return found !== null && found > 0 && found <= PPM ? found : null;
  });
  const terms = computed<Terms | null>(() => {
    const { settlement } = shown.value;
    if (days.value === null || (settlement === 'prepayment' && share.value === null)) return null;
    return { settlement, termsDays: days.value, prepaymentShare: settlement === 'prepayment' ? (share.value ?? 0) : 0 };
  });
  const change = (part: Partial<Typed>): void => {
    begun.value = new Map([...begun.value, [order.value?.id ?? '', { ...shown.value, ...part }]]);
  };
  const choose = (settlement: Terms['settlement']): void => {
    const usual = customer.value?.prepaymentShare || PPM;
    const fresh = settlement === 'prepayment' && share.value === null;
    change({ settlement, ...(fresh ? { share: percentText(usual, 'en') } : {}) });
  };
  return {
    settlements,
    shown,
    terms,
    faults: computed(() => ({
      days: days.value === null,
      share: shown.value.settlement === 'prepayment' && share.value === null,
    })),
    changed: computed(() => terms.value !== null && stored.value !== null && !sameTerms(terms.value, stored.value)),
    parts: computed(() =>
      terms.value && order.value?.total !== undefined ? termsParts(terms.value, order.value.total) : [],
    ),
    choose,
    /** Kept terms, as they are. */
    take: ({ settlement, termsDays, prepaymentShare }: Terms) =>
      change({ settlement, days: String(termsDays), share: percentText(prepaymentShare, 'en') }),
    setDays: (days: string) => change({ days }),
    setShare: (share: string) => change({ share }),
    /** Of an order that is decided nothing is begun any more. */
    forget: (id: string) => {
      begun.value = new Map([...begun.value].filter(([order]) => order !== id));
    },
  };
};
export type TermsChoice = ReturnType<typeof useTerms>;
