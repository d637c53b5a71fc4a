/** Which tiles of a board are there for a reader, and what each takes of the board's filter. */
import type { Rights } from '../../../shared/access/permit.ts';
import type { BoardFilter, BoardTile } from '../../../shared/insight/board/board.tiles.ts';
import { newId } from '../../sales/new-id.ts';
import { type Tile, type TileFrame, type TileGroup, tileNamed, tiles } from '../tile/library.ts';
import { offeredTiles, onlyOf } from '../tile/offered.ts';
import { bottomOf, closedUp, firstFree, inReading, risen } from './layout.ts';

export type ShownTile = BoardTile & { readonly of: Tile };

/** The tiles that are there for this reader. Another's measure, or one that a later version took away, is not among them. */
export const shownOf = (rights: Rights, all: readonly BoardTile[]): readonly ShownTile[] =>
  all.flatMap((tile) => {
    const of = tileNamed(tile.shows);
    return of && offeredTiles(rights, [of]).length > 0 ? [{ ...tile, of }] : [];
  });

/** As a reader sees them: as they were arranged, or closed up where some are absent. */
export const arranged = (shown: readonly ShownTile[], all: number): readonly ShownTile[] =>
  inReading(shown.length < all ? closedUp(shown) : risen(shown));

/** Tiles that are not there for their owner either, at present: kept below all others for when they are again. */
export const withAbsent = (shown: readonly BoardTile[], all: readonly BoardTile[]): readonly BoardTile[] => {
  const there = new Set(shown.map(({ id }) => id));
  const kept: BoardTile[] = [...shown];
  for (const tile of all) if (!there.has(tile.id)) kept.push({ ...tile, x: 0, y: bottomOf(kept) });
  return kept;
};

export const isPeriodic = ({ over }: Tile): boolean => over === 'board';

/** What a tile is asked on a board with this filter. */
export const frameOf = (rights: Rights, { of, period }: ShownTile, filter: BoardFilter): TileFrame => ({
  period: period ?? filter.period ?? null,
  compare: filter.compare ?? null,
  only: onlyOf(rights, of, filter.only),
});

/** A tile of the library at the first free place; a board that ends in it grows. */
export const added = (all: readonly BoardTile[], { id, size }: Tile): readonly BoardTile[] => [
  ...all,
  { id: newId(), shows: id, ...firstFree(all, size), ...size },
];

/** How many of each width a board to begin with has: rows that are full. */
const BEGIN = [
  { h: 2, w: 3, n: 4 },
  { h: 4, w: 6, n: 2 },
  { h: 4, w: 4, n: 3 },
] as const;
/** A board to begin with: of a group the first figures, then the first charts, that this reader may see. */
export const templateOf = (rights: Rights, group: TileGroup): readonly BoardTile[] => {
  const offered = offeredTiles(rights, tiles).filter((tile) => tile.group === group);
  let board: readonly BoardTile[] = [];
  for (const { w, h, n } of BEGIN)
    for (const tile of offered.filter(({ size }) => size.w === w && size.h === h).slice(0, n))
      board = added(board, tile);
  return board;
};
