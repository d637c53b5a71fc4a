import { useEventListener } from '@vueuse/core';
import { onScopeDispose, type Ref, watch } from 'vue';
import { isMac } from './keys.ts';

/** What one was on: of an entry in a menu, which leaves with it, the button that opened the menu. */
const originOf = (on: Element | null): HTMLElement | null => {
  const by = on?.closest('[role=menu]')?.getAttribute('aria-labelledby');
  const found = by ? document.getElementById(by) : on;
  return found instanceof HTMLElement && found !== document.body ? found : null;
};

/** Ctrl/⌘+Enter does what the dialog was opened for, wherever in it one is; once, however long it is held down. */
export const useConfirmKey = (open: Ref<boolean>, act: () => void): void => {
  useEventListener(window, 'keydown', (event) => {
    if (!open.value || event.defaultPrevented || event.repeat || event.isComposing) return;
    if (event.key !== 'Enter' || !(isMac ? event.metaKey : event.ctrlKey)) return;
    event.preventDefault();
    act();
  });
};

/**
 * Where one goes on once a dialog has gone: on what one was on before it, else at the page's content; nowhere, and Tab
 * would begin at the menu. The answer is called when the dialog has left the page; of one that goes together with the
 * component that it stands in nothing says so, and it is not needed.
 */
export const useFocusBack = (open: Ref<boolean>): (() => void) => {
  let from: HTMLElement | null = null;
  let isOut = false;
  watch(
    open,
    (now) => {
      if (!now) return;
      from = originOf(document.activeElement);
      isOut = true;
    },
    { flush: 'sync', immediate: true },
  );
  // The dialog itself gives the focus to what may be gone by now, in a task of its own.
  const back = (): void => {
    isOut = false;
    setTimeout(() => {
      if (document.activeElement !== null && document.activeElement !== document.body) return;
      const to = from?.isConnected ? from : document.getElementById('content');
      to?.focus({ preventScroll: true });
    });
  };
  onScopeDispose(() => {
    if (isOut) back();
  });
  return back;
};

/** Both, for a dialog that is confirmed: answers what is called when it has left the page. */
export const useDialogKeys = (open: Ref<boolean>, act: () => void): (() => void) => {
  useConfirmKey(open, act);
  return useFocusBack(open);
};
