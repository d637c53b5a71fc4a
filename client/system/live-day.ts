import { computed, onMounted, shallowRef } from 'vue';
import { useMe } from '../access/me.ts';
import { useNotices } from '../face/notices.ts';

type LiveDay = { readonly on: boolean; readonly pace: number };
/** Seconds from one action of the demonstration's people to the next. */
export const paces = [20, 6, 1.5] as const;

const state = shallowRef<LiveDay | null>(null);

/** The demonstration's live day: people who keep entering, picking, shipping and paying by themselves. Null outside a demonstration. */
export const useLiveDay = () => {
  const me = useMe();
  const notices = useNotices();
  const shown = computed(() => (me.me?.demo ? state.value : null));
  const load = async (): Promise<void> => {
    if (!me.me?.demo) return;
    const answer = await fetch('/api/demo/live-day');
    state.value = answer.ok ? ((await answer.json()) as LiveDay) : null;
  };
  const set = async (to: Partial<LiveDay>): Promise<void> => {
    const before = state.value;
    if (!before) return;
    state.value = { ...before, ...to };
    const answer = await fetch('/api/demo/live-day', {
      method: 'POST',
      headers: { 'content-type': 'application/json' },
      body: JSON.stringify(to),
    }).catch(() => null);
    if (answer?.ok) state.value = (await answer.json()) as LiveDay;
    else {
      state.value = before;
      notices.refused({ refused: 'server.failed' });
    }
  };
  onMounted(() => void load().catch(() => undefined));
  return { liveDay: shown, set };
};
