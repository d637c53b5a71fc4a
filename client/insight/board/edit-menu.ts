/** The menu of a tile while its board is arranged: all that the mouse and the keys can do. */
import type { DropdownMenuItem } from '@nuxt/ui';
import { periodNames } from '../../../shared/insight/figure.ts';
import { words } from '../../words/words.ts';
import type { Arranging } from './arranging.ts';
import { moved, reordered, resized, type Step } from './layout.ts';
import { isPeriodic, type ShownTile } from './shown.ts';

const steps = ['left', 'right', 'up', 'down'] as const;
const icons = {
  left: 'i-lucide-arrow-left',
  right: 'i-lucide-arrow-right',
  up: 'i-lucide-arrow-up',
  down: 'i-lucide-arrow-down',
} as const;
const sizes = [
  ['right', 'wider', 'i-lucide-unfold-horizontal'],
  ['left', 'narrower', 'i-lucide-fold-horizontal'],
  ['down', 'taller', 'i-lucide-unfold-vertical'],
  ['up', 'lower', 'i-lucide-fold-vertical'],
] as const;

type Edges = { readonly move: ReadonlySet<Step>; readonly resize: ReadonlySet<Step> };
/** The steps that a tile cannot take from where it stands. */
export const edges = ({ shown }: Arranging, { id }: ShownTile, phone: boolean): Edges => {
  const tiles = shown.value;
  const stays = (way: Step): boolean =>
    phone && (way === 'up' || way === 'down') ? reordered(tiles, id, way) === tiles : moved(tiles, id, way) === tiles;
  return {
    move: new Set(steps.filter(stays)),
    resize: new Set(steps.filter((way) => resized(tiles, id, way) === tiles)),
  };
};

/** Periods that look back: what is to come belongs to figures that look ahead by themselves. */
const periods = periodNames.filter((name) => !name.startsWith('next'));

export const tileMenu = (
  arranging: Arranging,
  { id, of, period }: ShownTile,
  phone: boolean,
  { move, resize }: Edges,
): DropdownMenuItem[][] => [
  steps
    .filter((way) => !phone || way === 'up' || way === 'down')
    .map((way) => ({
      label: words.t(`boards.tile.${way}`),
      icon: icons[way],
      disabled: move.has(way),
      onSelect: () => arranging.move(id, way),
    })),
  sizes
    .filter(([way]) => !phone || way === 'up' || way === 'down')
    .map(([way, word, icon]) => ({
      label: words.t(`boards.tile.${word}`),
      icon,
      disabled: resize.has(way),
      onSelect: () => arranging.resize(id, way),
    })),
  ...(isPeriodic(of)
    ? [
        [
          {
            label: words.t('boards.tile.period'),
            icon: 'i-lucide-calendar-range',
            children: [null, ...periods].map((name) => ({
              label: name === null ? words.t('boards.tile.boardPeriod') : words.t(`insight.period.${name}`),
              type: 'checkbox' as const,
              checked: (period ?? null) === name,
              onSelect: () => arranging.setPeriod(id, name),
            })),
          },
        ],
      ]
    : []),
  [
    {
      label: words.t('boards.tile.remove'),
      icon: 'i-lucide-trash-2',
      color: 'error' as const,
      onSelect: () => arranging.remove(id),
    },
  ],
];
