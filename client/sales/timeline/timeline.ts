import { useDebounceFn } from '@vueuse/core';
import { computed, onScopeDispose, provide, type Ref, ref, shallowRef, watch } from 'vue';
import type { Happening } from '../../../shared/audit/happening.ts';
import { type NounName, nounNamed } from '../../../shared/catalogue.ts';
import { useMe } from '../../access/me.ts';
import { useConnection } from '../../face/connection-state.ts';
import { useClock } from '../../face/now.ts';
import { entriesOf } from './happened.ts';
import { type LastChange, WHAT_HAPPENED } from './what-happened.ts';

/** After a change the log is read again once it is quiet, and at the latest after that, ms. */
const QUIET = 250;
const LATEST = 1_500;
/** How long another's change stays marked, ms. */
const MARKED = 4_000;

type Page = { readonly happenings: readonly Happening[]; readonly more: boolean };
export type Mark = { readonly name: string; readonly at: number };

/**
 * Everything that happened to a row, read again when something moves.
 * @param moved changes whenever a frame spoke of the row or of what hangs on it
 */
export const useTimeline = (noun: NounName, id: Ref<string | null>, moved: () => unknown, currency: () => string) => {
  const me = useMe();
  const connection = useConnection();
  const { today, now, zone } = useClock();
  const happenings = shallowRef<readonly Happening[]>([]);
  const more = ref(false);
  const loading = ref(true);
  /** Fields that others have just changed, by `rowId field`. */
  const marks = shallowRef<ReadonlyMap<string, Mark>>(new Map());
  let pages = 0;
  let asked = new AbortController();

  const mark = (fresh: readonly Happening[]): void => {
    const at = Date.now();
    const found = fresh
      .filter(({ who }) => who !== me.me?.person.name)
      .flatMap(({ who, changes }) =>
        changes.flatMap((change) =>
          change.op === 'update'
            ? change.fields.map(({ field }) => [`${change.id} ${field}`, { name: who, at }] as const)
            : [[change.id, { name: who, at }] as const],
        ),
      );
    if (found.length === 0) return;
    marks.value = new Map([...[...marks.value].filter(([, one]) => at - one.at < MARKED), ...found]);
    window.setTimeout(() => {
      marks.value = new Map([...marks.value].filter(([, one]) => Date.now() - one.at < MARKED));
    }, MARKED + 50);
  };
  const load = async (): Promise<void> => {
    const wanted = id.value;
    asked.abort();
    if (wanted === null) {
      happenings.value = [];
      loading.value = false;
      return;
    }
    asked = new AbortController();
    const { signal } = asked;
    const path = `/api/${nounNamed(noun).plural}/${encodeURIComponent(wanted)}/timeline?skip=${pages}`;
    // It may be given up, or cut off, in the middle of its body as well.
    const page = await fetch(path, { signal, headers: { accept: 'application/json' } })
      .then((answer) => (answer.ok ? (answer.json() as Promise<Page>) : null))
      .catch(() => null);
    if (signal.aborted || id.value !== wanted) return;
    loading.value = false;
    if (!page) return;
    const last = happenings.value[0];
    if (last) mark(page.happenings.filter(({ at }) => at > last.at));
    happenings.value = page.happenings;
    more.value = page.more;
  };
  const soon = useDebounceFn(() => void load(), QUIET, { maxWait: LATEST });
  watch(
    id,
    () => {
      pages = 0;
      happenings.value = [];
      loading.value = true;
      void load();
    },
    { immediate: true },
  );
  watch(moved, () => void soon());
  watch(
    () => connection.value.state === 'live',
    (live) => live && void soon(),
  );
  onScopeDispose(() => asked.abort());

  const entries = computed(() =>
    entriesOf(happenings.value, {
      currency: currency(),
      timeZone: zone.value,
      today: today.value,
      now: now.value,
      about: noun,
    }),
  );
  const others = computed(() => entries.value.filter(({ who }) => who !== me.me?.person.name));
  const last = computed<ReadonlyMap<string, LastChange>>(() => {
    const found = new Map<string, LastChange>();
    for (const { who, at, changes } of happenings.value) {
      if (who === me.me?.person.name) continue;
      for (const { id: rowId, fields } of changes)
        for (const { field } of fields)
          if (!found.has(`${rowId} ${field}`)) found.set(`${rowId} ${field}`, { who, at });
    }
    return found;
  });
  provide(WHAT_HAPPENED, { last, entries: others, newest: computed(() => happenings.value[0]?.at ?? null) });
  return {
    entries,
    loading,
    more,
    marks,
    older: () => {
      pages++;
      void load();
    },
  };
};
