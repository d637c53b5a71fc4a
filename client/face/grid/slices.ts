/**
 * A leap along a list brings a screen of rows that are all new. Drawn at once they hold the page longer than a frame or
 * two; so they come in slices, what is not in yet being part of the gaps around (gaps.ts), and nothing that is drawn goes.
 */
import type { Around, Sight } from './gaps.ts';

/** Rows that are drawn anew at a time. */
export const SLICE = 5;

/** Rows beyond what is in sight that the grid draws as well, on either side. */
export const BUFFER = 5;

/** Which of a window's rows are to be in the grid next: from the first to before the second. */
export type Slice = readonly [from: number, to: number];

/**
 * `isIn` says of a row whether the grid has it; `stays` is one that must not be left out though nobody may see it, by its
 * place in the window, -1: none. `drawn`: how many rows stand there now; where all of them go and they are many, none comes
 * yet, for to take them away is as much work. The whole window once few of the rows in sight are new.
 */
export const nextSlice = (
  rows: number,
  { above }: Around,
  sight: Sight,
  isIn: (row: number) => boolean,
  stays: number,
  drawn = 0,
): Slice => {
  const first = Math.min(rows, Math.max(0, sight.first - above - BUFFER));
  const end = Math.max(first, Math.min(rows, sight.last - above + BUFFER));
  let [from, to] = stays < 0 ? [end, first] : [stays, stays + 1];
  for (let row = first; row < end; row++) {
    if (!isIn(row)) continue;
    from = Math.min(from, row);
    to = Math.max(to, row + 1);
  }
  // Nothing is there yet: from the first that is seen on.
  if (from >= to) {
    from = to = Math.min(end, Math.max(first, sight.first - above));
    if (drawn > SLICE && end - first > SLICE) return [from, from];
  }
  // What lies between it and what is in sight is not drawn.
  from = Math.min(from, end);
  to = Math.max(to, first);
  let left = SLICE;
  for (; to < end && left > 0; to++) if (!isIn(to)) left--;
  for (; from > first && left > 0; from--) if (!isIn(from - 1)) left--;
  return [from <= first ? 0 : from, to >= end ? rows : to];
};
