/**
 * What a person has changed on their board and not saved yet. It outlives a visit to another page and a reload of this
 * tab, and ends with the session.
 */
import { computed, effectScope, type Ref, ref, shallowReactive, watch } from 'vue';
import type { BoardFilter, BoardTile } from '../../../shared/insight/board/board.tiles.ts';
import { useMe } from '../../access/me.ts';
import type { Board } from './boards.ts';

export type Content = { readonly tiles: readonly BoardTile[]; readonly filter: BoardFilter | null };
type Draft = { readonly base: Content; readonly now: Content; readonly at: number };

const PLACE = 'crossdock.boards';
/** Steps that can be taken back. */
const PAST = 100;

const drafts = shallowReactive(new Map<string, Draft>());
let owner: string | null = null;

const keep = (): void => {
  try {
    if (drafts.size === 0 || owner === null) sessionStorage.removeItem(PLACE);
    else sessionStorage.setItem(PLACE, JSON.stringify({ owner, drafts: [...drafts] }));
  } catch {
    // Storage refused: kept as long as the page.
  }
};
const recall = (person: string): void => {
  try {
    const kept = JSON.parse(sessionStorage.getItem(PLACE) ?? 'null') as {
      owner: string;
      drafts: [string, Draft][];
    } | null;
    if (kept?.owner === person) for (const [id, draft] of kept.drafts) drafts.set(id, draft);
  } catch {
    // Nothing that can be read: nothing was kept.
  }
};

const textOf = ({ tiles, filter }: Content): string =>
  JSON.stringify([tiles.map(({ id, shows, period, x, y, w, h }) => [id, shows, period ?? null, x, y, w, h]), filter]);
export const sameContent = (a: Content, b: Content): boolean => textOf(a) === textOf(b);

/** Ids of boards with changes that are not saved. */
export const useUnsaved = () => {
  useDrafts();
  return computed(() => new Set([...drafts].filter(([, { base, now }]) => !sameContent(base, now)).map(([id]) => id)));
};

/** Drafts are their owner's: whoever else is signed in, or nobody, and they are gone from this tab too. */
const begin = (person: string | null): void => {
  if (person === owner) return;
  drafts.clear();
  owner = person;
  if (person !== null) recall(person);
  keep();
};
let watched = false;
/** From the first board on as long as the page stands: one signs out anywhere. */
const useDrafts = (): void => {
  if (watched) return;
  watched = true;
  const me = useMe();
  effectScope(true).run(() => watch(() => me.me?.person.id ?? null, begin, { immediate: true, flush: 'sync' }));
};

/** The draft of one board of one's own. */
export const useDraft = (board: Ref<Board | null>) => {
  useDrafts();
  const past = ref<Content[]>([]);
  const saved = computed<Content>(() => ({ tiles: board.value?.tiles ?? [], filter: board.value?.filter ?? null }));
  const draft = computed(() => (board.value?.isMine ? (drafts.get(board.value.id) ?? null) : null));
  const content = computed<Content>(() => draft.value?.now ?? saved.value);
  const isDirty = computed(() => draft.value !== null && !sameContent(draft.value.now, saved.value));
  /** Saved elsewhere since this draft was begun, and to something else. */
  const isOvertaken = computed(
    () => draft.value !== null && isDirty.value && !sameContent(draft.value.base, saved.value),
  );

  // A saved draft stands until it has come back as what is saved, so that nothing jumps back and forth.
  watch([draft, saved], () => {
    if (!draft.value || !board.value || !sameContent(draft.value.now, saved.value)) return;
    drafts.delete(board.value.id);
    keep();
  });

  const put = (now: Content, base = draft.value?.base ?? saved.value): void => {
    if (!board.value) return;
    if (sameContent(now, saved.value)) drafts.delete(board.value.id);
    else drafts.set(board.value.id, { base, now, at: Date.now() });
    keep();
  };
  const change = (now: Partial<Content>): void => {
    const next = { ...content.value, ...now };
    if (sameContent(next, content.value)) return;
    past.value = [...past.value, content.value].slice(-PAST);
    put(next);
  };
  const back = (): boolean => {
    const before = past.value.at(-1);
    if (!before) return false;
    past.value = past.value.slice(0, -1);
    put(before);
    return true;
  };
  const drop = (): void => {
    if (board.value) drafts.delete(board.value.id);
    past.value = [];
    keep();
  };
  /** What is on this screen is saved over what was saved elsewhere, knowingly. */
  const onTop = (): void => put(content.value, saved.value);
  return {
    content,
    isDirty,
    isOvertaken,
    /** When the draft was last changed, ms; null without one. */
    at: computed(() => draft.value?.at ?? null),
    base: computed(() => draft.value?.base ?? saved.value),
    forget: () => {
      past.value = [];
    },
    mayGoBack: computed(() => past.value.length > 0),
    change,
    back,
    drop,
    onTop,
  };
};
