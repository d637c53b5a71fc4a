import { useDebounceFn } from '@vueuse/core';
import { computed, nextTick, onScopeDispose, type Ref, ref, shallowRef, watch } from 'vue';

export type Findable = { readonly id: string };
/** Pause in typing after which the server is asked, ms. */
const PAUSE = 90;

/** A box that finds while one types: arrows walk, Enter takes, Escape leaves. */
export const useFindBox = <One extends Findable>(
  search: (text: string, signal: AbortSignal) => Promise<readonly One[]>,
  take: (one: One) => void,
  /** Enter on a text that found nothing (yet): a code that was typed or scanned faster than the answer came. Null: it is waited for. */
  unfound: ((text: string) => void) | null,
  host: Ref<HTMLElement | undefined>,
) => {
  const text = ref('');
  const found = shallowRef<readonly One[]>([]);
  const open = ref(false);
  const active = ref(0);
  const searching = ref(false);
  const failed = ref(false);
  /** The text that `found` is the answer to. */
  const answered = ref('');
  /** Enter came before the answer to this text: its first row is taken when it is there. */
  let awaited: string | null = null;
  let asked = new AbortController();

  const look = async (): Promise<void> => {
    asked.abort();
    asked = new AbortController();
    const { signal } = asked;
    const wanted = text.value.trim();
    searching.value = true;
    try {
      const rows = await search(wanted, signal);
      if (signal.aborted) return;
      found.value = rows;
      answered.value = wanted;
      active.value = 0;
      failed.value = false;
    } catch {
      if (signal.aborted) return;
      // What was found for another text is not this one's answer.
      found.value = [];
      failed.value = true;
      // Whoever asks again looks first.
      awaited = null;
    } finally {
      if (!signal.aborted) searching.value = false;
    }
    if (!signal.aborted && awaited === wanted && answered.value === wanted) choose(found.value[0]);
  };
  const soon = useDebounceFn(() => void look(), PAUSE);
  watch(text, (now) => {
    awaited = null;
    failed.value = false;
    open.value = now.trim() !== '';
    if (open.value) void soon();
    else found.value = [];
  });
  onScopeDispose(() => asked.abort());

  const clear = (): void => {
    asked.abort();
    awaited = null;
    failed.value = false;
    text.value = '';
    found.value = [];
    answered.value = '';
    open.value = false;
    searching.value = false;
  };
  const choose = (one: One | undefined): void => {
    if (!one) return;
    clear();
    take(one);
  };
  const enter = async (): Promise<void> => {
    const wanted = text.value.trim();
    if (answered.value === wanted && found.value.length > 0 && open.value) choose(found.value[active.value]);
    else if (wanted === '') return;
    else if (unfound) {
      clear();
      unfound(wanted);
    } else {
      // The pause in typing may ask once more meanwhile: whichever answer comes is taken.
      awaited = wanted;
      await look();
    }
  };
  const intoSight = async (): Promise<void> => {
    await nextTick();
    host.value?.querySelector('[aria-selected=true]')?.scrollIntoView({ block: 'nearest' });
  };
  const step = (by: number): void => {
    const last = found.value.length - 1;
    if (last < 0) {
      open.value = true;
      void look();
      return;
    }
    active.value = (active.value + by + last + 1) % (last + 1);
    void intoSight();
  };
  const onKey = (event: KeyboardEvent): void => {
    if (event.isComposing) return;
    if (event.key === 'ArrowDown' || event.key === 'ArrowUp') {
      event.preventDefault();
      step(event.key === 'ArrowDown' ? 1 : -1);
    } else if (event.key === 'Enter' && !event.ctrlKey && !event.metaKey) {
      event.preventDefault();
      void enter();
    } else if (event.key === 'Escape' && (open.value || text.value !== '')) {
      event.preventDefault();
      event.stopPropagation();
      clear();
    }
  };
  return {
    text,
    found,
    active,
    searching,
    failed,
    open: computed(
      () =>
        open.value &&
        (found.value.length > 0 ||
          (!searching.value && (failed.value || answered.value === text.value.trim()) && text.value.trim() !== '')),
    ),
    close: () => {
      open.value = false;
    },
    /** Shows what there is before anything is typed. */
    browse: () => {
      open.value = true;
      void look();
    },
    choose,
    onKey,
    clear,
  };
};
