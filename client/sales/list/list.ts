import { useDebounceFn } from '@vueuse/core';
import { computed, ref, shallowRef, watch } from 'vue';
import { type LocationQuery, useRoute, useRouter } from 'vue-router';
import type { NounName } from '../../../shared/catalogue.ts';
import { type Filter, LIMITS, type Sort } from '../../../shared/live/protocol.ts';
import { useMe } from '../../access/me.ts';
import { useRights } from '../../access/rights.ts';
import { isMasked } from '../../access/viewing/masked.ts';
import { isCovered } from '../../face/keys.ts';
import { useNotices } from '../../face/notices.ts';
import { useClock } from '../../face/now.ts';
import type { Tab } from '../../face/parts/Tabs.vue';
import { onScan } from '../../face/scanner.ts';
import { useCollection } from '../../live/collection.ts';
import { words } from '../../words/words.ts';
import type { AnyRow, Column } from './column.ts';
import { useCountsOf } from './counts.ts';
import { useEndedView } from './ended-view.ts';
import { useNewsAbove } from './news-above.ts';
import { usePlace } from './place.ts';
import { type Question, queryOf, questionFrom, questionText, resolved, sortText } from './question.ts';
import { countedOf, mayGoOn } from './shared-views.ts';
import { withSummed } from './summed.ts';
import { useViewDoing } from './view-doing.ts';
import { type BuiltIn, useViews, type View } from './views.ts';

export type ListOf<N extends NounName> = {
  readonly noun: N;
  /** Name of the route whose address holds the question. */
  readonly route: string;
  readonly columns: readonly Column[];
  /** Fields that the filter bar offers, in order. */
  readonly filters: readonly string[];
  readonly sort: Sort;
  readonly views: readonly BuiltIn[];
};

/** Rows of a screen. */
const SCREEN = 40;
/** px above the end of a list at which more rows are asked for. */
const NEAR = 1_500;
/** Pause in typing after which the list is asked, ms. */
const PAUSE = 180;

/** A live list whose whole question stands in the address: views, search, filter, sort, columns. */
export const useList = <N extends NounName>(list: ListOf<N>) => {
  const { noun } = list;
  const route = useRoute();
  const router = useRouter();
  const rights = useRights();
  const me = useMe();
  const { today } = useClock();
  const notices = useNotices();
  const { views, first, ready } = useViews(noun, list.views, list.sort);

  // On the way to another page the address is already that page's.
  const query = shallowRef<LocationQuery>(route.query);
  watch(
    () => route.query,
    (now) => {
      if (route.name === list.route) query.value = now;
    },
  );
  const view = computed(
    () => views.value.find(({ id }) => id === query.value.view) ?? views.value.find(({ id }) => id === first.value),
  );
  /** The address names a view that is still on its way. */
  const isComing = computed(
    () => !ready.value && typeof query.value.view === 'string' && view.value?.id !== query.value.view,
  );
  const base = computed<Question>(
    () => view.value?.question ?? { search: '', where: null, sort: list.sort, columns: null },
  );
  const question = computed(() => questionFrom(query.value, base.value));
  const modified = computed(() => Object.keys(queryOf(question.value, base.value)).length > 0);

  /** The measure whose rows the list was opened to show: what they add up to stands at its foot. */
  const figure = computed(() => (typeof query.value.figure === 'string' ? query.value.figure : null));

  const go = (now: Partial<Question>): void => {
    const { view: named, as } = query.value;
    const to: { [name: string]: string } = { ...queryOf({ ...question.value, ...now }, base.value) };
    if (typeof named === 'string') to.view = named;
    if (typeof as === 'string') to.as = as;
    if (figure.value) to.figure = figure.value;
    void router.replace({ name: list.route, query: to });
  };
  const openView = (id: string): void => {
    // What was saved or removed may be answered late: whoever is elsewhere by then stays there.
    if (route.name !== list.route) return;
    const { as } = query.value;
    const named: { [name: string]: string } = id === first.value ? {} : { view: id };
    if (typeof as === 'string') named.as = as;
    void router.push({ name: list.route, query: named });
  };

  useEndedView({ named: () => query.value.view, view, question, ready }, ({ label, question: asked, kept: shared }) => {
    const isMine = mayGoOn(rights.value, noun, asked, shared);
    // What the address holds of the question may be the view's: it goes as well where it is not the reader's to ask.
    const { view: _view, q: _q, filter: _filter, sort: _sort, cols: _cols, ...rest } = query.value;
    const to = { ...rest, ...(isMine ? queryOf(asked, base.value) : {}) };
    if (route.name === list.route) void router.replace({ name: list.route, query: to });
    notices.say(words.t(isMine ? 'views.ended' : 'views.endedUnseen', { name: label }));
  });

  const moment = computed(() => ({ me: me.me?.person.id ?? '', today: today.value }));
  const where = computed(() => resolved(question.value.where, moment.value));
  const sort = computed<Sort>(() => {
    const seen = question.value.sort.filter(({ field }) => rights.value.view(noun).always(field));
    return seen.length > 0 ? seen : list.sort;
  });

  const asked = () => ({ where: where.value, search: question.value.search.trim() || null, sort: sort.value });
  const place = usePlace(noun, () => questionText({ ...question.value, columns: null }));
  /** Keys that lead through the whole list: not where its order names what is not visible on every row. */
  const canMove = () => sort.value.every(({ field }) => rights.value.view(noun).always(field));
  const asking = computed(() =>
    isComing.value ? null : { ...asked(), from: place.from(sort.value), limit: place.place.value.limit, hold: true },
  );
  const collection = useCollection(noun, asking);
  const rows = computed(() => collection.rows.value as unknown as readonly AnyRow[]);
  const { held, more, above, state } = collection;
  const moving = place.moving({ rows, held, more, above, state }, asked, canMove);
  const newsAbove = useNewsAbove(
    noun,
    () => place.of.value,
    asked,
    () => place.from(sort.value)?.where ?? null,
  );
  const isFull = computed(() => more.value && rows.value.length >= LIMITS.window);
  const nearEnd = ({ target }: Event): void => {
    const box = target as HTMLElement;
    if (box.scrollHeight - box.scrollTop - box.clientHeight < NEAR) moving.further();
  };

  const { counts, beyond } = useCountsOf(noun, () => [
    ...countedOf(views.value, view.value?.id).map(({ id, question: one }) => ({
      id,
      where: resolved(one.where, moment.value),
      search: one.search,
    })),
    ...(modified.value ? [{ id: '', where: where.value, search: question.value.search }] : []),
  ]);
  const open = () => (modified.value ? '' : (view.value?.id ?? ''));
  const total = computed(() => counts.value.get(open()) ?? null);
  const atLeast = computed(() => beyond.value.get(open()) ?? null);
  const tabs = computed<readonly Tab[]>(() =>
    views.value.map(({ id, label, by, shares }) => ({
      id,
      label,
      count: counts.value.get(id) ?? null,
      ...(by === null ? {} : { by }),
      ...(shares.length > 0 ? { sharedWith: shares.length } : {}),
    })),
  );

  // What is not visible on every row cannot be sorted by: the rows on which it is not would fall out of later windows.
  const possible = computed<readonly Column[]>(() => {
    const seen = rights.value.view(noun);
    return list.columns
      .filter(({ field }) => seen.ever(field) || isMasked(noun, field))
      .map((one) => ({ ...one, sortable: one.sortable !== false && seen.always(one.field) }));
  });
  const columns = computed<readonly Column[]>(() => {
    const chosen = question.value.columns;
    const found = chosen?.flatMap((name) => possible.value.find(({ field }) => field === name) ?? []) ?? [];
    return found.length > 0
      ? found
      : withSummed(
          possible.value.filter(({ spare, spareFor }) => !spare && !spareFor?.(rights.value)),
          possible.value,
          figure.value,
          noun,
        );
  });

  const typed = ref(question.value.search);
  watch(
    () => question.value.search,
    (now) => {
      if (now !== typed.value.trim()) typed.value = now;
    },
  );
  // A code is looked for: what of it would be a shortcut does nothing, and no row is opened by its end.
  onScan((code) => {
    typed.value = code;
  }, isCovered);
  const ask = useDebounceFn((text: string) => go({ search: text }), PAUSE);
  watch(typed, (now) => {
    if (now.trim() !== question.value.search) void ask(now.trim());
  });

  const doing = useViewDoing(noun, openView);
  const kept = async (name: string, id?: string): Promise<void> => {
    const saved = await doing.save(name, questionText(question.value), id);
    if (saved) openView(saved);
  };
  return {
    noun,
    rows,
    state: collection.state,
    refusal: collection.refusal,
    changed: collection.changed,
    held: collection.held,
    release: collection.release,
    refresh: collection.refresh,
    question,
    where,
    sort,
    typed,
    total,
    /** Where a search has more rows than are counted: how many are. */
    atLeast,
    tabs,
    view,
    modified,
    figure,
    leaveFigure: () => {
      const { figure: _figure, ...rest } = query.value;
      void router.replace({ name: list.route, query: rest });
    },
    openView,
    possible,
    columns,
    filters: computed(() => list.filters.filter((field) => rights.value.view(noun).ever(field))),
    setWhere: (now: Filter | null) => go({ where: now }),
    /** A grid tells the sort that it was given as well: of a view's sort it knows the columns that the reader sees. */
    setSort: (now: Sort) => {
      if (sortText(now) !== sortText(sort.value)) go({ sort: now });
    },
    setColumns: (now: readonly string[] | null) =>
      go({ columns: now?.filter((name) => possible.value.some(({ field }) => field === name)) ?? null }),
    reset: () => openView(view.value?.id ?? first.value),
    saveView: () => (view.value ? kept(view.value.label, view.value.id) : undefined),
    saveViewAs: (name: string) => kept(name),
    renameView: doing.rename,
    copyView: doing.copy,
    shareView: doing.share,
    removeView: async (gone: View) => {
      if (await doing.remove(gone)) openView(first.value);
    },
    above,
    /** Rows below those that are here, as many as a screen shows while they are not counted. */
    below: computed(() => {
      if (!more.value || (!canMove() && isFull.value)) return 0;
      return total.value === null ? SCREEN : Math.max(1, total.value - above.value - rows.value.length);
    }),
    of: place.of,
    start: place.start,
    look: moving.look,
    nearEnd,
    isFull,
    /**
     * What a list that goes on is ordered by and one does not see on every row; null where it can be gone through. There
     * are no keys for the rows beyond the window then (docs/live.md, LIVE23).
     */
    endsBy: computed(() => {
      if (!isFull.value || canMove()) return null;
      const seen = rights.value.view(noun);
      return sort.value.find(({ field }) => !seen.always(field))?.field ?? null;
    }),
    /** Columns that the rest can be read by. */
    sortable: computed(() => columns.value.filter(({ sortable }) => sortable)),
    /** Rows that came above while one reads further down. */
    newsAbove,
    toTop: moving.top,
    nextWindow: moving.next,
    previousWindow: moving.previous,
    /** As the address says: the same question as a board. */
    shape: computed(() => (query.value.as === 'board' ? 'board' : 'list')),
    setShape: (shape: 'list' | 'board') => {
      const { as: _as, ...rest } = query.value;
      void router.push({ name: list.route, query: shape === 'board' ? { ...rest, as: 'board' } : rest });
    },
  };
};
export type List = ReturnType<typeof useList>;
