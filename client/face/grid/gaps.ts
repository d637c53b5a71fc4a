import type { GridApi, GridOptions, ICellRendererComp } from 'ag-grid-community';

/** A grid's rows are a window of a longer list: above and below them a row of its own is as high as all that is not here. */
export type Gap = { readonly id: '·above' | '·below' };
export type Around = { readonly above: number; readonly below: number };

/** px, as the grid's theme says. */
export const ROW = 36;

export const isGap = (row: object | undefined): row is Gap =>
  row !== undefined && 'id' in row && (row.id === '·above' || row.id === '·below');

/** Nothing stands there but the shape of rows that come as soon as one stays (face.css). */
class GapCell implements ICellRendererComp {
  private readonly host = Object.assign(document.createElement('div'), { className: 'face-gap' });
  init(): void {
    this.host.setAttribute('aria-hidden', 'true');
  }
  getGui(): HTMLElement {
    return this.host;
  }
  refresh(): boolean {
    return true;
  }
}

export const gapOptions: GridOptions = {
  isFullWidthRow: ({ rowNode }) => isGap(rowNode.data),
  fullWidthCellRenderer: GapCell,
};

/** The rows with what lies around them. */
const withGaps = <Row extends object>(rows: readonly Row[], { above, below }: Around): (Row | Gap)[] => [
  ...(above > 0 ? [{ id: '·above' } as const] : []),
  ...rows,
  ...(below > 0 ? [{ id: '·below' } as const] : []),
];

/**
 * Takes the rows in, and gives the gaps their height. Not by the grid's `getRowHeight`: that is asked once a row is in
 * sight, and until then the list would be as short as if they were rows like any other. Gaps that are there get it before,
 * so that the rows are laid out once.
 */
export const layOut = <Row extends object>(api: GridApi, rows: readonly Row[], around: Around): void => {
  const stretch = (): boolean => {
    const heights = { '·above': around.above * ROW, '·below': around.below * ROW };
    let missing = false;
    for (const id of ['·above', '·below'] as const) {
      const node = api.getRowNode(id);
      if (heights[id] > 0 && !node) missing = true;
      else if (heights[id] > 0 && node?.rowHeight !== heights[id]) node?.setRowHeight(heights[id]);
    }
    return missing;
  };
  const isMissing = stretch();
  api.setGridOption('rowData', withGaps(rows, around));
  if (!isMissing) return;
  stretch();
  api.onRowHeightChanged();
};

/** Which rows of the whole list are in sight, from 0. */
export const sightOf = (api: GridApi): { readonly first: number; readonly last: number } => {
  const { top, bottom } = api.getVerticalPixelRange();
  return { first: Math.floor(top / ROW), last: Math.ceil(bottom / ROW) };
};

/** What is told of the whole list to those who hear it: the grid knows the window's rows alone. */
export const tellNumbers = (host: HTMLElement, around: Around, rows: number): void => {
  const HEADER = 1;
  const all = String(around.above + rows + around.below + HEADER);
  host.querySelector('[role=grid],[role=treegrid]')?.setAttribute('aria-rowcount', all);
  // Of the grid's own rows the gap above is one.
  const before = around.above - (around.above > 0 ? 1 : 0) + HEADER + 1;
  for (const row of host.querySelectorAll('.ag-row[row-index]'))
    row.setAttribute('aria-rowindex', String(Number(row.getAttribute('row-index')) + before));
};
