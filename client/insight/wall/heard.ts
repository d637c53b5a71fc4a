/** The walls' last signs of life, asked for while the page that lists them stands. */
import { useIntervalFn } from '@vueuse/core';
import { computed, shallowRef } from 'vue';
import type { WallsHeard } from '../../../shared/insight/wall/protocol.ts';
import { words } from '../../words/words.ts';

/** How often they are asked for, and how often their age is written anew, ms. */
const ASK = 4_000;
const TICK = 1_000;
/** A wall that is silent for longer is not there, s: it says something every five. */
const SILENT = 20;

export type Sign = {
  readonly text: string;
  /** Heard just now. */
  readonly live: boolean;
  readonly version: string;
  /** Runs what the server hands out; null where nothing is known. */
  readonly current: boolean | null;
};

const silence = (seconds: number): string => {
  if (seconds < 60) return words.t('walls.heard', { n: seconds });
  if (seconds < 3_600) return words.t('walls.heardMinutes', { n: Math.floor(seconds / 60) });
  if (seconds < 172_800) return words.t('walls.heardHours', { n: Math.floor(seconds / 3_600) });
  return words.t('walls.heardDays', { n: Math.floor(seconds / 86_400) });
};

export const useHeard = () => {
  const told = shallowRef<WallsHeard | null>(null);
  /** Of the answer, by this browser's clock, ms. */
  const at = shallowRef(0);
  const now = shallowRef(Date.now());
  const ask = async (): Promise<void> => {
    const answer = await fetch('/api/walls/heard', { headers: { accept: 'application/json' } }).catch(() => null);
    if (!answer?.ok) return;
    told.value = (await answer.json()) as WallsHeard;
    at.value = Date.now();
    now.value = Date.now();
  };
  useIntervalFn(() => void ask(), ASK, { immediateCallback: true });
  useIntervalFn(() => {
    now.value = Date.now();
  }, TICK);
  const signs = computed(() => new Map(told.value?.walls.map((wall) => [wall.id, wall])));
  const signOf = (id: string): Sign => {
    const sign = signs.value.get(id);
    if (!sign || !told.value)
      return {
        text: words.t('walls.heardNever'),
        live: false,
        version: words.t('walls.versionUnknown'),
        current: null,
      };
    // By the server's clock and by how long ago it said so: this browser's own may be wrong.
    const seconds = Math.max(0, Math.round((told.value.now - sign.at + now.value - at.value) / 1_000));
    const current = sign.build === null || told.value.build === null ? null : sign.build === told.value.build;
    const known = current === null ? 'walls.versionUnknown' : current ? 'walls.current' : 'walls.behind';
    return { text: silence(seconds), live: seconds < SILENT, version: words.t(known), current };
  };
  return { signOf, ask };
};
