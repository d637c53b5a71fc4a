/** Arranging a board: every way to do it, by mouse, keys or menu, ends here. */
import { computed, type Ref, shallowRef } from 'vue';
import type { BoardTile } from '../../../shared/insight/board/board.tiles.ts';
import { BOARD_LIMITS } from '../../../shared/insight/board/board.tiles.ts';
import type { FigureQuery } from '../../../shared/insight/figure.ts';
import { useRights } from '../../access/rights.ts';
import { words } from '../../words/words.ts';
import type { Tile } from '../tile/library.ts';
import { nameOfTile } from '../tile/tile.ts';
import type { useDraft } from './draft.ts';
import { inReading, moved, type Placed, reordered, resized, risen, type Step } from './layout.ts';
import { added, type ShownTile, shownOf, withAbsent } from './shown.ts';

export type Arranging = ReturnType<typeof useArranging>;

export const useArranging = (draft: ReturnType<typeof useDraft>, isPhone: Ref<boolean>) => {
  const rights = useRights();
  /** What a screen reader is told of the last step. */
  const told = shallowRef('');
  const all = computed(() => draft.content.value.tiles);
  const shown = computed<readonly ShownTile[]>(() => {
    const there = shownOf(rights.value, all.value);
    const placed = new Map(risen(there).map((tile) => [tile.id, tile]));
    return there.map((tile) => placed.get(tile.id) as ShownTile);
  });

  const bare = ({ of: _of, ...tile }: ShownTile): BoardTile => tile;
  const put = (tiles: readonly ShownTile[]): void => draft.change({ tiles: withAbsent(tiles.map(bare), all.value) });
  const sayPlace = (id: string, key: 'moved' | 'sized'): void => {
    const tile = shown.value.find((one) => one.id === id);
    if (!tile) return;
    const { x, y, w, h, of } = tile;
    told.value = words.t(`boards.tile.${key}`, { name: nameOfTile(of), x: x + 1, y: y + 1, w, h });
  };
  const step = (id: string, next: readonly ShownTile[], key: 'moved' | 'sized'): void => {
    if (next === shown.value) told.value = words.t('boards.tile.edge');
    else {
      put(next);
      sayPlace(id, key);
    }
  };
  const move = (id: string, way: Step): void => {
    const next =
      isPhone.value && (way === 'up' || way === 'down') ? reordered(shown.value, id, way) : moved(shown.value, id, way);
    step(id, next, 'moved');
  };
  const resize = (id: string, way: Step): void => step(id, resized(shown.value, id, way), 'sized');
  /** Where the mouse has left them. */
  const lay = (places: readonly Placed[]): void => {
    const at = new Map(places.map((one) => [one.id, one]));
    put(
      shown.value.map((tile) => {
        const { x, y, w, h } = at.get(tile.id) ?? tile;
        return { ...tile, x, y, w, h };
      }),
    );
  };
  const remove = (id: string): void => {
    const tile = shown.value.find((one) => one.id === id);
    if (!tile) return;
    draft.change({ tiles: risen(all.value.filter((one) => one.id !== id)) });
    told.value = words.t('boards.done.removed', { name: nameOfTile(tile.of) });
  };
  const add = (tile: Tile): void => {
    if (all.value.length >= BOARD_LIMITS.tiles) {
      told.value = words.t('boards.library.full', { n: BOARD_LIMITS.tiles });
      return;
    }
    draft.change({ tiles: added(withAbsent(shown.value.map(bare), all.value), tile) });
    told.value = words.t('boards.done.added', { name: nameOfTile(tile) });
  };
  const setPeriod = (id: string, period: FigureQuery['period']): void =>
    draft.change({
      tiles: all.value.map(({ period: _before, ...tile }) => {
        if (tile.id !== id) return _before ? { ...tile, period: _before } : tile;
        return period ? { ...tile, period } : tile;
      }),
    });
  return {
    shown,
    reading: computed(() => inReading(shown.value)),
    told,
    isFull: computed(() => all.value.length >= BOARD_LIMITS.tiles),
    counts: computed(() => {
      const found = new Map<string, number>();
      for (const { shows } of all.value) found.set(shows, (found.get(shows) ?? 0) + 1);
      return found;
    }),
    move,
    resize,
    lay,
    remove,
    add,
    setPeriod,
  };
};
