import { computed, type Ref, ref, watch } from 'vue';
import type { Word } from '../words/words.ts';
import { useKeys } from './keys.ts';

type ListKeys<Row> = {
  readonly rows: Ref<readonly Row[]>;
  readonly keyOf: (row: Row) => string;
  readonly open?: (row: Row) => void;
  readonly edit?: (row: Row) => void;
  /** What E does where it is not to edit. */
  readonly editing?: Word;
  readonly select?: (row: Row) => void;
  readonly filter?: () => void;
  readonly back?: () => void;
  /** Where the walk begins while the cursor's row is not there: the rows are a window that moves along a longer list. */
  readonly from?: () => number;
};

/** A button or link that one was on before one walked the list would take Enter from the row that one stands on. */
const letGo = (): void => {
  const on = document.activeElement;
  if (
    on instanceof HTMLElement &&
    on.matches('button,a[href],summary') &&
    !on.closest('[data-current],[data-line],[role=row]')
  )
    on.blur();
};

/**
 * J and K walk a list, Enter opens, E edits, X selects, / filters, Escape goes back. The cursor stays with its row
 * when the list moves; when the row leaves, it stays at its place. `cursor` is the row's key, '' for none.
 */
export function useListKeys<Row>(list: ListKeys<Row>) {
  const cursor = ref('');
  const keys = computed(() => list.rows.value.map(list.keyOf));
  const at = computed(() => keys.value.indexOf(cursor.value));
  const current = () => list.rows.value[at.value];
  const step = (by: number): void => {
    const last = keys.value.length - 1;
    if (last < 0) return;
    letGo();
    const begin = list.from ? Math.min(last, Math.max(0, list.from())) : by > 0 ? 0 : last;
    const next = at.value < 0 ? begin : Math.min(last, Math.max(0, at.value + by));
    cursor.value = keys.value[next] ?? '';
  };
  watch(keys, (now, before) => {
    if (cursor.value === '' || now.includes(cursor.value)) return;
    const place = before.indexOf(cursor.value);
    // Its neighbours went with it: it is the window that moved, and nobody is to be taken back.
    const beside = [before[place - 1], before[place + 1]].filter((key) => key !== undefined);
    if (list.from && (place < 0 || beside.some((key) => !now.includes(key)))) return;
    cursor.value = now[Math.min(place, now.length - 1)] ?? '';
  });
  const withCurrent = (act?: (row: Row) => void) => () => {
    const row = current();
    if (row !== undefined) act?.(row);
  };
  useKeys([
    { keys: 'j', label: 'keys.next', run: () => step(1) },
    { keys: 'k', label: 'keys.previous', run: () => step(-1) },
    ...(list.open ? [{ keys: 'Enter', label: 'keys.open' as Word, run: withCurrent(list.open) }] : []),
    ...(list.edit ? [{ keys: 'e', label: list.editing ?? 'keys.edit', run: withCurrent(list.edit) }] : []),
    ...(list.select ? [{ keys: 'x', label: 'keys.select' as Word, run: withCurrent(list.select) }] : []),
    ...(list.filter ? [{ keys: '/', label: 'keys.filter' as Word, run: list.filter }] : []),
    ...(list.back ? [{ keys: 'Escape', label: 'keys.back' as Word, run: list.back }] : []),
  ]);
  return { cursor, step };
}
