import { computed, ref } from 'vue';
import { type Word, words } from '../../words/words.ts';
import { commands } from '../palette.ts';

export const sheetOpen = ref(false);

export type ShortcutRow = { readonly label: string; readonly keys: string };
export type ShortcutGroup = { readonly title: string; readonly rows: readonly ShortcutRow[] };

/** What every list answers to; lists bind them through face/list-keys.ts. */
const inLists: readonly [Word, string][] = [
  ['keys.next', 'j'],
  ['keys.previous', 'k'],
  ['keys.open', 'Enter'],
  ['keys.edit', 'e'],
  ['keys.select', 'x'],
  ['keys.filter', '/'],
  ['keys.back', 'Escape'],
];

const rows = (of: readonly [Word, string][]): ShortcutRow[] =>
  of.map(([label, keys]) => ({ label: words.t(label), keys }));

/** Every shortcut that works now, by where it works. */
export const shortcutGroups = computed<ShortcutGroup[]>(() => {
  const named = commands.value.flatMap((command) =>
    command.shortcut === undefined
      ? []
      : [{ group: command.group, label: words.t(command.label, command.values), keys: command.shortcut }],
  );
  const here = named.filter(({ group }) => group !== 'pages' && group !== undefined);
  const pages = named.filter(({ group }) => group === 'pages');
  const groups = [
    { title: words.t('keys.global'), rows: named.filter(({ group }) => group === undefined) },
    { title: words.t('palette.here'), rows: here },
    { title: words.t('keys.lists'), rows: rows(inLists) },
    { title: words.t('palette.pages'), rows: pages },
  ];
  return groups.filter((group) => group.rows.length > 0);
});
