import { computed, ref } from 'vue';
import { formatDecimal, parseDecimal } from '../../shared/base/decimal.ts';
import { PRICE_DIGITS } from '../../shared/base/money.ts';
import type { Target } from '../../shared/exchange/import_run/import.columns.ts';
import { words } from '../words/words.ts';
import { useBringing } from './bringing.ts';
import { bringFile, type ImportChoices, type Preview, readAgain, runImport } from './import-door.ts';

/** A file of orders on its way in. */
export const useImport = () => {
  const bringing = useBringing<ImportChoices, Preview>({
    bring: bringFile,
    again: (id, choices) => readAgain(id, { ...choices, language: words.language }),
    run: (id, choices) => runImport(id, { ...choices, language: words.language }),
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
  return { ...bringing, bring, rateText, rateWrong, chooseColumn, chooseRate, chooseCurrency, toggleCharge };
};
export type Importing = ReturnType<typeof useImport>;
