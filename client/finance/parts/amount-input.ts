import { computed, type Ref, ref } from 'vue';
import { parseAmount } from '../../../shared/base/money.ts';
import { amountText } from '../../face/figures.ts';

/** An amount as it is typed, beside the amount that it stands for. While it is being typed the text is left alone. */
export const useAmountInput = (minor: Ref<number | null>, currency: () => string) => {
  const typed = ref<string | null>(null);
  const text = computed({
    get: () => typed.value ?? (minor.value === null ? '' : amountText(minor.value, currency())),
    set: (now: string) => {
      typed.value = now;
      const found = now.trim() === '' ? null : parseAmount(now, currency());
      if (now.trim() === '' || found !== null) minor.value = found;
    },
  });
  const wrong = computed(
    () => typed.value !== null && typed.value.trim() !== '' && parseAmount(typed.value, currency()) === null,
  );
  /** Leaving the field writes the amount out; what is none stays to be seen and mended. */
  const leave = (): void => {
    if (!wrong.value) typed.value = null;
  };
  return { text, wrong, leave };
};
