import { computed, onScopeDispose, type Ref, shallowRef, watch } from 'vue';
import type { NounName } from '../../../shared/catalogue.ts';
import type { Present } from '../../../shared/live/protocol.ts';
import { useConnection } from '../../face/connection-state.ts';
import { here, leave, useAnew, useOthers } from '../../live/connection.ts';
import { useIdle } from '../../live/idle.ts';
import { words } from '../../words/words.ts';

/** Where I am on a row, told to the others; and where they are. */
export const usePlace = (noun: NounName, id: Readonly<Ref<string | null>>) => {
  const told = useOthers(noun, id);
  const others = computed(() => told.value.people);
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
    /** How many there are besides. */
    more: computed(() => told.value.more),
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

/** What one of the others does, in words; nothing of who only looks. `lineOf`: what a line of the row is known by. */
export const doingOf = (
  noun: NounName,
  { name, field, line, idle }: Present,
  lineOf: (id: string) => string | undefined = () => undefined,
): string | undefined => {
  if (field === null) return idle ? words.t('presence.away', { name }) : undefined;
  const known = line === null ? undefined : lineOf(line);
  const said = words.field(line === null ? noun : 'order_line', field);
  return words.t('presence.editing', { name, field: known ? words.partOf(said, known) : said });
};
