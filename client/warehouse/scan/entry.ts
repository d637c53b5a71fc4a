import { computed, type Ref, ref } from 'vue';
import { parseQuantity, toBase } from '../../../shared/base/quantity.ts';
import type { UnitChoice } from './unit.ts';

/** Digits that a quantity may have on a keypad: more than any pick asks for. */
const DIGITS = 9;

/** A whole quantity as it is typed, in one of the product's units. */
export const useEntry = (units: Ref<readonly UnitChoice[]>) => {
  const text = ref('');
  const at = ref(0);
  const unit = computed(() => units.value[at.value] ?? units.value[0] ?? { code: '', factor: 1 });
  /** Base units; null while nothing or no quantity is typed. */
  const base = computed(() => {
    const n = parseQuantity(text.value);
    return n === null || n < 0 ? null : toBase(n, unit.value.factor);
  });
  return {
    text,
    unit,
    base,
    choose: (code: string) => {
      at.value = Math.max(
        0,
        units.value.findIndex((one) => one.code === code),
      );
    },
    press: (digit: string) => {
      if (text.value.length < DIGITS) text.value = text.value === '0' ? digit : text.value + digit;
    },
    back: () => {
      text.value = text.value.slice(0, -1);
    },
    clear: (to = '') => {
      text.value = to;
      at.value = 0;
    },
  };
};
export type Entry = ReturnType<typeof useEntry>;
