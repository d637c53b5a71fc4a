import type { RouteLocationRaw, Router } from 'vue-router';

/**
 * To the list that a page belongs to: by the browser's way back where that leads to it, so that it is found as it was
 * left, its query and its place; else anew.
 */
export function goBackTo(router: Router, to: RouteLocationRaw): void {
  const { back } = router.options.history.state;
  if (typeof back === 'string' && router.resolve(back).name === router.resolve(to).name) router.back();
  else void router.push(to);
}
