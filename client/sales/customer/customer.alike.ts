import { useDebounceFn } from '@vueuse/core';
import { onScopeDispose, shallowRef, watch } from 'vue';
import type { Likeness } from '../../../shared/sales/customer/alike.ts';
import type { Shown } from '../../live/collection.ts';
import { rowsOf } from '../list/rows.ts';

/** Pause in typing after which customers alike are looked for, ms. */
const PAUSE = 300;
const SHOWN = 5;
/** Fewer letters begin too many names. */
const LETTERS = 2;

export type Likened = {
  readonly id?: string;
  readonly country?: string | null;
  readonly name?: string | null;
  readonly localName?: string | null;
  readonly taxNumber?: string | null;
  readonly phones?: readonly string[];
};
export type Alike = { readonly by: readonly Likeness[]; readonly row: Shown<'customer'> };

const ask = async (likened: Likened, signal: AbortSignal): Promise<readonly Alike[]> => {
  const answer = await fetch('/api/alike', {
    method: 'POST',
    signal,
    headers: { 'content-type': 'application/json', accept: 'application/json' },
    body: JSON.stringify(likened),
  });
  return answer.ok ? ((await answer.json()) as { readonly rows: readonly Alike[] }).rows : [];
};

/**
 * Customers that may be the same firm, of those that the reader sees: by name, telephone and tax number, and with `begins`
 * those whose name begins like it, while one types.
 */
export const useAlike = (of: () => Likened | null, begins: () => string = () => '') => {
  const alike = shallowRef<readonly Alike[]>([]);
  let asked = new AbortController();
  const look = async (): Promise<void> => {
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    const likened = of();
    const text = begins().trim();
    if (!likened) {
      alike.value = [];
      return;
    }
    try {
      const [same, like] = await Promise.all([
        ask(likened, signal),
        text.length < LETTERS
          ? []
          : rowsOf('customer', { search: text, limit: SHOWN, signal }).then(({ rows }) => rows),
      ]);
      if (signal.aborted) return;
      const known = new Set(same.map(({ row }) => row.id));
      const others = like.filter(({ id }) => !known.has(id)).map((row): Alike => ({ by: [], row }));
      alike.value = [...same, ...others].slice(0, SHOWN);
    } catch {
      // Cut off: what was found stands until it can be asked again.
    }
  };
  const soon = useDebounceFn(() => void look(), PAUSE);
  watch(() => JSON.stringify([of(), begins()]), soon, { immediate: true });
  onScopeDispose(() => asked.abort());
  return alike;
};
