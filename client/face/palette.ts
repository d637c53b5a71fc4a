import { computed, onScopeDispose, ref, shallowReactive, watch } from 'vue';
import { type Word, words } from '../words/words.ts';

export type Command = {
  /** Unique over all scopes: `order.submit`, `go.orders`. */
  readonly id: string;
  /** A word, or a finished text that follows the language where it is asked for anew. */
  readonly label: Word | (() => string);
  readonly values?: Record<string, unknown>;
  /** As keys.ts writes them: `mod+Enter`, `e`, `g o`. */
  readonly shortcut?: string;
  readonly icon?: string;
  /** Pages go below actions; `here` are actions of the page that is open. */
  readonly group?: 'here' | 'actions' | 'pages';
  readonly run: () => void | Promise<void>;
  /** Offered only while this holds; read reactively. */
  readonly when?: () => boolean;
};

/** One thing found by a search at the server: an order, a customer, a product. */
export type Found = {
  readonly id: string;
  readonly label: string;
  readonly suffix?: string;
  readonly icon?: string;
  readonly run: () => void;
};
export type SearchSource = {
  readonly id: string;
  readonly label: Word;
  /** Asked for each pause in typing; a query that was overtaken is aborted. */
  readonly search: (query: string, signal: AbortSignal) => Promise<readonly Found[]>;
};

const scopes = shallowReactive(new Map<string, readonly Command[]>());
const sources = shallowReactive(new Map<string, SearchSource>());

/** Replaces the commands of a scope; the answer takes them away again. */
export function registerCommands(scope: string, entries: readonly Command[]): () => void {
  scopes.set(scope, entries);
  return () => {
    if (scopes.get(scope) === entries) scopes.delete(scope);
  };
}

/** The same for as long as the component lives. */
export function useCommands(scope: string, entries: readonly Command[]): void {
  onScopeDispose(registerCommands(scope, entries));
}

/** Commands that come and go with what is on the page, for as long as the component lives. */
export function useCommandsOf(scope: string, entries: () => readonly Command[]): void {
  let end = (): void => undefined;
  watch(
    entries,
    (now) => {
      end();
      end = registerCommands(scope, now);
    },
    { immediate: true },
  );
  onScopeDispose(() => end());
}
export const labelOf = ({ label, values }: Command): string =>
  typeof label === 'function' ? label() : words.t(label, values as never);

export function registerSearch(source: SearchSource): () => void {
  sources.set(source.id, source);
  return () => {
    if (sources.get(source.id) === source) sources.delete(source.id);
  };
}

/** Commands that may be run now. */
export const commands = computed(() => [...scopes.values()].flat().filter(({ when }) => when?.() ?? true));
export const searchSources = computed(() => [...sources.values()]);

export const paletteOpen = ref(false);
export const openPalette = (): void => {
  paletteOpen.value = true;
};
