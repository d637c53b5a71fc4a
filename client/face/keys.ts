import { computed, onScopeDispose, shallowReactive } from 'vue';
import { SCAN_GAP } from '../../shared/base/scan.ts';
import type { Word } from '../words/words.ts';
import { heldKeys } from './held-keys.ts';
import { CHORD_TIME, firedBy, type Pending, type Press, type Shortcut, worksWhileTyping } from './key-match.ts';
import { commands } from './palette.ts';
import { beforeScan, scannerListens } from './scanner.ts';

export type Binding = {
  readonly keys: Shortcut;
  readonly run: (event: KeyboardEvent) => void;
  /** Has a modifier, but means something else while typing: undo, select all. */
  readonly outsideText?: boolean;
  /** As what the sheet of shortcuts lists it; without one it is a second way to what is listed. */
  readonly label?: Word;
};

/** Bindings of open pages and panels; the latest comes first. */
const bindings = shallowReactive<(readonly Binding[])[]>([]);
let pending: Pending = null;
// A dialog is mounted in several ticks: the page is at rest when all of them are done.
const held = heldKeys(() => new Promise((rest) => setTimeout(rest)));
let ending: ReturnType<typeof setTimeout> | undefined;
beforeScan(held.drop);

export const isMac = /Mac|iPhone|iPad/.test(navigator.platform);

/** With Option a Mac types other signs than the key's own letter. */
const keyOf = ({ key, code, altKey }: KeyboardEvent): string =>
  isMac && altKey && /^Key[A-Z]$/.test(code) ? code.slice(-1).toLowerCase() : key;
const pressOf = (event: KeyboardEvent): Press => ({
  key: keyOf(event),
  mod: isMac ? event.metaKey : event.ctrlKey,
  shift: event.shiftKey,
  alt: event.altKey,
});

/** Whether keys go into a text: then only shortcuts with a modifier, and Escape, are ours. */
export function isTyping(target: EventTarget | null): boolean {
  if (!(target instanceof HTMLElement)) return false;
  if (target.isContentEditable || target.closest('.ag-cell-edit-wrapper')) return true;
  if (target instanceof HTMLInputElement) return !/^(checkbox|radio|button|submit|reset|range|file)$/.test(target.type);
  return target instanceof HTMLTextAreaElement || target instanceof HTMLSelectElement;
}

/** A dialog or an open menu has the keys to itself. */
export const isCovered = (): boolean =>
  document.querySelector('[role=dialog][data-state=open],[role=menu][data-state=open]') !== null;

/** A list to choose from that is open has the keys that choose, search and shut it; what is confirmed beneath stays in reach. */
const isChoosing = ({ ctrlKey, metaKey, altKey }: KeyboardEvent): boolean =>
  !ctrlKey && !metaKey && !altKey && document.querySelector('[role=listbox][data-state=open]') !== null;

/**
 * Enter and Space on a button or link are its own, and the arrows where they choose; Ctrl/⌘+Enter is a link's alone, which
 * opens beside the page then.
 */
const isItsOwn = (event: KeyboardEvent): boolean => {
  if (!(event.target instanceof HTMLElement)) return false;
  if (event.key.startsWith('Arrow')) return event.target.matches('input[type=radio],input[type=range],[role=radio]');
  if (event.key !== 'Enter' && event.key !== ' ') return false;
  if (event.ctrlKey || event.metaKey) return event.target.closest('a[href]') !== null;
  return event.target.closest('button,a[href],summary,[role=button],[role=menuitem],[role=option],[role=tab]') !== null;
};

/** Escape leaves the text that one types in before it leaves the page; in one that is empty nothing was begun. */
const leavesText = ({ key, target }: KeyboardEvent): boolean => {
  if (key !== 'Escape' || !isTyping(target) || !(target as HTMLInputElement).value) return false;
  (target as HTMLElement).blur();
  return true;
};

function offered(typing: boolean): Binding[] {
  const own = bindings.toReversed().flat();
  const named: Binding[] = commands.value.flatMap((command) =>
    command.shortcut === undefined ? [] : [{ keys: command.shortcut, run: () => void command.run() }],
  );
  return [...own, ...named].filter(({ keys, outsideText }) => !typing || (!outsideText && worksWhileTyping(keys)));
}

/** To save is ours also where there is nothing to: the browser would offer to keep the page as a file. */
const isBrowsersSave = ({ key, altKey, shiftKey, ctrlKey, metaKey }: KeyboardEvent): boolean =>
  key.toLowerCase() === 's' && (isMac ? metaKey : ctrlKey) && !altKey && !shiftKey;

function onKey(event: KeyboardEvent): void {
  const isCharacter = event.key.length === 1 && !event.ctrlKey && !event.metaKey && !event.altKey;
  // A scanner presses Shift before each capital.
  if (!isCharacter && !/^(Shift|CapsLock|AltGraph)$/.test(event.key)) held.end();
  if (
    event.defaultPrevented ||
    event.isComposing ||
    (event.repeat && event.key.length > 1 && !/^(Arrow|Page)/.test(event.key))
  )
    return;
  if (isCovered() || isChoosing(event) || isItsOwn(event)) {
    if (isBrowsersSave(event)) event.preventDefault();
    return;
  }
  const press = pressOf(event);
  if (!press.mod && (event.ctrlKey || event.metaKey)) return;
  const at = performance.now();
  const before = pending;
  const meant = (typing: boolean) => {
    const all = offered(typing);
    const { fired, waits } = firedBy(
      all.map(({ keys }) => keys),
      press,
      before,
      at,
    );
    return { binding: fired === null ? undefined : all.find(({ keys }) => keys === fired), waits };
  };
  const { binding, waits } = meant(isTyping(event.target));
  pending = waits ? { stroke: press, until: at + CHORD_TIME } : null;
  if (binding || isBrowsersSave(event)) event.preventDefault();
  if (binding && leavesText(event)) return;
  // The key before may have opened a dialog, gone into a field or left the page: what this one means is asked once that is done.
  const later = (): void => {
    if (isCovered() || isChoosing(event)) return;
    meant(isTyping(event.target) || isTyping(document.activeElement)).binding?.run(event);
  };
  // The first letter of a scan looks like a shortcut: wait whether more follows at a scanner's speed.
  // A key held down repeats, which no scanner does.
  if (scannerListens() && !event.repeat && isCharacter) {
    clearTimeout(ending);
    held.strike(event.timeStamp, waits ? null : later);
    ending = setTimeout(held.end, SCAN_GAP);
  } else if (held.isBusy()) {
    if (!waits) held.next(later);
  } else if (binding) held.next(() => binding.run(event));
}

/** What is bound now and has a name, the latest first, each key once. */
export const named = computed<readonly (Binding & { readonly label: Word })[]>(() => {
  const found = new Map<Shortcut, Binding & { readonly label: Word }>();
  for (const { label, ...binding } of bindings.toReversed().flat())
    if (label !== undefined && !found.has(binding.keys)) found.set(binding.keys, { ...binding, label });
  return [...found.values()];
});

/** What takes Enter for itself, whatever is held with it: a list opens, a box or switch keeps it from the form. */
const TAKES_ENTER =
  'button[role=combobox],button[aria-haspopup=listbox],button[role=checkbox],button[role=radio],button[role=switch]';
/** With Ctrl/⌘ it is confirmed what that stands in. */
function onConfirm(event: KeyboardEvent): void {
  const { key, ctrlKey, metaKey, repeat, target } = event;
  if (key !== 'Enter' || !(isMac ? metaKey : ctrlKey) || !(target instanceof HTMLElement)) return;
  if (!target.matches(TAKES_ENTER)) return;
  event.preventDefault();
  event.stopPropagation();
  window.dispatchEvent(new KeyboardEvent('keydown', { key, ctrlKey, metaKey, repeat, cancelable: true }));
}

/** Called once by the shell. */
export function listenForKeys(): () => void {
  window.addEventListener('keydown', onConfirm, { capture: true });
  window.addEventListener('keydown', onKey);
  return () => {
    window.removeEventListener('keydown', onConfirm, { capture: true });
    window.removeEventListener('keydown', onKey);
  };
}

/** Shortcuts for as long as the component lives; they go before those of what lies beneath. */
export function useKeys(own: readonly Binding[]): void {
  bindings.push(own);
  onScopeDispose(() => {
    const at = bindings.indexOf(own);
    if (at >= 0) bindings.splice(at, 1);
  });
}
