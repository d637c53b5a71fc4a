import { computed, onScopeDispose, type Ref, ref, watch } from 'vue';

/** How long something is on its way before it is said, ms. */
const WORTH = 1_500;

/** Those of the list that have been in it for a while. */
export const useLasting = <T extends { readonly id: string; readonly at: number }>(list: Ref<readonly T[]>) => {
  const now = ref(Date.now());
  let timer: number | undefined;
  watch(
    list,
    (all) => {
      window.clearTimeout(timer);
      now.value = Date.now();
      const next = Math.min(...all.map(({ at }) => at + WORTH).filter((at) => at > now.value));
      if (Number.isFinite(next))
        timer = window.setTimeout(
          () => {
            now.value = Date.now();
          },
          next - now.value + 20,
        );
    },
    { immediate: true },
  );
  onScopeDispose(() => window.clearTimeout(timer));
  return computed(() => list.value.filter(({ at }) => now.value - at >= WORTH));
};
