import { readonly, ref } from 'vue';

/** Without a touch for so long one is away, ms; out of sight one is at once. */
const AWAY = 45_000;

const idle = ref(false);
let timer: number | undefined;

const moved = (): void => {
  window.clearTimeout(timer);
  idle.value = document.visibilityState !== 'visible';
  if (!idle.value)
    timer = window.setTimeout(() => {
      idle.value = true;
    }, AWAY);
};
let listening = false;

/** Nobody touches this page, or it is out of sight. */
export const useIdle = () => {
  if (!listening) {
    listening = true;
    for (const event of ['pointermove', 'pointerdown', 'keydown', 'wheel', 'touchstart', 'focus'])
      window.addEventListener(event, moved, { passive: true, capture: true });
    document.addEventListener('visibilitychange', moved);
    moved();
  }
  return readonly(idle);
};
