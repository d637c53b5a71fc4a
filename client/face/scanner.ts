import { onScopeDispose } from 'vue';
import { type ScanState, scanKey, scanStart } from '../../shared/base/scan.ts';

type Listener = {
  readonly hears: (code: string) => void;
  /** While this holds, what is scanned is the field's that has the focus. */
  readonly isDeaf: () => boolean;
};
const listeners: Listener[] = [];
let state: ScanState = scanStart;
/** The field that the scan is being typed into, and its text before. */
let field: { readonly element: HTMLInputElement | HTMLTextAreaElement; readonly before: string } | null = null;

let drop = (): void => undefined;
/** What a scan undoes before it is told: keys that were held back while they might be one. */
export const beforeScan = (act: () => void): void => {
  drop = act;
};
export const scannerListens = (): boolean => listeners.length > 0;

const isField = (target: EventTarget | null): target is HTMLInputElement | HTMLTextAreaElement =>
  target instanceof HTMLInputElement || target instanceof HTMLTextAreaElement;

/** A scan is not an entry: what it typed into a field that happened to have the focus is taken out again. */
function restore(): void {
  if (!field) return;
  const { element, before } = field;
  const prototype = element instanceof HTMLInputElement ? HTMLInputElement.prototype : HTMLTextAreaElement.prototype;
  Object.getOwnPropertyDescriptor(prototype, 'value')?.set?.call(element, before);
  element.dispatchEvent(new Event('input', { bubbles: true }));
}

function onKey(event: KeyboardEvent): void {
  if (event.ctrlKey || event.metaKey || event.altKey || event.isComposing) return;
  // A key that is held down repeats as fast as a scanner types, which none does.
  if (event.repeat) {
    state = scanStart;
    return;
  }
  // When the key was struck, not when a busy page came to it: a pause of the page is none of the scanner's.
  const { state: next, scanned } = scanKey(state, event.key, event.timeStamp);
  if (next.code.length === 1)
    field = isField(event.target) ? { element: event.target, before: event.target.value } : null;
  state = next;
  const listener = listeners.at(-1);
  if (scanned === null || listener?.isDeaf()) return;
  event.preventDefault();
  event.stopImmediatePropagation();
  drop();
  if (field && !field.element.dataset.scan) restore();
  field = null;
  listener?.hears(scanned);
}

/**
 * Hears a keyboard-wedge scanner for as long as the component lives, wherever the focus is. The latest listener alone
 * is told, unless it `isDeaf` now. A field with `data-scan` keeps what was scanned into it.
 */
export function onScan(hears: Listener['hears'], isDeaf: Listener['isDeaf'] = () => false): void {
  const listener = { hears, isDeaf };
  if (listeners.length === 0) window.addEventListener('keydown', onKey, { capture: true });
  listeners.push(listener);
  onScopeDispose(() => {
    const at = listeners.lastIndexOf(listener);
    if (at >= 0) listeners.splice(at, 1);
    if (listeners.length === 0) window.removeEventListener('keydown', onKey, { capture: true });
  });
}
