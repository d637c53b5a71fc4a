/** Gridstack under a board that is arranged: it drags and resizes, the arrangement itself is kept by arranging.ts. */
import 'gridstack/dist/gridstack.min.css';
import { GridStack, type GridStackNode, type GridStackWidget } from 'gridstack';
import { nextTick, onBeforeUnmount, onMounted, type Ref, shallowRef, watch } from 'vue';
import { BOARD_LIMITS } from '../../../shared/insight/board/board.tiles.ts';
import { ROW } from '../tile/library.ts';
import type { Arranging } from './arranging.ts';
import { inReading, LEAST, type Placed } from './layout.ts';
import type { ShownTile } from './shown.ts';

const GAP = 2;

/** How small and how tall a tile may be drawn. */
const BOUNDS = { minW: LEAST.w, minH: LEAST.h, maxH: BOARD_LIMITS.height };
const widgetOf = ({ id, x, y, w, h }: Placed): GridStackWidget & Placed => ({ id, x, y, w, h });
const placeOf = ({ id, x, y, w, h }: GridStackNode): Placed[] =>
  id === undefined ? [] : [{ id, x: x ?? 0, y: y ?? 0, w: w ?? LEAST.w, h: h ?? LEAST.h }];

export const useGrid = (box: Ref<HTMLElement | undefined>, arranging: Arranging) => {
  // In the order of their first appearance: how they stand on the board is gridstack's business.
  const tiles = shallowRef<readonly ShownTile[]>(inReading(arranging.shown.value));
  let grid: GridStack | null = null;
  /** Gridstack's own words while it is being told are no news. */
  let telling = false;

  const elementOf = (id: string): HTMLElement | null =>
    box.value?.querySelector<HTMLElement>(`:scope > [gs-id="${CSS.escape(id)}"]`) ?? null;

  const tell = (): void => {
    if (!grid) return;
    // Gridstack puts the elements into the order in which they are read, and not every browser keeps the focus then.
    const focused = document.activeElement;
    telling = true;
    grid.load(tiles.value.map(widgetOf), false);
    telling = false;
    if (focused instanceof HTMLElement && focused !== document.activeElement && box.value?.contains(focused))
      focused.focus({ preventScroll: true });
  };
  const heard = (): void => {
    if (!grid || telling) return;
    arranging.lay(grid.engine.nodes.flatMap(placeOf));
  };

  watch(arranging.shown, async (now) => {
    const known = new Set(tiles.value.map(({ id }) => id));
    const byId = new Map(now.map((tile) => [tile.id, tile]));
    const gone = tiles.value.filter(({ id }) => !byId.has(id)).map(({ id }) => elementOf(id));
    const fresh = now.filter(({ id }) => !known.has(id));
    telling = true;
    for (const element of gone) if (element) grid?.removeWidget(element, false, false);
    tiles.value = [...tiles.value.flatMap(({ id }) => byId.get(id) ?? []), ...fresh];
    await nextTick();
    for (const tile of fresh) {
      const element = elementOf(tile.id);
      // Told all of it: beside an option gridstack no longer reads what the element says of itself.
      if (element) grid?.makeWidget(element, { ...widgetOf(tile), ...BOUNDS });
    }
    telling = false;
    tell();
    const [last] = fresh;
    if (last) elementOf(last.id)?.scrollIntoView({ block: 'nearest' });
  });

  onMounted(() => {
    if (!box.value) return;
    const made = GridStack.init(
      {
        column: BOARD_LIMITS.columns,
        cellHeight: ROW,
        margin: GAP,
        mode: 'top',
        animate: !matchMedia('(prefers-reduced-motion: reduce)').matches,
        draggable: { handle: '.board-handle' },
        resizable: { handles: 'e, se, s, sw, w' },
        minRow: 4,
      },
      box.value,
    );
    if (!made) return;
    grid = made;
    for (const node of made.engine.nodes) if (node.el) made.update(node.el, BOUNDS);
    made.on('change', heard);
    tell();
  });
  onBeforeUnmount(() => {
    grid?.destroy(false);
    grid = null;
  });
  return { tiles };
};
