import { type Tile, tileNamed } from './library.ts';

/** Tiles of the library by their ids, in this order. Throws for an id that is none: a fault of who wrote it. */
export const tilesNamed = (...ids: readonly string[]): readonly Tile[] =>
  ids.map((id) => {
    const found = tileNamed(id);
    if (!found) throw new Error(`no tile is called ${id}`);
    return found;
  });
