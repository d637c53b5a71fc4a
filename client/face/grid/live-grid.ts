import './modules.ts';
import { type ColDef, createGrid, type GridApi, type GridOptions } from 'ag-grid-community';
import type { Sort } from '../../../shared/live/protocol.ts';
import { words } from '../../words/words.ts';
import { gridTheme } from './grid-theme.ts';

export type GridRow = { readonly id: string };
type Told<Row> = {
  open(row: Row): void;
  select(ids: ReadonlySet<string>): void;
  sort(sort: Sort): void;
  /** The reader is near the last row that is there. */
  more(): void;
  columns(fields: readonly string[]): void;
};

/** How near the end, in rows, more is asked for. */
const AHEAD = 40;

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
  let chosen: ReadonlySet<string> = new Set();
  let telling = true;
  const quietly = (act: () => void): void => {
    telling = false;
    act();
    telling = true;
  };

  const options: GridOptions<Row> = {
    theme: gridTheme,
    columnDefs: columns,
    defaultColDef: { resizable: true, suppressHeaderMenuButton: true },
    getRowId: ({ data }) => data.id,
    getLocaleText: ({ key, defaultValue }) => words.maybe(`grid.${key}`) ?? defaultValue,
    rowSelection: selectable
      ? { mode: 'multiRow', checkboxes: true, headerCheckbox: true, enableClickSelection: false }
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
    rowBuffer: 12,
    onRowClicked: ({ data, event }) => {
      const target = event?.target;
      if (target instanceof Element && target.closest('.ag-selection-checkbox,a,button')) return;
      if (data && (window.getSelection()?.isCollapsed ?? true)) told.open(data);
    },
    onCellKeyDown: ({ data, event }) => {
      if (data && event instanceof KeyboardEvent && event.key === 'Enter') told.open(data);
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
    onBodyScrollEnd: ({ api }) => {
      if (api.getLastDisplayedRowIndex() >= api.getDisplayedRowCount() - AHEAD) told.more();
    },
  };
  const api = createGrid<Row>(host, options);

  return {
    rows: (rows: readonly Row[]) => quietly(() => api.setGridOption('rowData', [...rows])),
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
      if (ids.size === chosen.size && [...ids].every((id) => chosen.has(id))) return;
      quietly(() => api.forEachNode((node) => node.setSelected(node.id !== undefined && ids.has(node.id))));
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
    end: () => api.destroy(),
  };
}
export type LiveGrid<Row extends GridRow> = ReturnType<typeof liveGrid<Row>>;
