import { computed, ref, shallowRef } from 'vue';
import { formatDecimal, parseDecimal } from '../../shared/base/decimal.ts';
import type { Refusal } from '../../shared/base/decision.ts';
import { PRICE_DIGITS } from '../../shared/base/money.ts';
import type { Target } from '../../shared/exchange/import_run/import.columns.ts';
import { words } from '../words/words.ts';
import { bringFile, type ImportChoices, type Preview, readAgain, runImport } from './import-door.ts';

/** How long after the last change a file is read again, ms. */
const PAUSE = 300;

/** A file on its way in: brought, looked at, read otherwise, run. */
export const useImport = () => {
  const preview = shallowRef<Preview | null>(null);
  const refusal = shallowRef<Refusal | null>(null);
  /** Name of the file that is being brought. */
  const reading = ref<string | null>(null);
  const busy = ref(false);
  const rateText = ref('');
  let waiting: ReturnType<typeof setTimeout> | undefined;
  let asked = 0;

  const take = (answer: Preview | Refusal): void => {
    if ('refused' in answer) refusal.value = answer;
    else {
      preview.value = answer;
      refusal.value = null;
    }
  };
  const bring = async (file: File): Promise<void> => {
    refusal.value = null;
    reading.value = file.name;
    const answer = await bringFile(file);
    reading.value = null;
    take(answer);
    const rate = preview.value?.choices.rate ?? null;
    rateText.value = rate === null ? '' : formatDecimal(rate, PRICE_DIGITS, { atLeast: 0 });
  };
  const choices = computed(() => preview.value?.choices ?? null);

  /** Shows the choice at once and reads the file again by it. */
  const choose = (set: Partial<ImportChoices>): void => {
    const { value: before } = preview;
    if (!before) return;
    preview.value = { ...before, choices: { ...before.choices, ...set } };
    clearTimeout(waiting);
    const turn = ++asked;
    waiting = setTimeout(async () => {
      const now = preview.value;
      if (!now) return;
      const answer = await readAgain(now.id, { ...now.choices, language: words.language });
      if (turn === asked) take(answer);
    }, PAUSE);
  };
  const chooseColumn = (target: Target, column: number | null): void => {
    if (choices.value) choose({ columns: { ...choices.value.columns, [target]: column } });
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
    if (value) choose({ charges: charge ? [...value.charges, sku] : value.charges.filter((one) => one !== sku) });
  };

  const forget = (): void => {
    clearTimeout(waiting);
    asked++;
    preview.value = null;
    refusal.value = null;
  };
  /** Answers whether the run has begun. */
  const run = async (): Promise<boolean> => {
    const now = preview.value;
    if (!now || busy.value) return false;
    busy.value = true;
    clearTimeout(waiting);
    const answer = await runImport(now.id, { ...now.choices, language: words.language });
    busy.value = false;
    if ('refused' in answer) {
      refusal.value = answer;
      return false;
    }
    forget();
    return true;
  };
  return {
    preview,
    refusal,
    reading,
    busy,
    choices,
    rateText,
    rateWrong,
    bring,
    choose,
    chooseColumn,
    chooseRate,
    chooseCurrency,
    toggleCharge,
    run,
    forget,
  };
};
export type Importing = ReturnType<typeof useImport>;
