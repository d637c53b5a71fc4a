import { useWakeLock } from '@vueuse/core';
import { onMounted, onScopeDispose } from 'vue';

/** Keeps a phone's screen on while its page is open: hands in a tote cannot wake it. Where that is not to be had, nothing happens. */
export const useAwake = (): void => {
  const { isSupported, request, release } = useWakeLock();
  onMounted(() => {
    if (isSupported.value) void request('screen').catch(() => undefined);
  });
  onScopeDispose(() => void release().catch(() => undefined));
};
