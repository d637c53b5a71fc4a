/** One picker's way through the lines that are theirs: what a scan does to it, without a screen. */
import { type Coded, type CodedUnit, piecesOf } from '../scan/codes.ts';

export type WalkLine = Coded & {
  readonly id: string;
  readonly locationCode?: string;
  /** Base units asked for. */
  readonly quantity?: number;
};
/** Why the walk stands still until it is put right. */
export type Stop =
  /** `other`: the line of this walk that the code belongs to, if any. */
  | { readonly why: 'wrong_product'; readonly code: string; readonly other: string | null }
  | { readonly why: 'wrong_place'; readonly code: string }
  | { readonly why: 'too_many'; readonly code: string; readonly pieces: number; readonly left: number };
export type Walk = {
  /** The line that one stands before; null: there is none. */
  readonly id: string | null;
  /** Base units scanned so far. */
  readonly counted: number;
  /** The location's own code was scanned. */
  readonly placed: boolean;
  /** The last code that counted. */
  readonly code: string | null;
  readonly stop: Stop | null;
};
export type Step = {
  readonly walk: Walk;
  /** `full`: all that is asked for was scanned. */
  readonly heard: 'count' | 'place' | 'full' | 'stop';
};

export const standAt = (id: string | null): Walk => ({ id, counted: 0, placed: false, code: null, stop: null });

/** The line after this one on the walk, past the last the first again; null: no other is left. */
export const lineAfter = (lines: readonly WalkLine[], id: string | null): string | null => {
  const at = lines.findIndex((line) => line.id === id);
  const next = lines[at + 1] ?? lines[0];
  return next === undefined || next.id === id ? null : next.id;
};
export const lineBefore = (lines: readonly WalkLine[], id: string | null): string | null => {
  const at = lines.findIndex((line) => line.id === id);
  const previous = at > 0 ? lines[at - 1] : lines.at(-1);
  return previous === undefined || previous.id === id ? null : previous.id;
};

/**
 * One scan. The location's code says that one stands at the right place; the product's code counts one, that of a box as
 * many as it holds, never beyond what is asked for. Anything else stops, and the right product goes on.
 */
export const scanned = (walk: Walk, code: string, lines: readonly WalkLine[], units: readonly CodedUnit[]): Step => {
  const line = lines.find(({ id }) => id === walk.id);
  const stop = (why: Stop): Step => ({ walk: { ...walk, stop: why }, heard: 'stop' });
  if (!line) return stop({ why: 'wrong_product', code, other: null });
  const pieces = piecesOf(code, line, units);
  if (pieces !== null) {
    const left = (line.quantity ?? 0) - walk.counted;
    if (pieces > left) return stop({ why: 'too_many', code, pieces, left });
    const counted = walk.counted + pieces;
    return { walk: { ...walk, counted, code, stop: null }, heard: pieces === left ? 'full' : 'count' };
  }
  if (code === line.locationCode) return { walk: { ...walk, placed: true, stop: null }, heard: 'place' };
  if (lines.some(({ locationCode }) => locationCode === code)) return stop({ why: 'wrong_place', code });
  const other = lines.find((one) => piecesOf(code, one, units) !== null);
  return stop({ why: 'wrong_product', code, other: other?.id ?? null });
};
