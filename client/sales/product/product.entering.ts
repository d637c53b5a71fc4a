import { computed, ref } from 'vue';
import { useRouter } from 'vue-router';
import { choiceName } from '../../../shared/system/choice/choice.rules.ts';
import { percentText } from '../../face/figures.ts';
import { useNotices } from '../../face/notices.ts';
import { useCommands } from '../../face/palette.ts';
import { useCollection } from '../../live/collection.ts';
import { words } from '../../words/words.ts';
import { toEmpty, toMarked } from '../edit/marked.ts';
import { useRowEditing } from '../edit/row-editing.ts';
import { productFields } from './product.fields.ts';

/** Tax codes to choose from, with their rates. */
export const useTaxCodes = () => {
  const codes = useCollection('tax_code', { limit: 100 });
  /** Those in use, and the one that a product has already. */
  const choices = (kept?: unknown) =>
    codes.rows.value
      .filter(({ code, active }) => active !== false || code === kept)
      .map((row) => ({
        value: row.code ?? '',
        label: [
          row.code,
          choiceName(row, words.language),
          row.rate === undefined ? '' : `${percentText(row.rate, words.language)} %`,
        ]
          .filter(Boolean)
          .join(' · '),
      }));
  return { codes: codes.rows, choices };
};

/** A new product. */
export const useProductEntry = () => {
  const router = useRouter();
  const notices = useNotices();
  const { codes, choices } = useTaxCodes();
  const editing = useRowEditing('product', ref(null), ref(null), () => ({
    nature: 'goods',
    taxCode: codes.value.find(({ active }) => active)?.code ?? null,
  }));
  const fields = computed(() => productFields(() => choices(), true));
  const missing = computed(() =>
    ['sku', 'name', 'baseUnit', 'taxCode']
      .filter((field) => !editing.now.value[field])
      .map((field) => words.field('product', field)),
  );
  const why = computed(() =>
    missing.value.length > 0
      ? words.t('customers.missing', { fields: missing.value.join(words.t('access.comma')) })
      : editing.blocked.value,
  );
  const save = async (): Promise<void> => {
    if (why.value) {
      notices.say(why.value);
      if (missing.value.length > 0) toEmpty();
      else toMarked();
      return;
    }
    const made = await editing.create();
    if (made !== null) await router.replace({ name: 'product', params: { id: made } });
  };
  useCommands('product-entry', [
    {
      id: 'product.save',
      label: 'shell.save',
      shortcut: 'mod+s',
      icon: 'i-lucide-save',
      group: 'here',
      run: () => void save(),
    },
    {
      id: 'product.list',
      label: 'products.toList',
      shortcut: 'Escape',
      icon: 'i-lucide-arrow-left',
      group: 'here',
      run: () => void router.push({ name: 'products' }),
    },
  ]);
  return { editing, fields, why, save: () => void save() };
};
