import './modules.ts';
import { type ColDef, createGrid, type GridApi, type GridOptions } from 'ag-grid-community';
import type { Sort } from '../../../shared/live/protocol.ts';
import { words } from '../../words/words.ts';
import { choiceCell } from './choice-cell.ts';
import { type Gap, gapOptions, isGap, ROW, sightOf, tellNumbers } from './gaps.ts';
import { gridTheme } from './grid-theme.ts';
import { BUFFER } from './slices.ts';
import { type Held, takingIn } from './take-in.ts';

export type GridRow = { readonly id: string };
type Told<Row> = {
  open(row: Row): void;
  select(ids: ReadonlySet<string>): void;
  sort(sort: Sort): void;
  /** Which rows of the whole list are in sight, from 0. */
  look(first: number, last: number): void;
  columns(fields: readonly string[]): void;
};

/** Keys that leap through the whole list, of which the grid has a window. */
const LEAPS = new Set(['Home', 'End', 'PageUp', 'PageDown']);

/** So long the cursor waits for rows that come in slices, ms. */
const SOON = 300;

const sortOf = (api: GridApi): Sort =>
  api
    .getColumnState()
    .filter(({ sort }) => sort)
    .sort((a, b) => (a.sortIndex ?? 0) - (b.sortIndex ?? 0))
    .map(({ colId, sort }) => (sort === 'desc' ? { field: colId, down: true } : { field: colId }));

const sameSort = (a: Sort, b: Sort): boolean =>
  a.length === b.length && a.every(({ field, down }, i) => field === b[i]?.field && !down === !b[i]?.down);

/** The grid itself, without a framework between: rows go in whole and are compared by id; what a person does comes out. */
export function liveGrid<Row extends GridRow>(
  host: HTMLElement,
  columns: ColDef[],
  selectable: boolean,
  told: Told<Row>,
) {
  /** Of the rows that are here; and all that are chosen, also where the window is not. */
  let chosen: ReadonlySet<string> = new Set();
  let wanted: ReadonlySet<string> = new Set();
  let telling = true;
  const quietly = (act: () => void): void => {
    telling = false;
    act();
    telling = true;
  };

  const held: Held<Row> = { rows: [], around: { above: 0, below: 0 } };
  let looking = 0;
  const look = (): void => {
    looking ||= requestAnimationFrame(() => {
      looking = 0;
      tellNumbers(host, held.around, held.rows.length);
      const { first, last } = sightOf(api);
      told.look(first, last);
    });
  };
  const scroller = (): HTMLElement | null => host.querySelector('.ag-grid-viewport');
  const mark = (): void =>
    quietly(() => api.forEachNode((node) => node.setSelected(node.id !== undefined && wanted.has(node.id))));

  const options: GridOptions<Row | Gap> = {
    ...gapOptions(() => held.around),
    theme: gridTheme,
    columnDefs: columns,
    defaultColDef: {
      resizable: true,
      suppressHeaderMenuButton: true,
      suppressKeyboardEvent: ({ event }) => LEAPS.has(event.key),
    },
    navigateToNextCell: ({ nextCellPosition, api }) =>
      nextCellPosition && isGap(api.getDisplayedRowAtIndex(nextCellPosition.rowIndex)?.data) ? null : nextCellPosition,
    getRowId: ({ data }) => data.id,
    getLocaleText: ({ key, defaultValue }) => words.maybe(`grid.${key}`) ?? defaultValue,
    rowSelection: selectable
      ? {
          mode: 'multiRow',
          // Ours, below.
          checkboxes: false,
          headerCheckbox: true,
          enableClickSelection: false,
          isRowSelectable: ({ data }) => !isGap(data),
        }
      : undefined,
    selectionColumnDef: {
      width: 40,
      pinned: 'left',
      lockPosition: 'left',
      resizable: false,
      cellClass: 'face-choice-cell',
      cellRenderer: choiceCell(words.t('list.choose')),
    },
    suppressNoRowsOverlay: true,
    // Hovered rows are face.css's.
    suppressRowHoverHighlight: true,
    suppressDragLeaveHidesColumns: true,
    suppressMultiSort: false,
    multiSortKey: 'ctrl',
    animateRows: false,
    suppressCellFocus: false,
    // Texts can be marked all the same (face.css): the grid's own way to it is two elements more a cell.
    enableCellTextSelection: false,
    ensureDomOrder: true,
    rowBuffer: BUFFER,
    onRowClicked: ({ data, event }) => {
      const target = event?.target;
      if (target instanceof Element && target.closest('.face-choice,a,button')) return;
      if (data && !isGap(data) && (window.getSelection()?.isCollapsed ?? true)) told.open(data);
    },
    onCellKeyDown: ({ data, event }) => {
      if (data && !isGap(data) && event instanceof KeyboardEvent && event.key === 'Enter') told.open(data);
    },
    onSelectionChanged: ({ api }) => {
      chosen = new Set(api.getSelectedNodes().flatMap(({ id }) => (id === undefined ? [] : [id])));
      if (telling) told.select(chosen);
    },
    onSortChanged: ({ api }) => {
      if (telling) told.sort(sortOf(api));
    },
    onColumnMoved: ({ api, finished }) => {
      if (finished && telling) told.columns(api.getColumnState().flatMap(({ colId, hide }) => (hide ? [] : [colId])));
    },
    onBodyScroll: look,
    onGridSizeChanged: look,
  };
  const api = createGrid<Row | Gap>(host, options);
  const taking = takingIn(api, held, {
    scroller,
    quietly,
    taken: () => {
      if (wanted.size > chosen.size) mark();
      look();
    },
  });
  let standing = 0;
  /** In a task of its own, after the slices that are still to come, if those come soon. */
  const standLater = (id: string, since: number): void => {
    clearTimeout(standing);
    standing = window.setTimeout(() => {
      if (taking.isComing && performance.now() - since < SOON) standLater(id, since);
      else stand(id);
    });
  };
  const stand = (id: string): void => {
    taking.finish();
    const index = api.getRowNode(id)?.rowIndex;
    if (index === null || index === undefined) return;
    api.ensureIndexVisible(index);
    const first = api.getAllDisplayedColumns().find((column) => !column.getColId().startsWith('ag-'));
    if (first) api.setFocusedCell(index, first);
  };
  const scrolled = ({ target }: Event): void => {
    if (target === scroller()) taking.scrolled();
  };
  // Before the grid hears of it.
  host.addEventListener('scroll', scrolled, { capture: true });

  return {
    /** The window's rows and how many lie around them. */
    rows: taking.rows,
    /** Another list: from this row on, counted from 0. */
    begin: (row: number) => {
      taking.begin();
      const box = scroller();
      if (box) box.scrollTop = row * ROW;
      look();
    },
    /** Brings a row of the whole list into sight, also where there is a gap. */
    reach: (row: number) => {
      const box = scroller();
      if (!box) return;
      const { top, bottom } = api.getVerticalPixelRange();
      if (row * ROW < box.scrollTop) box.scrollTop = row * ROW;
      else box.scrollTop = Math.max(box.scrollTop, (row + 1) * ROW - (bottom - top));
      look();
    },
    /** Whole rows that a screen shows. */
    get screen(): number {
      const { top, bottom } = api.getVerticalPixelRange();
      return Math.max(1, Math.floor((bottom - top) / ROW) - 1);
    },
    sort: (sort: Sort) => {
      if (sameSort(sort, sortOf(api))) return;
      quietly(() =>
        api.applyColumnState({
          state: sort.map(({ field, down }, sortIndex) => ({ colId: field, sort: down ? 'desc' : 'asc', sortIndex })),
          defaultState: { sort: null },
        }),
      );
    },
    select: (ids: ReadonlySet<string>) => {
      wanted = ids;
      if (ids.size !== chosen.size || [...ids].some((id) => !chosen.has(id))) mark();
    },
    columns: (defs: ColDef[]) => quietly(() => api.setGridOption('columnDefs', defs)),
    /** Washes the rows that another person has just changed. */
    flash: (ids: readonly string[]) => {
      if (ids.length > 0) taking.begin();
      const rowNodes = ids.flatMap((id) => api.getRowNode(id) ?? []);
      if (rowNodes.length > 0) api.flashCells({ rowNodes, flashDuration: 300, fadeDuration: 1_200 });
    },
    /** Puts the cursor of the keyboard on a row and brings it into sight. */
    stand: (id: string) => {
      clearTimeout(standing);
      if (!taking.isComing && api.getRenderedNodes().some((node) => node.id === id)) stand(id);
      else standLater(id, performance.now());
    },
    end: () => {
      cancelAnimationFrame(looking);
      clearTimeout(standing);
      taking.end();
      host.removeEventListener('scroll', scrolled, { capture: true });
      api.destroy();
    },
  };
}
export type LiveGrid<Row extends GridRow> = ReturnType<typeof liveGrid<Row>>;
