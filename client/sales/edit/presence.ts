import { computed, onScopeDispose, type Ref, shallowRef, watch } from 'vue';
import { useConnection } from '../../face/connection-state.ts';
import { useOthers } from '../../live/collection.ts';
import { here, leave, useAnew } from '../../live/connection.ts';
import { useIdle } from '../../live/idle.ts';

/** Where I am on a row, told to the others; and where they are. */
export const usePlace = (noun: string, id: Readonly<Ref<string | null>>) => {
  const others = useOthers(noun, id);
  const connection = useConnection();
  const idle = useIdle();
  const anew = useAnew();
  const place = shallowRef<{ readonly field: string; readonly line: string | null } | null>(null);
  watch(
    [id, place, idle, anew, () => connection.value.state === 'live'],
    ([now, at, away, , live]) => {
      if (now === null) leave(noun, others);
      else if (live) here({ noun, id: now, field: at?.field ?? null, line: at?.line ?? null, idle: away }, others);
    },
    { immediate: true },
  );
  onScopeDispose(() => leave(noun, others));
  return {
    others,
    at: (field: string, line: string | null = null): void => {
      place.value = { field, line };
    },
    leave: (): void => {
      place.value = null;
    },
    /** Who else edits this field now; '' when nobody does. */
    who: (field: string, line: string | null = null): string =>
      others.value.find((one) => one.field === field && one.line === line)?.name ?? '',
    isHere: computed(() => others.value.length > 0),
  };
};
export type Place = ReturnType<typeof usePlace>;
