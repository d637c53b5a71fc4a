import { computed, nextTick, type Ref, ref, shallowRef } from 'vue';
import type { Refusal } from '../../../shared/base/decision.ts';
import { PART_NUMBERS_AT_ONCE } from '../../../shared/sales/part_number/part_number.commands.ts';
import { useRights } from '../../access/rights.ts';
import { useNotices } from '../../face/notices.ts';
import { type Shown, useCollection } from '../../live/collection.ts';
import { command } from '../../live/connection.ts';
import { words } from '../../words/words.ts';
import { rowsOf } from '../list/rows.ts';
import { productsBySku } from '../order/order.find.ts';
import { sheetOf } from '../order/paste.ts';

const SHOWN = 200;
type Problem = { readonly text: string; readonly why: string };

/** The part numbers of one customer, and setting them: each product has one, and each number is one product's. */
export const useCustomerNumbers = (
  customerId: Ref<string>,
  codeBox: Ref<{ inputRef?: HTMLInputElement } | undefined>,
) => {
  const rights = useRights();
  const notices = useNotices();
  const seen = computed(() => rights.value.mayEver('part_number', 'read'));
  const numbers = useCollection('part_number', () =>
    seen.value
      ? { where: { field: 'customerId', is: 'eq', value: customerId.value }, sort: [{ field: 'code' }], limit: SHOWN }
      : null,
  );
  const product = shallowRef<Shown<'product'> | null>(null);
  const code = ref('');
  const busy = ref(false);
  const refusal = shallowRef<Refusal | null>(null);
  const problems = shallowRef<readonly Problem[]>([]);
  const send = async (pairs: readonly { readonly productId: string; readonly code: string }[]): Promise<boolean> => {
    busy.value = true;
    const answer = await command('part_number.set', { customerId: customerId.value, numbers: pairs });
    busy.value = false;
    refusal.value = 'refused' in answer ? answer : null;
    return refusal.value === null;
  };
  /** Two columns in either order, SKU and number: whichever is known as a SKU is it. Rows that are neither are named. */
  const paste = async (text: string): Promise<void> => {
    const rows = sheetOf(text);
    const cells = [...new Set(rows.flatMap((row) => row.cells.slice(0, 2)).filter(Boolean))];
    const found: Shown<'product'>[] = [];
    try {
      for (let at = 0; at < cells.length; at += 500) found.push(...(await productsBySku(cells.slice(at, at + 500))));
    } catch {
      problems.value = [{ text: words.t('orders.paste.all'), why: words.t('find.failed') }];
      return;
    }
    const bySku = new Map(found.map((row) => [row.sku ?? '', row.id]));
    const wrong: Problem[] = [];
    const pairs = new Map<string, string>();
    for (const {
      row,
      cells: [first = '', second = ''],
    } of rows) {
      const productId = bySku.get(first) ?? bySku.get(second);
      const number = bySku.has(first) ? second : first;
      if (productId !== undefined && number !== '') pairs.set(productId, number);
      // The first row is the heading where it names no product.
      else if (row > 1)
        wrong.push({
          text: words.titled(String(row), [first, second].filter(Boolean).join(' ')),
          why: words.t('orders.unknownCode'),
        });
    }
    problems.value = wrong;
    const all = [...pairs].map(([productId, number]) => ({ productId, code: number }));
    for (let at = 0; at < all.length; at += PART_NUMBERS_AT_ONCE)
      if (!(await send(all.slice(at, at + PART_NUMBERS_AT_ONCE)))) return;
    if (all.length > 0) notices.done(words.t('partNumbers.done', all.length));
  };
  return {
    seen,
    rows: numbers.rows,
    more: numbers.more,
    may: computed(() => rights.value.mayEver('part_number', 'update')),
    product,
    code,
    busy,
    problems,
    refusalText: computed(() => (refusal.value ? words.refusal(refusal.value) : '')),
    search: async (text: string, signal: AbortSignal): Promise<readonly Shown<'product'>[]> =>
      (await rowsOf('product', { search: text, limit: 8, signal })).rows,
    choose: async (row: Shown<'product'>): Promise<void> => {
      product.value = row;
      code.value = numbers.rows.value.find(({ productId }) => productId === row.id)?.code ?? '';
      await nextTick();
      codeBox.value?.inputRef?.focus();
    },
    set: async (): Promise<void> => {
      if (!product.value || code.value.trim() === '' || busy.value) return;
      if (!(await send([{ productId: product.value.id, code: code.value.trim() }]))) return;
      product.value = null;
      code.value = '';
    },
    remove: async (id: string): Promise<void> => {
      const answer = await command('part_number.remove', { id });
      refusal.value = 'refused' in answer ? answer : null;
    },
    paste: (text: string) => void paste(text),
    forget: () => {
      problems.value = [];
    },
  };
};
