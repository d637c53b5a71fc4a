import { LIMITS } from '../../../shared/live/protocol.ts';

/** Rows of a list as it opens, and how many more are taken as one goes on. */
export const FIRST = 100;
export const MORE = 200;
/** Rows of a window further down; of those, above what is looked at. */
export const WINDOW = 300;
const BACK = 120;
/** The same where one has come from far: who drags along the list sees few of them before the next are asked for. */
export const FAR = { limit: 200, back: 80 } as const;
/** Fewer rows than these beyond what is looked at, and the window moves. */
const LEAD = 60;

/** Which rows of the whole list are looked at, from 0. */
export type Sight = { readonly first: number; readonly last: number };
export type Held = {
  /** Rows that are here, and how many of the list lie before them. */
  readonly rows: number;
  readonly above: number;
  /** Rows of the window that wait to be shown. */
  readonly held: number;
  /** Does the list go on below? */
  readonly more: boolean;
  /** Rows asked for. */
  readonly limit: number;
  /** Are there keys for every row of the list? */
  readonly canMove: boolean;
};
/** Take more rows below; or begin after the row of this index among those here; or after so many of the list, with `limit`. */
export type Move =
  | { readonly grow: number }
  | { readonly slide: number }
  | { readonly jump: number; readonly limit: number };

/** What a window does so that what is looked at lies well within it; null: it stays. */
export const moveOf = ({ rows, held, above, more, limit, canMove }: Held, { first, last }: Sight): Move | null => {
  const end = above + rows;
  const isAbove = above > 0 && first < above + LEAD;
  const isBelow = more && last > end - LEAD;
  if (!isAbove && !isBelow) return null;
  if (!canMove) return isBelow && limit < LIMITS.window ? { grow: LIMITS.window } : null;
  if (isBelow && above === 0 && limit <= LIMITS.window - MORE && first < end + BACK)
    return rows + held >= limit ? { grow: limit + MORE } : null;
  const begin = first - BACK - above;
  if (isBelow && first < end && begin > 0) return { slide: begin - 1 };
  const isFar = first >= end || last < above;
  const jump = Math.max(0, first - (isFar ? FAR.back : isAbove ? WINDOW - BACK : BACK));
  return jump === above ? null : { jump, limit: isFar ? FAR.limit : WINDOW };
};
