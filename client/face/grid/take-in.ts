import type { GridApi } from 'ag-grid-community';
import { type Around, isGap, layOut, ROW, type Sight } from './gaps.ts';
import { nextSlice, type Slice } from './slices.ts';

type GridRow = { readonly id: string };
/** What the grid has: rows, and how many of the list lie around them. */
export type Held<Row> = { rows: readonly Row[]; around: Around };

/** So many rows are looked through for one that is there before and after. */
const STAYING = 40;
/** So often the same slice is put in; if the grid has not drawn it by then, it does not mean to. */
const TRIES = 3;

type Told = {
  readonly scroller: () => HTMLElement | null;
  /** Does what is not to be told as something that a person did. */
  readonly quietly: (act: () => void) => void;
  /** After each slice. */
  readonly taken: () => void;
};

/** Takes windows into a grid, in slices where one would hold the page; `held` is kept in step with what the grid has. */
export const takingIn = <Row extends GridRow>(api: GridApi, held: Held<Row>, { scroller, quietly, taken }: Told) => {
  let coming: Held<Row> | null = null;
  let began = false;
  let frame = 0;
  let timer = 0;
  let last = '';
  let tries = 0;

  /** The row that has the focus and its number in the grid, which goes by numbers where we go by rows. */
  const focusedRow = (): readonly [id: string | undefined, at: number] => {
    const at = api.getFocusedCell()?.rowIndex ?? -1;
    const data = at < 0 ? undefined : api.getDisplayedRowAtIndex(at)?.data;
    return [isGap(data) ? undefined : data?.id, at];
  };
  /** Rows from the first in sight on, each with its number in the whole list. */
  const inSight = (top: number): readonly (readonly [id: string, row: number])[] => {
    const begin = Math.max(0, Math.ceil(top / ROW) - held.around.above);
    return held.rows.slice(begin, begin + STAYING).map(({ id }, nth) => [id, held.around.above + begin + nth] as const);
  };
  const keepFocus = ([focused, wasAt]: ReturnType<typeof focusedRow>): void => {
    const isAt = focused && api.getRowNode(focused)?.rowIndex;
    const cell = api.getFocusedCell();
    if (!cell || !focused) return;
    if (typeof isAt === 'number') {
      if (isAt !== wasAt) api.setFocusedCell(isAt, cell.column);
      return;
    }
    api.clearFocusedCell();
    // The grid keeps to the number of the row that went, where a gap may be now.
    if (document.activeElement instanceof HTMLElement && document.activeElement.closest('.ag-row'))
      document.activeElement.blur();
  };
  /** What one looks at stays where it is, whatever comes above it. */
  const put = (rows: readonly Row[], around: Around): void => {
    const box = scroller();
    const top = box?.scrollTop ?? 0;
    const before = inSight(top);
    const focused = focusedRow();
    held.around = around;
    held.rows = rows;
    quietly(() => layOut(api, rows, around));
    if (box && top > 0) {
      const stays = before.find(([id]) => api.getRowNode(id));
      const is = stays && api.getRowNode(stays[0])?.rowTop;
      const by = stays && typeof is === 'number' ? is - stays[1] * ROW : 0;
      if (by !== 0) box.scrollTop = top + by;
    }
    keepFocus(focused);
    taken();
  };

  /** Read from the page: the grid itself follows a scroll only in the next frame. */
  const sight = (): Sight => {
    const { scrollTop = 0, clientHeight = 0 } = scroller() ?? {};
    return { first: Math.floor(scrollTop / ROW), last: Math.ceil((scrollTop + clientHeight) / ROW) };
  };
  /** How far the rows that are in sight move by what is coming. */
  const shiftOf = ({ rows, around }: Held<Row>): number => {
    const top = scroller()?.scrollTop ?? 0;
    if (top === 0) return 0;
    const at = new Map(rows.map(({ id }, row) => [id, around.above + row]));
    const stays = inSight(top).find(([id]) => at.has(id));
    return stays ? (at.get(stays[0]) as number) - stays[1] : 0;
  };
  const rest = (): void => {
    cancelAnimationFrame(frame);
    clearTimeout(timer);
  };
  const sliceOf = (of: Held<Row>): Slice => {
    const { first, last } = sight();
    const by = shiftOf(of);
    const drawn = new Set(api.getRenderedNodes().flatMap(({ id, data }) => (isGap(data) ? [] : [id])));
    const isIn = (row: number): boolean => drawn.has((of.rows[row] as Row).id);
    const [focused] = focusedRow();
    const stays = focused === undefined ? -1 : of.rows.findIndex(({ id }) => id === focused);
    return nextSlice(of.rows.length, of.around, { first: first + by, last: last + by }, isIn, stays, drawn.size);
  };
  const step = (): void => {
    rest();
    const whole = coming ?? held;
    const [from, to] = sliceOf(whole);
    const here = `${whole.around.above} ${from} ${to}`;
    tries = coming && here === last ? tries + 1 : 0;
    last = here;
    if ((from === 0 && to === whole.rows.length) || tries > TRIES) {
      finish();
      return;
    }
    const { rows, around } = whole;
    coming = { rows, around };
    put(rows.slice(from, to), { above: around.above + from, below: around.below + rows.length - to });
    // A slice a frame, in a task of its own: the frame that draws the one before has enough to do.
    frame = requestAnimationFrame(() => {
      timer = window.setTimeout(step);
    });
  };
  const finish = (): void => {
    rest();
    if (!coming) return;
    const { rows, around } = coming;
    coming = null;
    put(rows, around);
  };

  return {
    rows: (rows: readonly Row[], around: Around): void => {
      coming = { rows, around };
      // A grid that has just been made does not know yet what will be in sight.
      if (!began) finish();
      // What brought them had its own work: reading the answer, and the page around the grid.
      else {
        rest();
        timer = window.setTimeout(step);
      }
      began = true;
    },
    /** The first slice, which gives the list its height, without waiting for a task of its own. */
    begin: (): void => {
      if (coming) step();
    },
    /**
     * One has scrolled, and the grid not yet: a leap to rows that it has, but has not drawn, is taken in slices as well.
     * The page is not asked where it stands after that: it would be laid out for the answer, and once more for the frame.
     */
    scrolled: (): void => {
      if (began) step();
    },
    /** Are there rows that come with a later slice? */
    get isComing(): boolean {
      return coming !== null;
    },
    /** All that is still to come, at once. */
    finish,
    end: rest,
  };
};
