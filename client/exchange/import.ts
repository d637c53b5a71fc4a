import { computed, ref } from 'vue';
import { formatDecimal, parseDecimal } from '../../shared/base/decimal.ts';
import { PRICE_DIGITS } from '../../shared/base/money.ts';
import type { Target } from '../../shared/exchange/import_run/import.columns.ts';
import { words } from '../words/words.ts';
import { useBringing } from './bringing.ts';
import { bringFile, type ImportChoices, type Preview, readAgain, runImport, saveFaults } from './import-door.ts';

const asked = (choices: ImportChoices): ImportChoices => ({ ...choices, language: words.language });

/** A file of orders on its way in. */
export const useImport = () => {
  const bringing = useBringing<ImportChoices, Preview>({
    bring: bringFile,
    again: (id, choices) => readAgain(id, asked(choices)),
    run: (id, choices) => runImport(id, asked(choices)),
  });
  const { preview, choices, choose } = bringing;
  const rateText = ref('');
  const bring = async (file: File): Promise<void> => {
    await bringing.bring(file);
    const rate = preview.value?.choices.rate ?? null;
    rateText.value = rate === null ? '' : formatDecimal(rate, PRICE_DIGITS, { atLeast: 0 });
  };
  const chooseColumn = (target: string, column: number | null): void => {
    if (choices.value) choose({ columns: { ...choices.value.columns, [target as Target]: column } });
  };
  const rateWrong = computed(
    () => rateText.value.trim() !== '' && (parseDecimal(rateText.value, PRICE_DIGITS) ?? 0) <= 0,
  );
  const chooseRate = (text: string): void => {
    rateText.value = text;
    const rate = parseDecimal(text, PRICE_DIGITS);
    choose({ rate: rate !== null && rate > 0 ? rate : null });
  };
  const chooseCurrency = (currency: string, own: string): void => {
    rateText.value = currency === own ? '1' : '';
    choose({ currency, rate: currency === own ? 10 ** PRICE_DIGITS : null });
  };
  const toggleCharge = (sku: string, charge: boolean): void => {
    const { value } = choices;
    if (value)
      choose({ charges: charge ? [...value.charges, sku] : value.charges.filter((one: string) => one !== sku) });
  };
  /** Lines of orders that cannot be taken; none is counted while it is not chosen what stands where. */
  const toLeave = computed(() => {
    const { counts, missing = [] } = preview.value ?? {};
    return counts && !missing.some((one) => one.startsWith('column_')) ? counts.refused.lines : 0;
  });
  const wrong = computed(() =>
    toLeave.value > 0 && !choices.value?.leaveOut ? words.t('imports.tables.wrong', { n: toLeave.value }) : null,
  );
  const getFaults = async (): Promise<void> => {
    if (preview.value)
      await saveFaults({ ...preview.value, choices: asked(preview.value.choices) }, null, words.language);
  };
  const own = { toLeave, wrong, getFaults };
  return { ...bringing, ...own, bring, rateText, rateWrong, chooseColumn, chooseRate, chooseCurrency, toggleCharge };
};
export type Importing = ReturnType<typeof useImport>;
