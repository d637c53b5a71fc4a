import { useDocumentVisibility } from '@vueuse/core';
import { onScopeDispose, type Ref, shallowRef, watch } from 'vue';
import type { NounName } from '../../../shared/catalogue.ts';
import type { Filter } from '../../../shared/live/protocol.ts';
import { useConnection } from '../../face/connection-state.ts';
import { count, useMoved } from '../../live/connection.ts';

export type Counted = { readonly id: string; readonly where: Filter | null; readonly search?: string };

/** Counts are asked again at most this often, ms, and only while something moves and somebody looks. */
const EVERY = 6_000;

/** How many rows each question has now, by its id; a question that is not answered yet is absent. */
export const useCountsOf = (noun: NounName, questions: () => readonly Counted[]): Ref<ReadonlyMap<string, number>> => {
  const counts = shallowRef<ReadonlyMap<string, number>>(new Map());
  const moved = useMoved();
  const connection = useConnection();
  const visibility = useDocumentVisibility();
  const known = new Map<string, { readonly asked: string; readonly count: number }>();
  let waits: number | null = null;
  let again = false;
  let turn = 0;

  const ask = async (): Promise<void> => {
    const mine = ++turn;
    again = false;
    const wanted = questions();
    await Promise.all(
      wanted.map(async ({ id, where, search }) => {
        const asked = JSON.stringify([where, search ?? '']);
        const found = await count({ noun, where, search: search || null });
        if (found !== null) known.set(id, { asked, count: found });
      }),
    );
    if (mine !== turn) return;
    counts.value = new Map(
      wanted.flatMap(({ id }) => (known.has(id) ? [[id, known.get(id)?.count ?? 0] as const] : [])),
    );
  };
  const soon = (): void => {
    if (waits !== null) {
      again = true;
      return;
    }
    void ask();
    waits = window.setTimeout(() => {
      waits = null;
      if (again && visibility.value === 'visible') soon();
    }, EVERY);
  };
  const now = (): void => {
    if (waits !== null) window.clearTimeout(waits);
    waits = null;
    soon();
  };
  watch(
    () => JSON.stringify(questions()),
    () => now(),
    { immediate: true },
  );
  watch([moved, visibility], () => {
    if (visibility.value === 'visible') soon();
  });
  // Asked while there was no line: the answer is owed.
  watch(
    () => connection.value.state === 'live',
    (live) => live && now(),
  );
  onScopeDispose(() => {
    turn++;
    if (waits !== null) window.clearTimeout(waits);
  });
  return counts;
};
