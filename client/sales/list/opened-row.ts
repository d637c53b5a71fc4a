/** Which row a list was left for: whoever comes back by the browser's way, or Escape, walks on from there. */
type Entry = { readonly opened?: unknown } | null;

/** Written on the list's own entry of the history, before one leaves it. */
export const noteOpened = (id: string): void =>
  window.history.replaceState({ ...window.history.state, opened: id }, '');

/** Once: a page that is loaded anew begins at its top. */
export const takeOpened = (): string | null => {
  const { opened, ...rest } = (window.history.state as Entry) ?? {};
  if (typeof opened !== 'string') return null;
  window.history.replaceState(rest, '');
  return opened;
};
