import { useColorMode } from '@vueuse/core';
import { computed } from 'vue';

export const themes = ['light', 'dark', 'auto'] as const;
export type Theme = (typeof themes)[number];

/** Light, dark or as the system says; kept by the browser and applied before the first paint by public/appearance.js. */
export function useAppearance() {
  const mode = useColorMode({ emitAuto: true, storageKey: 'vueuse-color-scheme' });
  const dark = computed(() => (mode.value === 'auto' ? mode.system.value : mode.value) === 'dark');
  return {
    theme: mode,
    dark,
    choose: (theme: Theme) => {
      mode.value = theme;
    },
    /** To the other of the two, from whatever shows now. */
    flip: () => {
      mode.value = dark.value ? 'light' : 'dark';
    },
  };
}
