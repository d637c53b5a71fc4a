/**
 * Where tiles stand. Tiles lie on a grid of twelve columns and rise until they meet another or the top, as they do under
 * the mouse; what the keys and the menu do is reckoned here, so that it is the same on a phone and in a test.
 */
import { BOARD_LIMITS } from '../../../shared/insight/board/board.tiles.ts';

export type Placed = {
  readonly id: string;
  readonly x: number;
  readonly y: number;
  readonly w: number;
  readonly h: number;
};
export type Size = { readonly w: number; readonly h: number };

/** A tile is never smaller, cells. */
export const LEAST: Size = { w: 2, h: 2 };
const { columns, height } = BOARD_LIMITS;

const meet = (a: Placed, b: Placed): boolean =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;
const byPlace = (a: Placed, b: Placed): number => a.y - b.y || a.x - b.x;

/** In the order in which they are read: by rows, then from the left. */
export const inReading = <P extends Placed>(tiles: readonly P[]): readonly P[] => [...tiles].sort(byPlace);

const asBefore = <P extends Placed>(before: readonly P[], placed: readonly P[]): readonly P[] => {
  const byId = new Map(placed.map((tile) => [tile.id, tile]));
  return before.map(({ id }) => byId.get(id) as P);
};

/** Each as high as it can rise; their order in the list stays. */
export const risen = <P extends Placed>(tiles: readonly P[]): readonly P[] => {
  const placed: P[] = [];
  for (const tile of inReading(tiles)) {
    let y = tile.y;
    while (y > 0 && !placed.some((other) => meet({ ...tile, y: y - 1 }, other))) y--;
    placed.push(y === tile.y ? tile : { ...tile, y });
  }
  return asBefore(tiles, placed);
};

/** The same tiles without holes, each at the first place where it fits: for a reader to whom some are not there. */
export const closedUp = <P extends Placed>(tiles: readonly P[]): readonly P[] => {
  const placed: P[] = [];
  for (const tile of inReading(tiles)) placed.push({ ...tile, ...firstFree(placed, tile) });
  return asBefore(tiles, placed);
};

/** The first place, row by row, at which a tile of this size meets none. */
export const firstFree = (tiles: readonly Placed[], { w, h }: Size): { readonly x: number; readonly y: number } => {
  for (let y = 0; ; y++)
    for (let x = 0; x + w <= columns; x++)
      if (!tiles.some((other) => meet({ id: '', x, y, w, h }, other))) return { x, y };
};

/** With one tile where it is wanted: those in its way go below it, then all rise. */
const withAt = <P extends Placed>(tiles: readonly P[], wanted: P): readonly P[] => {
  const others = risen(tiles.filter(({ id }) => id !== wanted.id));
  const placed: P[] = [wanted];
  for (const tile of inReading(others)) {
    let next = tile;
    for (let hit = placed.find((one) => meet(one, next)); hit; hit = placed.find((one) => meet(one, next)))
      next = { ...next, y: hit.y + hit.h };
    placed.push(next);
  }
  return risen(asBefore(tiles, placed));
};

export type Step = 'left' | 'right' | 'up' | 'down';
const by: { readonly [step in Step]: readonly [number, number] } = {
  left: [-1, 0],
  right: [1, 0],
  up: [0, -1],
  down: [0, 1],
};

/**
 * One step of a tile: a column to the side, or past the next tile above or below. The same list where it cannot go
 * further.
 */
export const moved = <P extends Placed>(tiles: readonly P[], id: string, step: Step): readonly P[] => {
  const tile = tiles.find((one) => one.id === id);
  if (!tile) return tiles;
  const [dx, dy] = by[step];
  const x = tile.x + dx;
  if (x < 0 || x + tile.w > columns) return tiles;
  if (dx !== 0) return withAt(tiles, { ...tile, x });
  // A step may be too short to pass a tall neighbour: then it would rise back to where it was.
  for (let y = tile.y + dy; y >= 0 && y <= tile.y + height; y += dy) {
    const now = withAt(tiles, { ...tile, y });
    const reached = now.find((one) => one.id === id)?.y ?? tile.y;
    if ((reached - tile.y) * dy > 0) return now;
  }
  return tiles;
};

/** One cell wider, narrower, taller or less tall. The same list where it cannot be. */
export const resized = <P extends Placed>(tiles: readonly P[], id: string, step: Step): readonly P[] => {
  const tile = tiles.find((one) => one.id === id);
  if (!tile) return tiles;
  const [dw, dh] = by[step];
  const [w, h] = [tile.w + dw, tile.h + dh];
  if (w < LEAST.w || tile.x + w > columns || h < LEAST.h || h > height) return tiles;
  return withAt(tiles, { ...tile, w, h });
};

/** On a phone they stand one below the other: one place up or down is a change of their order. */
export const reordered = <P extends Placed>(tiles: readonly P[], id: string, step: 'up' | 'down'): readonly P[] => {
  const order = [...inReading(tiles)];
  const at = order.findIndex((tile) => tile.id === id);
  const to = step === 'up' ? at - 1 : at + 1;
  const [tile, other] = [order[at], order[to]];
  if (!tile || !other) return tiles;
  [order[at], order[to]] = [other, tile];
  const placed: P[] = [];
  for (const one of order) {
    const { x, y } = firstFree(placed, one);
    // Never before the one that it follows.
    const last = placed.at(-1);
    placed.push(last && byPlace({ ...one, x, y }, last) < 0 ? { ...one, x: 0, y: bottomOf(placed) } : { ...one, x, y });
  }
  return asBefore(tiles, placed);
};

/** The first row below all tiles. */
export const bottomOf = (tiles: readonly Placed[]): number => Math.max(0, ...tiles.map(({ y, h }) => y + h));
