import { computed, type Ref, reactive, ref, shallowRef } from 'vue';
import type { Refusal } from '../../../shared/base/decision.ts';
import { formatPrice, parsePrice } from '../../../shared/base/money.ts';
import { parseQuantity } from '../../../shared/base/quantity.ts';
import { useRights } from '../../access/rights.ts';
import { useClock } from '../../face/now.ts';
import { useCollection } from '../../live/collection.ts';
import { command } from '../../live/connection.ts';
import { words } from '../../words/words.ts';
import { toWrong } from '../edit/marked.ts';
import { usePriceLists } from '../price/price-lists.ts';

/** The prices of a product on every list, and setting one. A price change never touches an order that stands. */
export const useProductPrices = (productId: Ref<string | null>) => {
  const rights = useRights();
  const { today } = useClock();
  const seen = computed(() => rights.value.view('price').ever('unitPrice'));
  const prices = useCollection('price', () =>
    seen.value && productId.value
      ? {
          where: { field: 'productId', is: 'eq', value: productId.value },
          sort: [{ field: 'priceListId' }, { field: 'minQuantity' }, { field: 'validFrom', down: true }],
          limit: 200,
        }
      : null,
  );
  const lists = usePriceLists();
  const rows = computed(() =>
    prices.rows.value.map((price) => ({
      ...price,
      list: lists.nameOf(price.priceListId),
      price: price.unitPrice === undefined ? '' : formatPrice(price.unitPrice, price.currency ?? 'TWD'),
      least:
        price.minPrice === undefined || price.minPrice === null
          ? ''
          : formatPrice(price.minPrice, price.currency ?? 'TWD'),
      past: price.validTo !== null && price.validTo !== undefined && price.validTo < today.value,
      ahead: price.validFrom !== undefined && price.validFrom > today.value,
    })),
  );
  const may = computed(() => rights.value.mayEver('price', 'update'));
  const open = ref(false);
  const busy = ref(false);
  const refusal = shallowRef<Refusal | null>(null);
  const form = reactive({ list: '', from: '1', price: '', least: '', day: '' });
  const input = computed(() => {
    const unitPrice = parsePrice(form.price);
    const minPrice = form.least.trim() === '' ? null : parsePrice(form.least);
    const minQuantity = parseQuantity(form.from);
    const isWhole =
      form.list !== '' &&
      unitPrice !== null &&
      unitPrice >= 0 &&
      (form.least.trim() === '' || minPrice !== null) &&
      minQuantity !== null &&
      minQuantity > 0;
    return isWhole
      ? {
          priceListId: form.list,
          productId: productId.value,
          unitPrice,
          minPrice,
          minQuantity,
          ...(form.day ? { validFrom: form.day } : {}),
        }
      : null;
  });
  const tried = ref(false);
  const faultsOf = (): { readonly [field in 'list' | 'price' | 'least' | 'from']?: string } => {
    const wrong = (text: string): boolean => (parsePrice(text) ?? -1) < 0;
    return {
      ...(form.list === '' ? { list: words.t('edit.needed') } : {}),
      ...(wrong(form.price) ? { price: words.t('products.priceWrong') } : {}),
      ...(form.least.trim() !== '' && parsePrice(form.least) === null ? { least: words.t('products.priceWrong') } : {}),
      ...((parseQuantity(form.from) ?? 0) > 0 ? {} : { from: words.t('products.fromWrong') }),
    };
  };
  return {
    rows,
    seen,
    may,
    open,
    busy,
    refusal,
    form,
    /** What of it is no value, once it was to be set. */
    faults: computed(() => (tried.value ? faultsOf() : {})),
    lists: lists.all,
    begin: () => {
      Object.assign(form, { list: lists.usual.value?.id ?? '', from: '1', price: '', least: '', day: today.value });
      refusal.value = null;
      tried.value = false;
      open.value = true;
    },
    set: async (): Promise<void> => {
      if (busy.value) return;
      if (input.value === null) {
        tried.value = true;
        return toWrong();
      }
      busy.value = true;
      const answer = await command('price.set', input.value);
      busy.value = false;
      if ('refused' in answer) refusal.value = answer;
      else open.value = false;
    },
    refusalText: computed(() => (refusal.value ? words.refusal(refusal.value) : '')),
  };
};
