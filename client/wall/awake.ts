/** Keeps the screen from going dark, where the browser lets it; taken again whenever the page is shown anew. */
export const stayAwake = (): void => {
  if (!('wakeLock' in navigator)) return;
  const take = async (): Promise<void> => {
    if (document.visibilityState !== 'visible') return;
    const lock = await navigator.wakeLock.request('screen').catch(() => null);
    lock?.addEventListener('release', () => window.setTimeout(() => void take(), 1_000), { once: true });
  };
  document.addEventListener('visibilitychange', () => void take());
  void take();
};
