import type { ICellRendererComp, ICellRendererParams } from 'ag-grid-community';
import { type Component, h, render } from 'vue';

type Row = Record<string, unknown>;
/** What the part is given for a row; null draws nothing. */
export type PropsOf = (value: unknown, row: Row) => Record<string, unknown> | null;

/** Looks that a column keeps, at most: a status has few, a text as many as there are rows. */
const LOOKS = 200;

/**
 * A cell that shows one of our parts, which show what they are given and nothing else: each look is drawn once and then
 * copied, since a leap along the list draws a hundred cells at a time. `always`: also where there is no value.
 */
export function partCell(part: Component, propsOf: PropsOf, always = false): new () => ICellRendererComp {
  const looks = new Map<string, DocumentFragment>();
  const lookOf = (text: string, props: Record<string, unknown>): DocumentFragment => {
    let look = looks.get(text);
    if (look) return look;
    const drawn = document.createElement('span');
    render(h(part, props), drawn);
    look = document.createDocumentFragment();
    for (const node of drawn.childNodes) look.append(node.cloneNode(true));
    render(null, drawn);
    if (looks.size >= LOOKS) looks.clear();
    looks.set(text, look);
    return look;
  };
  return class implements ICellRendererComp {
    private readonly host = Object.assign(document.createElement('span'), { className: 'face-cell' });
    private shown = '';

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
    private draw({ value, data }: ICellRendererParams): void {
      const props = !always && (value === null || value === undefined) ? null : propsOf(value, data ?? {});
      const text = props === null ? '' : JSON.stringify(props);
      if (text === this.shown) return;
      this.shown = text;
      this.host.replaceChildren(...(props === null ? [] : [lookOf(text, props).cloneNode(true)]));
    }
  };
}
