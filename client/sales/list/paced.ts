import { useDocumentVisibility } from '@vueuse/core';
import { onScopeDispose, watch } from 'vue';
import { useConnection } from '../../face/connection-state.ts';
import { useMoved } from '../../live/connection.ts';

/**
 * Asks what only the server can tell of a whole list: at once when the question (`on`) changes, and again while rows move
 * and somebody looks, at most every so many ms. `ask` is given whether its answer still counts once it is there.
 */
export const usePaced = (
  on: () => string,
  ask: (counts: () => boolean) => Promise<void>,
  every: () => number,
): void => {
  const moved = useMoved();
  const connection = useConnection();
  const visibility = useDocumentVisibility();
  let waits: number | null = null;
  let again = false;
  let turn = 0;

  const soon = (): void => {
    if (waits !== null) {
      again = true;
      return;
    }
    again = false;
    const mine = ++turn;
    void ask(() => mine === turn);
    waits = window.setTimeout(() => {
      waits = null;
      if (again && visibility.value === 'visible') soon();
    }, every());
  };
  const now = (): void => {
    if (waits !== null) window.clearTimeout(waits);
    waits = null;
    soon();
  };
  watch(on, () => now(), { immediate: true });
  watch([moved, visibility], () => {
    if (visibility.value === 'visible') soon();
  });
  // Asked while there was no line: the answer is owed.
  watch(
    () => connection.value.state === 'live',
    (live) => live && now(),
  );
  onScopeDispose(() => {
    turn++;
    if (waits !== null) window.clearTimeout(waits);
  });
};
