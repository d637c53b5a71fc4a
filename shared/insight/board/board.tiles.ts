/** What a board holds, as it is declared, stored and sent: questions and places, limits included. */
import * as v from 'valibot';
import { figureQuerySchema } from '../figure.ts';

export const BOARD_LIMITS = {
  /** Boards of one person, at most. */
  boards: 60,
  /** Tiles of one board, at most. */
  tiles: 40,
  /** Columns of a board. */
  columns: 12,
  /** Rows of a board, and of one tile, at most. */
  rows: 640,
  height: 16,
} as const;

const whole = (least: number, most: number) => v.pipe(v.number(), v.integer(), v.minValue(least), v.maxValue(most));

const { period, compare, only } = figureQuerySchema.entries;

export const boardTileSchema = v.strictObject({
  /** Unique on the board. */
  id: v.pipe(v.string(), v.regex(/^[\w-]{1,60}$/)),
  /** The tile of the library that it is: its measure, its split and how it is drawn. */
  shows: v.pipe(v.string(), v.regex(/^[a-z][a-z_]{0,59}$/)),
  /** A period of its own; absent: the board's. */
  period,
  /** Column and row of the upper left corner, width and height, in cells. */
  x: whole(0, BOARD_LIMITS.columns - 1),
  y: whole(0, BOARD_LIMITS.rows),
  w: whole(1, BOARD_LIMITS.columns),
  h: whole(1, BOARD_LIMITS.height),
});
export type BoardTile = v.InferOutput<typeof boardTileSchema>;
export const boardTilesSchema = v.pipe(v.array(boardTileSchema), v.maxLength(BOARD_LIMITS.tiles));

/** What the whole board is asked for; each tile takes of it what its measure knows. */
export const boardFilterSchema = v.strictObject({ period, compare, only });
export type BoardFilter = v.InferOutput<typeof boardFilterSchema>;

const overlap = (a: BoardTile, b: BoardTile): boolean =>
  a.x < b.x + b.w && b.x < a.x + a.w && a.y < b.y + b.h && b.y < a.y + a.h;

/** What is wrong with how tiles stand, or null: two under one id, one beyond the edge, two over each other. */
export const tilesFault = (tiles: readonly BoardTile[]): 'twice' | 'beyond_edge' | 'overlap' | null => {
  if (new Set(tiles.map(({ id }) => id)).size < tiles.length) return 'twice';
  if (tiles.some(({ x, w }) => x + w > BOARD_LIMITS.columns)) return 'beyond_edge';
  return tiles.some((tile, at) => tiles.slice(at + 1).some((other) => overlap(tile, other))) ? 'overlap' : null;
};
