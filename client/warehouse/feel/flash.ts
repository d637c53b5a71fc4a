import { onScopeDispose, readonly, ref } from 'vue';
import { type Sound, sound } from './sound.ts';

export type Flash = 'good' | 'bad';
/** How long the page shows the colour of a scan, ms. What stops keeps its colour in the card until it is put right. */
const LASTS = 320;

/** The colour over the page after a scan, and its sound. */
export const useFlash = () => {
  const flash = ref<Flash | null>(null);
  let timer: ReturnType<typeof setTimeout> | undefined;
  onScopeDispose(() => clearTimeout(timer));
  const feel = (which: Sound): void => {
    clearTimeout(timer);
    flash.value = which === 'stop' ? 'bad' : 'good';
    timer = setTimeout(() => {
      flash.value = null;
    }, LASTS);
    sound(which);
  };
  return { flash: readonly(flash), feel };
};
