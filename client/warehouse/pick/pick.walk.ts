import { computed, ref, shallowRef, watch } from 'vue';
import { onScan } from '../../face/scanner.ts';
import { useFlash } from '../feel/flash.ts';
import { piecesOf } from '../scan/codes.ts';
import type { PickList, ShortReason } from './pick.list.ts';
import { lineAfter, lineBefore, scanned, standAt, type Walk } from './pick.step.ts';

/** Walks the lines that are mine, one after another, by scan or by hand. */
export const usePickWalk = (list: PickList) => {
  const { flash, feel } = useFlash();
  const walk = shallowRef<Walk>(standAt(null));
  const mine = computed(() => list.group.value?.mine ?? []);
  const current = computed(() => mine.value.find(({ id }) => id === walk.value.id) ?? null);
  /** A line that somebody else took out of my hands: cancelled, changed, given to another. */
  const gone = ref<string | null>(null);
  /** The panel for a quantity other than all. */
  const counting = ref(false);

  const stand = (id: string | null): void => {
    walk.value = standAt(id);
    counting.value = false;
    list.refusal.value = null;
  };
  watch(
    mine,
    (now, before) => {
      if (now.some(({ id }) => id === walk.value.id)) return;
      const lost = before?.find(({ id }) => id === walk.value.id);
      if (lost && !list.busy.value) gone.value = lost.sku ?? null;
      stand(now[0]?.id ?? null);
    },
    { immediate: true },
  );

  const confirm = (picked: number, reason: ShortReason | null = null): void => {
    const pick = current.value;
    if (!pick) return;
    const { code } = walk.value;
    gone.value = null;
    const next = lineAfter(mine.value, pick.id);
    stand(next);
    feel('full');
    void list.confirm(pick, picked, reason, code).then((ok) => {
      if (!ok) feel('stop');
    });
  };
  const hear = (code: string): void => {
    counting.value = false;
    const step = scanned(walk.value, code, mine.value, list.units.value);
    if (step.heard === 'full') {
      walk.value = step.walk;
      confirm(step.walk.counted);
      return;
    }
    walk.value = step.walk;
    feel(step.heard);
  };
  /** The first scan claims as well: who scans a line's product or place has begun to pick. */
  const begin = async (code: string): Promise<void> => {
    const free = list.group.value?.free ?? [];
    const first = free.find((pick) => pick.locationCode === code || piecesOf(code, pick, list.units.value) !== null);
    if (!first || list.offline.value || !list.mayClaim(first) || list.busy.value || !(await list.claim())) {
      feel('stop');
      return;
    }
    stand(first.id);
    if (current.value) hear(code);
  };
  onScan((code) => {
    if (current.value) hear(code);
    else void begin(code);
  });

  return {
    walk,
    mine,
    current,
    flash,
    gone,
    counting,
    left: computed(() => (current.value?.quantity ?? 0) - walk.value.counted),
    stand,
    next: () => stand(lineAfter(mine.value, walk.value.id) ?? walk.value.id),
    previous: () => stand(lineBefore(mine.value, walk.value.id) ?? walk.value.id),
    /** All that is asked for, by hand. */
    all: () => confirm(current.value?.quantity ?? 0),
    /** As many as were found; fewer than asked need the reason. */
    some: (picked: number, reason: ShortReason | null) => confirm(picked, reason),
    goOn: () => {
      walk.value = { ...walk.value, stop: null };
      list.refusal.value = null;
    },
  };
};
export type PickWalk = ReturnType<typeof usePickWalk>;
