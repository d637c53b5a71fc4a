/**
 * Where one stood on a page that scrolls: how far down, and on what. The entry of the browser's history holds it, so
 * that who comes back from the rows behind a figure finds the page as they left it.
 */
import { useEventListener } from '@vueuse/core';
import { onMounted, onScopeDispose, type Ref } from 'vue';
import { onBeforeRouteLeave, useRoute } from 'vue-router';

/** How long a page may take until what one stood on is there again, ms. */
const PATIENCE = 3_000;

/** `on` finds what had the focus, which stood `at` px below the window's top; null where that was nothing of the page's. `of` is the page's address. */
type Stood = { readonly of: string; readonly top: number; readonly on: string | null; readonly at: number };
type Entry = { readonly stood?: Stood; readonly current?: string } | null;

const entry = (): Entry => window.history.state as Entry;

/** Whatever leads elsewhere is known by where it leads, the rest by its name. */
const nameOf = (box: HTMLElement): string | null => {
  const on = document.activeElement;
  if (!on || on === box || !box.contains(on)) return null;
  for (const name of ['href', 'aria-label']) {
    const value = on.getAttribute(name);
    if (value) return `[${name}="${CSS.escape(value)}"]`;
  }
  return null;
};
const content = (): HTMLElement | null => document.getElementById('content');
/** Whether the focus is on nothing that one has gone to: on the page as a whole, at most, or where one was put as it began. */
export const isNowhere = (): boolean => {
  const on = document.activeElement as HTMLElement | null;
  return [null, document.body, content()].includes(on) || on?.hasAttribute('data-begun') === true;
};

/** The first page of a visit is entered from the top, menu first, as any page of the web. */
let isFirst = true;

/**
 * Keeps the place for whoever comes back to this page, and brings them there; whoever did something meanwhile is left
 * alone. Whose focus went with the page before begins in this one, not at the menu: Tab and the arrows go on from here.
 * @param scroller what scrolls; null where nothing does, or parts of the page do by themselves
 */
export const useReturning = (scroller: Readonly<Ref<HTMLElement | null>>): void => {
  const route = useRoute();
  onBeforeRouteLeave(() => {
    const box = scroller.value;
    // On the way back the entry is another page's already.
    if (!box || entry()?.current !== route.fullPath) return;
    const at = document.activeElement?.getBoundingClientRect().top ?? 0;
    const stood: Stood = { of: route.fullPath, top: box.scrollTop, on: nameOf(box), at };
    window.history.replaceState({ ...entry(), stood }, '');
  });

  let isOver = false;
  const end = (): void => {
    isOver = true;
  };
  onScopeDispose(end);
  for (const act of ['wheel', 'pointerdown', 'keydown', 'touchstart'])
    useEventListener(window, act, end, { passive: true });

  onMounted(() => {
    // A page that took another's place in the history begins at its own top.
    const found = entry()?.stood;
    const stood = found?.of === route.fullPath ? found : undefined;
    const begin = scroller.value ?? content();
    if (!isFirst && isNowhere()) {
      begin?.setAttribute('data-begun', '');
      begin?.addEventListener('blur', () => begin.removeAttribute('data-begun'), { once: true });
      begin?.focus({ preventScroll: true });
    }
    isFirst = false;
    if (!stood) return;
    const until = performance.now() + PATIENCE;
    const step = (): void => {
      if (isOver) return;
      // It may come later than the page.
      const box = scroller.value;
      if (!box) {
        if (performance.now() < until) requestAnimationFrame(step);
        return;
      }
      const on = stood.on === null ? null : box.querySelector<HTMLElement>(stood.on);
      // What is above it may be of another height while it is on its way.
      if (on) box.scrollTop += on.getBoundingClientRect().top - stood.at;
      else box.scrollTop = stood.top;
      if (on && (isNowhere() || document.activeElement === begin)) on.focus({ preventScroll: true });
      const isThere = on !== null || (stood.on === null && box.scrollTop >= Math.floor(stood.top));
      const isWhole = !box.querySelector('.face-wait');
      if (!(isThere && isWhole) && performance.now() < until) requestAnimationFrame(step);
      // Another visit to this entry begins where it is left then.
      else window.history.replaceState({ ...entry(), stood: undefined }, '');
    };
    step();
  });
};
