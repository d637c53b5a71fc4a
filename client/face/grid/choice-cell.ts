import type { ICellRendererComp, ICellRendererParams, IRowNode } from 'ag-grid-community';

/**
 * The box by which a row is chosen: one element that fills its cell, where the grid's own is eight. With Shift, all rows
 * from the last one that was chosen here. `label` names it for those who hear it.
 */
export function choiceCell(label: string): new () => ICellRendererComp {
  let last: string | null = null;
  return class implements ICellRendererComp {
    private readonly box = Object.assign(document.createElement('input'), {
      type: 'checkbox',
      className: 'face-choice',
      // The keyboard chooses on the cell, by Space.
      tabIndex: -1,
      ariaLabel: label,
    });
    private params!: ICellRendererParams;
    private readonly show = (): void => {
      this.box.checked = this.params.node.isSelected() ?? false;
    };

    init(params: ICellRendererParams): void {
      this.params = params;
      this.box.addEventListener('click', ({ shiftKey }) => this.choose(shiftKey));
      params.node.addEventListener('rowSelected', this.show);
      this.show();
    }
    getGui(): HTMLElement {
      return this.box;
    }
    refresh(params: ICellRendererParams): boolean {
      this.params.node.removeEventListener('rowSelected', this.show);
      this.params = params;
      params.node.addEventListener('rowSelected', this.show);
      this.show();
      return true;
    }
    destroy(): void {
      this.params.node.removeEventListener('rowSelected', this.show);
    }
    private choose(reaching: boolean): void {
      const { api, node } = this.params;
      const newValue = !node.isSelected();
      const from = (reaching && last !== null ? api.getRowNode(last)?.rowIndex : null) ?? node.rowIndex ?? 0;
      const to = node.rowIndex ?? 0;
      const nodes: IRowNode[] = [];
      for (let at = Math.min(from, to); at <= Math.max(from, to); at++) {
        const one = api.getDisplayedRowAtIndex(at);
        if (one?.selectable) nodes.push(one);
      }
      last = node.id ?? null;
      api.setNodesSelected({ nodes, newValue });
      this.show();
    }
  };
}
