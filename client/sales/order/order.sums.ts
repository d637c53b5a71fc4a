import { computed } from 'vue';
import { givenAway } from '../../../shared/sales/order/order.free.ts';
import { freeKinds } from '../../../shared/sales/order/order.states.ts';
import { useMe } from '../../access/me.ts';
import { useRights } from '../../access/rights.ts';
import { percentText } from '../../face/figures.ts';
import { words } from '../../words/words.ts';
import type { OrderEditing } from './order.editing.ts';

type Sum = { readonly label: string; readonly minor: number };

/** The amounts of an order as far as the reader sees them: as they are stored, or as they follow from the edits. */
export const useOrderSums = (editing: OrderEditing) => {
  const me = useMe();
  const rights = useRights();
  const currency = computed(() => editing.order.value.currency ?? me.organisation.currency);
  const found = computed(() => {
    const figures = editing.figures.value;
    return figures && !('refused' in figures) ? figures : null;
  });
  const taxes = computed<readonly Sum[]>(() => {
    const rates = new Map<number, number>();
    if (found.value) for (const { rate, tax } of found.value.taxes) rates.set(rate, tax);
    else
      for (const { taxRate, tax } of editing.lines.rows.value)
        if (taxRate !== undefined && tax !== undefined) rates.set(taxRate, (rates.get(taxRate) ?? 0) + tax);
    return [...rates].map(([rate, minor]) => ({
      label: words.t('orders.taxAt', { rate: percentText(rate, words.language) }),
      minor,
    }));
  });
  const sums = computed(() => {
    const order = editing.base.value;
    const now =
      found.value?.order ??
      (order.total === undefined
        ? null
        : { net: order.net as number, tax: order.tax as number, total: order.total as number });
    if (!now || !editing.seesAmounts.value) return null;
    const stored = (field: 'invoicedTotal' | 'paidTotal' | 'cost' | 'margin'): readonly Sum[] => {
      const minor = order[field];
      return typeof minor === 'number' && minor !== 0 ? [{ label: words.field('order', field), minor }] : [];
    };
    return {
      rows: [{ label: words.field('order', 'net'), minor: now.net }, ...taxes.value] as readonly Sum[],
      total: now.total,
      after: [...stored('invoicedTotal'), ...stored('paidTotal'), ...stored('cost'), ...stored('margin')],
    };
  });
  /** How much of the credit limit is used: the figures only for those who may read them. */
  const credit = computed(() => {
    const customer = editing.customer.value;
    if (!customer || !rights.value.view('customer').ever('creditLimit') || customer.exposure === undefined) return null;
    const limit = customer.creditLimit ?? null;
    const used = limit === null || limit === 0 ? 1 : Math.min(1, customer.exposure / limit);
    return {
      exposure: customer.exposure,
      limit,
      over: limit !== null && customer.exposure > limit,
      share: `${Math.round(used * 100)}%`,
    };
  });
  const tooLarge = computed(() => {
    const figures = editing.figures.value;
    return figures && 'refused' in figures ? figures : null;
  });
  /** What is given away, counted apart from what is charged. */
  const given = computed(() =>
    editing.seesAmounts.value
      ? givenAway(
          editing.views.value
            .filter((line) => !line.removed)
            .map((line) => ({ ...line, quantity: line.quantity ?? 0 })),
          currency.value,
          freeKinds,
        )
      : [],
  );
  return { sums, currency, credit, tooLarge, given };
};
