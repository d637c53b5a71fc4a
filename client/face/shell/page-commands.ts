import type { Router } from 'vue-router';
import type { NavigationEntry } from '../navigation.ts';
import type { Command } from '../palette.ts';

/** A command for each page that the person may open, with its jump. */
export const pageCommands = (entries: readonly NavigationEntry[], router: Router): Command[] =>
  entries.map((entry) => ({
    id: `go.${entry.id}`,
    label: entry.label,
    icon: entry.icon,
    group: 'pages',
    shortcut: entry.key === undefined ? undefined : `g ${entry.key}`,
    run: () => void router.push({ name: entry.route }),
  }));
