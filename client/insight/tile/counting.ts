import { usePreferredReducedMotion } from '@vueuse/core';
import { onScopeDispose, type Ref, shallowRef, watch } from 'vue';

/** How long a number takes from what it was to what it is, ms. */
const TIME = 140;

/** A number that counts to its new value; at once where it is the first, and for those who want no motion. */
export const useCounting = (value: Ref<number | null>): Ref<number | null> => {
  const shown = shallowRef(value.value);
  const motion = usePreferredReducedMotion();
  let frame = 0;
  watch(value, (to, from) => {
    cancelAnimationFrame(frame);
    if (to === null || from === null || motion.value === 'reduce' || document.visibilityState !== 'visible') {
      shown.value = to;
      return;
    }
    const start = performance.now();
    const begin = shown.value ?? from;
    const step = (at: number): void => {
      const share = Math.min(1, Math.max(0, (at - start) / TIME));
      shown.value = share === 1 ? to : Math.round(begin + (to - begin) * (1 - (1 - share) ** 2));
      if (share < 1) frame = requestAnimationFrame(step);
    };
    frame = requestAnimationFrame(step);
  });
  onScopeDispose(() => cancelAnimationFrame(frame));
  return shown;
};
