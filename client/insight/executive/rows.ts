/** How the executive board is laid out for a reader: what they may see fills it, without a figure alone in its row. */
import type { Tile } from '../tile/library.ts';

/** Large figures in the first row. */
const LARGE = 4;
/** Columns that the pictures of one row ask for together, at most, and how many of their rows stand before the small figures. */
const WIDEST = 16;
const FIRST = 2;

export type Board = {
  readonly large: readonly Tile[];
  /** Rows of pictures above the small figures, and below them. */
  readonly first: readonly (readonly Tile[])[];
  readonly small: readonly Tile[];
  readonly last: readonly (readonly Tile[])[];
};

/** Pictures in rows, in their order, as many in each as it is wide; one alone has a neighbour of the row before. */
export const packed = (tiles: readonly Tile[]): readonly (readonly Tile[])[] => {
  const rows: Tile[][] = [];
  let width = Number.POSITIVE_INFINITY;
  for (const tile of tiles) {
    width += tile.size.w;
    if (width <= WIDEST) rows.at(-1)?.push(tile);
    else {
      rows.push([tile]);
      width = tile.size.w;
    }
  }
  const last = rows.at(-1);
  const before = rows.at(-2);
  if (last?.length === 1 && before && before.length > 2) last.unshift(...before.splice(-1));
  return rows;
};

/** `numbers` and `pictures` that are there for the reader; of the numbers the `chief` ones come first. */
export const laidOut = (numbers: readonly Tile[], pictures: readonly Tile[], chief: readonly string[]): Board => {
  const rank = ({ id }: Tile): number => (chief.includes(id) ? chief.indexOf(id) : chief.length);
  const large = [...numbers].sort((a, b) => rank(a) - rank(b)).slice(0, LARGE);
  const rows = packed(pictures);
  return {
    large,
    first: rows.slice(0, FIRST),
    small: numbers.filter((one) => !large.includes(one)),
    last: rows.slice(FIRST),
  };
};
