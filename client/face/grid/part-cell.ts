import type { ICellRendererComp, ICellRendererParams } from 'ag-grid-community';
import { type Component, h, render } from 'vue';

type Row = Record<string, unknown>;
/** What the part is given for a row; null draws nothing. */
export type PropsOf = (value: unknown, row: Row) => Record<string, unknown> | null;

const textOf = (props: Record<string, unknown> | null): string => (props === null ? '' : JSON.stringify(props));

/** Looks that a column keeps, at most: a status has few, a text as many as there are rows. */
const LOOKS = 200;

/**
 * A cell that shows one of our parts, which show what they are given and nothing else: each look is drawn once and then
 * copied, since a leap along the list draws a hundred cells at a time. `always`: also where there is no value. The cell
 * itself is `face-part` (face.css), so that nothing lies between it and the part.
 */
export function partCell(part: Component, propsOf: PropsOf, always = false): new () => ICellRendererComp {
  const looks = new Map<string, Node>();
  const draw = (text: string, props: Record<string, unknown>): Node => {
    const drawn = document.createElement('span');
    render(h(part, props), drawn);
    const [only, ...others] = drawn.children;
    const isOne = others.length === 0 && drawn.textContent === (only?.textContent ?? '');
    const look = (isOne && only ? only : drawn).cloneNode(true);
    render(null, drawn);
    if (looks.size >= LOOKS) looks.clear();
    looks.set(text, look);
    return look;
  };
  const lookOf = (text: string, props: Record<string, unknown>): HTMLElement =>
    (looks.get(text) ?? draw(text, props)).cloneNode(true) as HTMLElement;
  const given = ({ value, data }: ICellRendererParams): Record<string, unknown> | null =>
    !always && (value === null || value === undefined) ? null : propsOf(value, data ?? {});
  return class implements ICellRendererComp {
    private shown = '';
    private gui!: HTMLElement;

    init(params: ICellRendererParams): void {
      const props = given(params);
      this.shown = textOf(props);
      this.gui = props === null ? document.createElement('span') : lookOf(this.shown, props);
    }
    getGui(): HTMLElement {
      return this.gui;
    }
    /** The grid makes the cell anew for another look. */
    refresh(params: ICellRendererParams): boolean {
      return textOf(given(params)) === this.shown;
    }
  };
}
