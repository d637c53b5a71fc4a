import { onScopeDispose } from 'vue';

/** Grids mark their rows with `row-id`, lists with `data-row`. */
const ROW = '[row-id],[data-row]';

/** The id of the list's row on which the keyboard stands. A panel or the palette over the page does not move it. */
export const useRowInFocus = (): (() => string | null) => {
  let row: string | null = null;
  const note = ({ target }: FocusEvent): void => {
    if (!(target instanceof Element) || target.closest('[role=dialog]')) return;
    const found = target.closest(ROW);
    row = found?.getAttribute('row-id') ?? found?.getAttribute('data-row') ?? null;
  };
  document.addEventListener('focusin', note);
  onScopeDispose(() => document.removeEventListener('focusin', note));
  return () => row;
};
