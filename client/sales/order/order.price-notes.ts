import { computed } from 'vue';
import { dayOf } from '../../../shared/base/day.ts';
import { formatPrice, PPM } from '../../../shared/base/money.ts';
import { type PriceJudged, priceJudged } from '../../../shared/sales/price/price.floor.ts';
import { useMe } from '../../access/me.ts';
import { percentText } from '../../face/figures.ts';
import { useClock } from '../../face/now.ts';
import { dayText } from '../../face/time.ts';
import { words } from '../../words/words.ts';
import type { OrderEditing } from './order.editing.ts';
import type { LineView } from './order.lines.ts';

export type PriceNote = {
  readonly id: 'warn' | 'list' | 'last';
  readonly text: string;
  /** How it came about, in full. */
  readonly about: string;
  readonly warns: boolean;
};

/**
 * Beside a price: the list's and how it came about, what the customer paid last, and whether it needs somebody's approval,
 * by the rule that will hold the order. Only of prices that the reader sees, and while the line may still be changed.
 */
export const usePriceNotes = (editing: OrderEditing) => {
  const me = useMe();
  const { today, zone } = useClock();
  const currency = computed(() => editing.order.value.currency ?? me.organisation.currency);
  const authority = computed(() => me.me?.person.discountAuthority ?? 0);
  const priceText = (micro: number): string => formatPrice(micro, currency.value);
  const onDay = (day: string): string => dayText(day, words.language, today.value, true);

  const warning = (judged: PriceJudged, minimum: number | null): string | null => {
    if (judged === 'below_minimum') return words.t('orders.price.belowMinimum', { price: priceText(minimum ?? 0) });
    if (judged !== 'beyond_authority') return null;
    return words.t('orders.price.beyond', { rate: percentText(authority.value, words.language) || '0' });
  };
  /** What was agreed to when the order was confirmed waits for nobody, until somebody changes it. */
  const isAgreed = (line: LineView): boolean =>
    editing.status.value === 'confirmed' &&
    line.row !== null &&
    !editing.draft.value.header.has('discount') &&
    !['unitPrice', 'discount', 'quantity'].some((field) => line.edits.has(field));
  const notesOf = (line: LineView): readonly PriceNote[] => {
    if (!editing.seesAmounts.value || !editing.mayEdit.value || line.removed || line.free || line.fixed) return [];
    if (line.unitPrice === undefined) return [];
    const notes: PriceNote[] = [];
    const listed = editing.goods.listed(line.productId, line.quantity ?? 1);
    if (line.unitPrice !== null && authority.value < PPM && !isAgreed(line)) {
      const asked = {
        unitPrice: line.unitPrice,
        discount: line.discount ?? 0,
        orderDiscount: editing.order.value.discount ?? 0,
      };
      const text = warning(priceJudged(asked, listed, authority.value), listed?.minPrice ?? null);
      if (text) notes.push({ id: 'warn', text, about: text, warns: true });
    }
    if (listed && (listed.unitPrice !== line.unitPrice || listed.minQuantity > 1)) {
      const n = listed.minQuantity;
      const price = priceText(listed.unitPrice);
      const until = listed.validTo ? words.t('orders.price.until', { day: onDay(listed.validTo) }) : '';
      const about = [
        editing.list.value?.name,
        words.t('orders.price.break', { price, n, unit: line.baseUnit }),
        words.t('orders.price.since', { day: onDay(listed.validFrom) }),
        until,
      ];
      const text = n > 1 ? words.t('orders.price.listFrom', { price, n }) : words.t('orders.price.list', { price });
      notes.push({ id: 'list', text, about: about.filter(Boolean).join(words.t('access.comma')), warns: false });
    }
    const last = editing.lastPrices.of(line.productId);
    if (last) {
      const discount = last.discount > 0 ? ` −${percentText(last.discount, words.language)} %` : '';
      const price = `${priceText(last.unitPrice)}${discount}`;
      const day = onDay(dayOf(last.at, zone.value));
      notes.push({
        id: 'last',
        text: words.t('orders.price.last', { price }),
        about: words.t('orders.price.lastOn', { price, day }),
        warns: false,
      });
    }
    return notes;
  };
  /** The same notes while they say the same, so that a line is not rendered for a key in another. */
  const said = new Map<string, { readonly text: string; readonly notes: readonly PriceNote[] }>();
  return (line: LineView): readonly PriceNote[] => {
    const notes = notesOf(line);
    const text = JSON.stringify(notes);
    const before = said.get(line.id);
    if (before?.text === text) return before.notes;
    said.set(line.id, { text, notes });
    return notes;
  };
};
