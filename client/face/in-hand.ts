import { watch } from 'vue';

/**
 * What is decided by a button leaves, and the button with it, or it is shut while the answer is on its way: one goes on at what
 * is in hand now, in the panel over the page, on the row, or else at the page's content. `current` says what is in hand. Answers
 * what the button does its deed by; who decides by key has the keys already.
 */
export const useNextInHand = (current: () => string | null) => {
  let isByButton = false;
  watch(
    current,
    () => {
      const isLost = isByButton && document.activeElement === document.body;
      isByButton = false;
      if (!isLost) return;
      const content = document.getElementById('content');
      const next =
        document.querySelector<HTMLElement>('[role=dialog][data-state=open]') ??
        content?.querySelector<HTMLElement>('[aria-current=true]') ??
        content;
      next?.focus({ preventScroll: true });
    },
    { flush: 'post' },
  );
  return (act: () => unknown): void => {
    isByButton = true;
    void act();
  };
};
