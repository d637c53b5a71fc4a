import { useEventListener, useIntervalFn } from '@vueuse/core';
import { computed, type Ref, ref, shallowRef, watch } from 'vue';
import { useNotices } from '../../face/notices.ts';
import { words } from '../../words/words.ts';
import { useCan } from '../can.ts';
import { agentOf } from './agent.ts';

/** Sessions are not live: looked at again this often while they are seen, ms. */
const AGAIN = 20_000;

type Stored = {
  readonly id: string;
  readonly startedAt: number;
  readonly seenAt: number;
  readonly agent: string;
  readonly current?: boolean;
};
export type SessionRow = Stored & { readonly name: string; readonly icon: string };

const rowOf = (stored: Stored): SessionRow => {
  const { browser, system, hand } = agentOf(stored.agent);
  const name =
    browser && system
      ? words.t('access.sessions.on', { browser, system })
      : (browser ?? system ?? words.t('access.sessions.unknown'));
  return { ...stored, name, icon: hand ? 'i-lucide-smartphone' : 'i-lucide-monitor' };
};

const useSessionsAt = (path: Ref<string>, wanted: () => boolean) => {
  const notices = useNotices();
  const stored = shallowRef<readonly Stored[]>([]);
  const state = ref<'opening' | 'ready' | 'failed'>('opening');
  /** Id of the session that is being ended, or `all`. */
  const busy = ref('');
  const load = async (): Promise<void> => {
    if (!wanted()) return;
    const at = path.value;
    const answer = await fetch(at, { headers: { accept: 'application/json' } }).catch(() => null);
    if (at !== path.value) return;
    if (!answer?.ok) {
      if (state.value === 'opening') state.value = 'failed';
      return;
    }
    stored.value = ((await answer.json()) as { rows: readonly Stored[] }).rows;
    state.value = 'ready';
  };
  watch(path, () => {
    stored.value = [];
    state.value = 'opening';
    void load();
  });
  useIntervalFn(() => {
    if (document.visibilityState === 'visible') void load();
  }, AGAIN);
  useEventListener(document, 'visibilitychange', () => {
    if (document.visibilityState === 'visible') void load();
  });
  void load();

  const remove = async (at: string): Promise<boolean> => {
    const answer = await fetch(at, { method: 'DELETE' }).catch(() => null);
    // What is gone already is what was wanted.
    return answer !== null && (answer.ok || answer.status === 404);
  };
  const ending = async (what: string, work: () => Promise<number>): Promise<void> => {
    if (busy.value !== '') return;
    busy.value = what;
    try {
      const ended = await work();
      if (ended > 0) notices.done(words.t('access.sessions.ended', ended));
      else notices.failed(words.t('access.person.failed'));
    } finally {
      busy.value = '';
      await load();
    }
  };
  const rows = computed(() => stored.value.map(rowOf));
  return { rows, state, busy, load, remove, ending };
};

/** My own sessions. */
export const useMySessions = () => {
  const { rows, state, busy, load, remove, ending } = useSessionsAt(ref('/api/sessions'), () => true);
  const others = computed(() => rows.value.filter(({ current }) => !current));
  const endOne = (id: string): Promise<boolean> => remove(`/api/sessions/${id}`);
  return {
    rows,
    others,
    state,
    busy,
    load,
    end: (id: string) => ending(id, async () => Number(await endOne(id))),
    endOthers: () =>
      ending('all', async () => {
        let ended = 0;
        for (const { id } of others.value) if (await endOne(id)) ended++;
        return ended;
      }),
  };
};

/** Where somebody else is signed in, for those who may see it. Asked anew when `status` changes: a suspension ends them all. */
export const usePersonSessions = (personId: Ref<string>, status: () => string | undefined) => {
  const { can } = useCan();
  const path = computed(() => `/api/people/${encodeURIComponent(personId.value)}/sessions`);
  const { rows, state, busy, load, remove, ending } = useSessionsAt(path, () => can('session', 'read'));
  watch(status, () => void load());
  return {
    rows,
    state,
    busy,
    load,
    mayEnd: computed(() => can('session', 'end')),
    end: (id: string) => ending(id, async () => Number(await remove(`${path.value}/${id}`))),
    endAll: () =>
      ending('all', async () => {
        const there = rows.value.length;
        return (await remove(path.value)) ? there : 0;
      }),
  };
};
