import { refDebounced } from '@vueuse/core';
import { computed, onScopeDispose, ref, shallowRef, watch } from 'vue';
import { words } from '../../words/words.ts';
import { type Command, commands, type Found, paletteOpen, searchSources } from '../palette.ts';

/** Pause in typing after which the server is asked, ms. */
const PAUSE = 120;
/** A single Latin letter finds half the company; a single Han character may be a name. */
const isWorthAsking = (query: string): boolean => query.length >= 2 || /\p{Script=Han}/u.test(query);

const close = (run: () => unknown) => () => {
  paletteOpen.value = false;
  void run();
};
const commandItem = (command: Command) => ({
  id: command.id,
  label: words.t(command.label, command.values),
  icon: command.icon,
  shortcut: command.shortcut,
  onSelect: close(command.run),
});
const foundItem = (found: Found) => ({ ...found, shortcut: undefined, onSelect: close(found.run) });

/** What the palette shows for what is typed: found rows first, then this page's actions, then pages. */
export function usePalette() {
  const query = ref('');
  const settled = refDebounced(query, PAUSE);
  const found = shallowRef<ReadonlyMap<string, readonly Found[]>>(new Map());
  const waiting = ref(0);
  let asked = new AbortController();
  onScopeDispose(() => asked.abort());

  watch(settled, (text) => {
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    const wanted = text.trim();
    found.value = new Map();
    waiting.value = 0;
    if (!isWorthAsking(wanted)) return;
    waiting.value = searchSources.value.length;
    for (const source of searchSources.value) {
      source
        .search(wanted, signal)
        .then((rows) => {
          if (!signal.aborted) found.value = new Map(found.value).set(source.id, rows);
        })
        .catch(() => undefined)
        .finally(() => {
          if (!signal.aborted) waiting.value -= 1;
        });
    }
  });

  const groups = computed(() => {
    const of = (group: Command['group']) =>
      commands.value.filter((command) => (command.group ?? 'actions') === group && command.id !== 'shell.palette');
    const rows = searchSources.value.map((source) => ({
      id: `found.${source.id}`,
      label: words.t(source.label),
      ignoreFilter: true,
      items: (found.value.get(source.id) ?? []).map(foundItem),
    }));
    const own = [
      { id: 'here', label: words.t('palette.here'), items: of('here').map(commandItem) },
      { id: 'actions', label: words.t('palette.actions'), items: of('actions').map(commandItem) },
      { id: 'pages', label: words.t('palette.pages'), items: of('pages').map(commandItem) },
    ];
    return [...rows, ...own].filter((group) => group.items.length > 0);
  });
  return { query, groups, searching: computed(() => waiting.value > 0) };
}
