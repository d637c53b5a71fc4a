import { computed, ref } from 'vue';
import { words } from '../../words/words.ts';
import { named as bound } from '../keys.ts';
import { commands, labelOf } from '../palette.ts';

export const sheetOpen = ref(false);

export type ShortcutRow = { readonly label: string; readonly keys: string };
export type ShortcutGroup = { readonly title: string; readonly rows: readonly ShortcutRow[] };

/** Every shortcut that works now, by where it works. */
export const shortcutGroups = computed<ShortcutGroup[]>(() => {
  const named = commands.value.flatMap((command) =>
    command.shortcut === undefined ? [] : [{ group: command.group, label: labelOf(command), keys: command.shortcut }],
  );
  const here = named.filter(({ group }) => group !== 'pages' && group !== undefined);
  /** Beside the commands: how one moves in what is open. */
  const moves = bound.value
    .filter(({ keys }) => !named.some((one) => one.keys === keys))
    .map(({ label, keys }) => ({ label: words.t(label), keys }));
  const pages = named.filter(({ group }) => group === 'pages');
  const groups = [
    { title: words.t('keys.global'), rows: named.filter(({ group }) => group === undefined) },
    { title: words.t('palette.here'), rows: here },
    { title: words.t('keys.lists'), rows: moves },
    { title: words.t('palette.pages'), rows: pages },
  ];
  return groups.filter((group) => group.rows.length > 0);
});
