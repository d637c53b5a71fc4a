import { refDebounced } from '@vueuse/core';
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { words } from '../../words/words.ts';
import { type Command, commands, type Found, labelOf, paletteOpen, searchSources } from '../palette.ts';
import { arranged, matching } from './palette-match.ts';

/** Pause in typing after which the server is asked, ms. */
const PAUSE = 120;
/** A single Latin letter finds half the company; a single Han character may be a name. */
const isWorthAsking = (query: string): boolean => query.length >= 2 || /\p{Script=Han}/u.test(query);

export type PaletteItem = {
  readonly id: string;
  readonly label: string;
  readonly suffix?: string;
  readonly icon?: string;
  readonly shortcut?: string;
  readonly run: () => unknown;
};
export type PaletteGroup = { readonly id: string; readonly label: string; readonly items: readonly PaletteItem[] };

const commandItem = (command: Command): PaletteItem => ({ ...command, label: labelOf(command) });

/** What a search at the server finds for the text, source by source as they answer. */
function useFound(text: () => string) {
  const found = shallowRef<ReadonlyMap<string, readonly Found[]>>(new Map());
  const waiting = ref(0);
  let asked = new AbortController();
  onScopeDispose(() => asked.abort());
  watch(text, (now) => {
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    const wanted = now.trim();
    found.value = new Map();
    waiting.value = isWorthAsking(wanted) ? searchSources.value.length : 0;
    for (const source of waiting.value > 0 ? searchSources.value : []) {
      source
        .search(wanted, signal)
        .then((rows) => {
          if (!signal.aborted) found.value = new Map(found.value).set(source.id, rows);
        })
        // A source that does not answer leaves its group out; the others stand.
        .catch(() => undefined)
        .finally(() => {
          if (!signal.aborted) waiting.value -= 1;
        });
    }
  });
  return { found, searching: computed(() => waiting.value > 0) };
}

/** What the palette shows for what is typed: found rows, this page's actions, pages; and where it stands. */
export function usePalette() {
  const query = ref('');
  const settled = refDebounced(query, PAUSE);
  const { found, searching } = useFound(() => settled.value);

  const groups = computed<PaletteGroup[]>(() => {
    const of = (group: Command['group']) =>
      matching(
        commands.value
          .filter((command) => (command.group ?? 'actions') === group && command.id !== 'shell.palette')
          .map(commandItem),
        query.value,
      );
    const rows = searchSources.value.map((source) => ({
      id: `found.${source.id}`,
      label: words.t(source.label),
      items: (found.value.get(source.id) ?? []).map((item) => ({ ...item, id: `${source.id}.${item.id}` })),
    }));
    const own = [
      { id: 'here', label: words.t('palette.here'), items: of('here') },
      { id: 'actions', label: words.t('palette.actions'), items: of('actions') },
      { id: 'pages', label: words.t('palette.pages'), items: of('pages') },
    ];
    return arranged(rows, own, query.value).filter((group) => group.items.length > 0);
  });

  const items = computed(() => groups.value.flatMap((group) => group.items));
  const chosen = ref('');
  /** The chosen one while it is there, else the first. */
  const current = computed(() => items.value.find(({ id }) => id === chosen.value) ?? items.value[0]);
  watch(query, () => {
    chosen.value = '';
  });
  const step = (by: number): void => {
    const at = items.value.findIndex(({ id }) => id === current.value?.id);
    const { length } = items.value;
    if (length > 0) chosen.value = items.value[(at + by + length) % length]?.id ?? '';
  };
  const run = (item = current.value): void => {
    if (!item) return;
    paletteOpen.value = false;
    void item.run();
  };
  return { query, groups, searching, current, chosen, step, run };
}
