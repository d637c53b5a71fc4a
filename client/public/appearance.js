// Runs before the first paint: theme and language of the last visit, so that nothing flashes. A file of its own,
// because the content security policy allows no inline script. Same keys as face/appearance.ts and words/words.ts.
(() => {
  const root = document.documentElement;
  let theme = 'auto';
  try {
    theme = localStorage.getItem('vueuse-color-scheme') || 'auto';
    root.lang = localStorage.getItem('crossdock.language') || root.lang;
  } catch {
    // Storage refused: the system's theme and English.
  }
  const dark = theme === 'dark' || (theme !== 'light' && matchMedia('(prefers-color-scheme: dark)').matches);
  root.classList.toggle('dark', dark);
})();
