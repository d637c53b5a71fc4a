import './modules.ts';
import { type ColDef, createGrid, type GridApi, type GridOptions } from 'ag-grid-community';
import type { Sort } from '../../../shared/live/protocol.ts';
import { words } from '../../words/words.ts';
import { type Around, type Gap, gapOptions, isGap, layOut, ROW, sightOf, tellNumbers } from './gaps.ts';
import { gridTheme } from './grid-theme.ts';

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
/** So many rows are looked through for one that is there before and after. */
const STAYING = 40;

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

  let around: Around = { above: 0, below: 0 };
  let shown: readonly Row[] = [];
  let looking = 0;
  const look = (): void => {
    looking ||= requestAnimationFrame(() => {
      looking = 0;
      tellNumbers(host, around, shown.length);
      const { first, last } = sightOf(api);
      told.look(first, last);
    });
  };
  const scroller = (): HTMLElement | null => host.querySelector('.ag-grid-viewport');
  const mark = (): void =>
    quietly(() => api.forEachNode((node) => node.setSelected(node.id !== undefined && wanted.has(node.id))));
  /** The row that has the focus and its number in the grid, which goes by numbers where we go by rows. */
  const focusedRow = (): readonly [id: string | undefined, at: number] => {
    const at = api.getFocusedCell()?.rowIndex ?? -1;
    const data = at < 0 ? undefined : api.getDisplayedRowAtIndex(at)?.data;
    return [isGap(data) ? undefined : data?.id, at];
  };

  const options: GridOptions<Row | Gap> = {
    ...gapOptions,
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
          checkboxes: true,
          headerCheckbox: true,
          enableClickSelection: false,
          isRowSelectable: ({ data }) => !isGap(data),
        }
      : undefined,
    selectionColumnDef: { width: 40, pinned: 'left', lockPosition: 'left', resizable: false },
    suppressNoRowsOverlay: true,
    suppressDragLeaveHidesColumns: true,
    suppressMultiSort: false,
    multiSortKey: 'ctrl',
    animateRows: false,
    suppressCellFocus: false,
    enableCellTextSelection: true,
    ensureDomOrder: true,
    rowBuffer: 5,
    onRowClicked: ({ data, event }) => {
      const target = event?.target;
      if (target instanceof Element && target.closest('.ag-selection-checkbox,a,button')) return;
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

  return {
    /** The window's rows and how many lie around them. What one looks at stays where it is, whatever comes above it. */
    rows: (rows: readonly Row[], now: Around) => {
      const box = scroller();
      const top = box?.scrollTop ?? 0;
      const begin = Math.max(0, Math.ceil(top / ROW) - around.above);
      const kept = shown.slice(begin, begin + STAYING).map(({ id }, nth) => [id, begin + nth] as const);
      const [focused, wasAt] = focusedRow();
      const was = around;
      around = now;
      shown = rows;
      quietly(() => layOut(api, rows, around));
      if (wanted.size > chosen.size) mark();
      if (box && top > 0) {
        const stays = kept.find(([id]) => api.getRowNode(id));
        const is = stays && api.getRowNode(stays[0])?.rowTop;
        const by = stays && typeof is === 'number' ? is - (was.above + stays[1]) * ROW : 0;
        if (by !== 0) box.scrollTop = top + by;
      }
      const isAt = focused && api.getRowNode(focused)?.rowIndex;
      const cell = api.getFocusedCell();
      if (cell && focused && typeof isAt === 'number' && isAt !== wasAt) api.setFocusedCell(isAt, cell.column);
      else if (cell && focused && typeof isAt !== 'number') {
        api.clearFocusedCell();
        // The grid keeps to the number of the row that went, where a gap may be now.
        if (document.activeElement instanceof HTMLElement && document.activeElement.closest('.ag-row'))
          document.activeElement.blur();
      }
      look();
    },
    /** Another list: from this row on, counted from 0. */
    begin: (row: number) => {
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
      const rowNodes = ids.flatMap((id) => api.getRowNode(id) ?? []);
      if (rowNodes.length > 0) api.flashCells({ rowNodes, flashDuration: 300, fadeDuration: 1_200 });
    },
    /** Puts the cursor of the keyboard on a row and brings it into sight. */
    stand: (id: string) => {
      const index = api.getRowNode(id)?.rowIndex;
      if (index === null || index === undefined) return;
      api.ensureIndexVisible(index);
      const first = api.getAllDisplayedColumns().find((column) => !column.getColId().startsWith('ag-'));
      if (first) api.setFocusedCell(index, first);
    },
    end: () => {
      cancelAnimationFrame(looking);
      api.destroy();
    },
  };
}
export type LiveGrid<Row extends GridRow> = ReturnType<typeof liveGrid<Row>>;
