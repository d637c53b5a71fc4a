import { computed } from 'vue';
import { useRoute, useRouter } from 'vue-router';

/** Pages of figures, from which one comes to the rows behind one. */
const FIGURES: ReadonlySet<unknown> = new Set(['today', 'board', 'own-board']);

/** The way back from the rows behind a figure to the page on which it stands; null for who came by another way. */
export const useBackToFigures = () => {
  const route = useRoute();
  const router = useRouter();
  // The history's state is no live value: it moves with the address.
  const before = computed(() => ({ of: route.fullPath, back: router.options.history.state.back }));
  return computed<(() => void) | null>(() => {
    const { back } = before.value;
    return typeof back === 'string' && FIGURES.has(router.resolve(back).name) ? () => router.back() : null;
  });
};
