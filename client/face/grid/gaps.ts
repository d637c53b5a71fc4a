import type { GridApi, GridOptions, ICellRendererComp } from 'ag-grid-community';

/** A grid's rows are a window of a longer list: above and below them a row of its own is as high as all that is not here. */
export type Gap = { readonly id: '·above' | '·below' };
export type Around = { readonly above: number; readonly below: number };
/** Rows of the whole list that are in sight, from 0. */
export type Sight = { readonly first: number; readonly last: number };

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

/**
 * Draws the gaps, and gives them their height before the rows are laid out, so that those are laid out once: by the call
 * that comes after sorting, though nothing is sorted here. The grid's `getRowHeight` is asked only once a row is in sight,
 * and until then the list would be as short as if they were rows like any other.
 */
export const gapOptions = (around: () => Around): GridOptions => ({
  isFullWidthRow: ({ rowNode }) => isGap(rowNode.data),
  fullWidthCellRenderer: GapCell,
  postSortRows: ({ nodes }) => {
    const { above, below } = around();
    for (const node of [nodes[0], nodes.at(-1)]) {
      if (!node || !isGap(node.data)) continue;
      const height = (node.data.id === '·above' ? above : below) * ROW;
      if (node.rowHeight !== height) node.setRowHeight(height);
    }
  },
});

/** The rows with what lies around them. */
const withGaps = <Row extends object>(rows: readonly Row[], { above, below }: Around): (Row | Gap)[] => [
  ...(above > 0 ? [{ id: '·above' } as const] : []),
  ...rows,
  ...(below > 0 ? [{ id: '·below' } as const] : []),
];

/** Takes the rows in with the gaps around them. */
export const layOut = <Row extends object>(api: GridApi, rows: readonly Row[], around: Around): void =>
  api.setGridOption('rowData', withGaps(rows, around));

export const sightOf = (api: GridApi): Sight => {
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
