import type { ICellRendererComp, ICellRendererParams } from 'ag-grid-community';
import { type Component, h, render } from 'vue';

type Row = Record<string, unknown>;
/** What the part is given for a row; null draws nothing. */
export type PropsOf = (value: unknown, row: Row) => Record<string, unknown> | null;

/** A cell that shows one of our parts; redrawn in place when its value changes, so that a hundred changes a second cost little. `always`: also where there is no value. */
export function partCell(part: Component, propsOf: PropsOf, always = false): new () => ICellRendererComp {
  return class implements ICellRendererComp {
    private readonly host = Object.assign(document.createElement('span'), { className: 'face-cell' });

    init(params: ICellRendererParams): void {
      this.draw(params);
    }
    getGui(): HTMLElement {
      return this.host;
    }
    refresh(params: ICellRendererParams): boolean {
      this.draw(params);
      return true;
    }
    destroy(): void {
      render(null, this.host);
    }
    private draw({ value, data }: ICellRendererParams): void {
      const props = !always && (value === null || value === undefined) ? null : propsOf(value, data ?? {});
      render(props === null ? null : h(part, props), this.host);
    }
  };
}
