import type { RouteLocationRaw, Router } from 'vue-router';

/** What is worked off row by row: whoever took a row up from there goes on there, whatever the row's page belongs to. */
const WORKED: ReadonlySet<unknown> = new Set([
  'review',
  'approvals',
  'invoicing',
  'receivables',
  'inbox',
  'role-changes',
]);

/**
 * To the list that a page belongs to: by the browser's way back where that leads to it, or to what one is working off, so
 * that it is found as it was left, its query and its place; else anew.
 */
export function goBackTo(router: Router, to: RouteLocationRaw): void {
  const { back } = router.options.history.state;
  const before = typeof back === 'string' ? router.resolve(back).name : undefined;
  if (before !== undefined && (WORKED.has(before) || before === router.resolve(to).name)) router.back();
  else void router.push(to);
}
