import type { Locale, Messages } from '@nuxt/ui';
import { shallowRef, watch } from 'vue';
import { words } from '../words/words.ts';

type Loaded = Locale<Messages>;
const load: Record<string, () => Promise<Loaded>> = {
  en: () => import('@nuxt/ui/runtime/locale/en.js').then((file) => file.default as Loaded),
  'zh-TW': () => import('@nuxt/ui/runtime/locale/zh_tw.js').then((file) => file.default as Loaded),
  'zh-CN': () => import('@nuxt/ui/runtime/locale/zh_cn.js').then((file) => file.default as Loaded),
};

/** The component library's own few words (close, clear, no data) in the page's language. */
export function useLibraryLocale() {
  const locale = shallowRef<Loaded>();
  watch(
    () => words.language,
    async (language) => {
      const loaded = await load[language]?.();
      if (loaded && words.language === language) locale.value = loaded;
    },
    { immediate: true },
  );
  return locale;
}
