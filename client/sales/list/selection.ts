import { computed, ref, shallowRef, watch } from 'vue';
import { nounNamed } from '../../../shared/catalogue.ts';
import { useNotices } from '../../face/notices.ts';
import { words } from '../../words/words.ts';
import type { AnyRow } from './column.ts';
import type { List } from './list.ts';
import { allRowsOf } from './rows.ts';

/** Rows that one bulk action takes, at most. */
const MOST = 1_000;

/** Which rows are selected, by id, also beyond those that are loaded. */
export const useSelection = (list: List) => {
  const notices = useNotices();
  const selected = shallowRef<ReadonlySet<string>>(new Set());
  const all = ref(false);
  const gathering = ref(false);
  /** On a phone a row opens what it is about unless rows are being chosen. */
  const choosing = ref(false);
  const known = new Map<string, AnyRow>();
  const none = (): void => {
    selected.value = new Set();
    all.value = false;
  };
  const clear = (): void => {
    none();
    choosing.value = false;
  };
  watch(() => JSON.stringify([list.where.value, list.question.value.search]), none);
  const note = (rows: readonly AnyRow[]): void => {
    for (const row of rows) known.set(row.id, row);
  };
  watch(list.rows, note, { immediate: true });
  return {
    selected,
    all,
    gathering,
    choosing,
    count: computed(() => selected.value.size),
    /** As the rows that are loaded say; what lies beyond them stays. */
    select: (ids: ReadonlySet<string>) => {
      const loaded = new Set(list.rows.value.map(({ id }) => id));
      selected.value = new Set([...ids, ...[...selected.value].filter((id) => !loaded.has(id))]);
      all.value = false;
    },
    toggle: (id: string) => {
      const now = new Set(selected.value);
      if (!now.delete(id)) now.add(id);
      selected.value = now;
      all.value = false;
    },
    only: (ids: readonly string[]) => {
      selected.value = new Set(ids);
      all.value = false;
    },
    clear,
    /** Takes in all that match, loaded or not; says so where that is more than one action takes. */
    selectAll: async () => {
      gathering.value = true;
      try {
        const asked = { where: list.where.value, search: list.question.value.search, sort: list.sort.value };
        const rows = (await allRowsOf(list.noun, asked, MOST)) as unknown as readonly AnyRow[];
        note(rows);
        selected.value = new Set(rows.map(({ id }) => id));
        all.value = rows.length === list.total.value;
        if (!all.value && rows.length === MOST) notices.say(words.t('list.selectMost', { n: MOST }));
      } catch {
        notices.failed(words.t('list.failed'), words.t('list.failedWhat'));
      } finally {
        gathering.value = false;
      }
    },
    /** What people call the row. */
    titleOf: (id: string) => String(known.get(id)?.[nounNamed(list.noun).title] ?? ''),
  };
};
export type Selection = ReturnType<typeof useSelection>;
