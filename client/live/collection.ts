import {
  computed,
  type MaybeRefOrGetter,
  onScopeDispose,
  type Ref,
  type ShallowRef,
  shallowRef,
  toValue,
  watch,
} from 'vue';
import { rightsOf } from '../../shared/access/permit.ts';
import type { Seen } from '../../shared/access/project.ts';
import type { Refusal } from '../../shared/base/decision.ts';
import { type NounName, nounNamed, type RowOf } from '../../shared/catalogue.ts';
import type { Filter, Sort } from '../../shared/live/protocol.ts';
import { useMe } from '../access/me.ts';
import { count as askCount, feeds, usePending } from './connection.ts';
import type { Opening, Question, WindowState } from './feed.ts';

/** A row as it may arrive: any field can be absent, since it may not be this person's to see. */
export type Shown<N extends NounName> = { readonly id: string } & {
  readonly [F in Exclude<keyof RowOf<N>, 'id'>]?: RowOf<N>[F];
};

export type Asking = {
  readonly where?: Filter | null;
  readonly search?: string | null;
  readonly sort?: Sort;
  readonly limit?: number;
  /** Where in the list the window begins. When only this or the limit changes, the rows stay until the others are there. */
  readonly from?: Question['from'];
  /** Keeps rows that appear while one is reading behind "3 new", so that the list does not jump. */
  readonly hold?: boolean;
  /** Also asks how many rows there are in all, again at most every five seconds. */
  readonly counted?: boolean;
};

export type Collection<N extends NounName> = {
  readonly rows: ShallowRef<readonly Shown<N>[]>;
  readonly state: Ref<WindowState>;
  /** What the rows and the state answer: the former question until the answer to the one after it is there. */
  readonly question: Readonly<Ref<Question | null>>;
  readonly refusal: Ref<Refusal | null>;
  readonly more: Ref<boolean>;
  /** How many rows of the list lie above those in `rows`, as it was asked. */
  readonly above: Ref<number>;
  /** Ids whose rows changed, each with the time, ms: marked for a moment. */
  readonly changed: ShallowRef<ReadonlyMap<string, number>>;
  /** How many rows wait behind "n new". */
  readonly held: Ref<number>;
  readonly total: Ref<number | null>;
  release(): void;
  further(rows?: number): void;
  refresh(): void;
};

const beginOf = (question: Question | null): string => JSON.stringify(question?.from?.where ?? null);

const COUNT_EVERY = 5_000;
const MARKED = 4_000;

/** A live list: opened while the component that asks stands, asked anew when its question changes. `null` asks nothing. */
export const useCollection = <N extends NounName>(noun: N, asking: MaybeRefOrGetter<Asking | null>): Collection<N> => {
  const rows = shallowRef<readonly Shown<N>[]>([]);
  const state = shallowRef<WindowState>('opening');
  const question = shallowRef<Question | null>(null);
  const refusal = shallowRef<Refusal | null>(null);
  const more = shallowRef(false);
  const above = shallowRef(0);
  const changed = shallowRef<ReadonlyMap<string, number>>(new Map());
  const held = shallowRef(0);
  const total = shallowRef<number | null>(null);
  let opening: Opening | null = null;
  let known = new Set<string>();
  let counting: number | null = null;
  let shown: Question | null = null;

  const show = (all: readonly Seen[]): void => {
    const hold = toValue(asking)?.hold === true && known.size > 0;
    // What comes below everything that is shown makes nothing jump: it is shown at once.
    const last = hold ? all.findLastIndex((row) => known.has(row.id)) : -1;
    const shown = hold ? all.filter((row, at) => at > last || known.has(row.id)) : all;
    held.value = all.length - shown.length;
    known = new Set([...(hold ? known : []), ...shown.map((row) => row.id)]);
    rows.value = shown as unknown as readonly Shown<N>[];
  };
  const countSoon = (at: Opening): void => {
    if (counting !== null || !toValue(asking)?.counted) return;
    const ask = async (): Promise<void> => {
      const { where, search } = at.question;
      const found = await askCount({ noun, where: where ?? null, search: search || null });
      if (opening === at && found !== null) total.value = found;
    };
    void ask();
    counting = window.setTimeout(() => {
      counting = null;
      if (opening === at) void ask();
    }, COUNT_EVERY);
  };
  const close = (): void => {
    if (opening) feeds.close(opening);
    if (counting !== null) window.clearTimeout(counting);
    counting = null;
    opening = null;
  };
  const questionOf = (asked: Asking): Question => ({
    noun,
    where: asked.where ?? null,
    search: asked.search ?? null,
    sort: asked.sort ?? defaultSort(noun),
    from: asked.from ?? null,
    ...(asked.limit ? { limit: asked.limit } : {}),
  });
  const open = (asked: Asking): void => {
    known = new Set();
    const made: Opening = feeds.open(questionOf(asked), (ids) => {
      if (opening !== made) return;
      const wasReady = state.value === 'ready';
      state.value = made.state;
      question.value = made.question;
      refusal.value = made.refusal;
      more.value = made.window.more;
      // Another part of the list: nothing in it is new to somebody who comes there.
      if (made.state !== 'ready' || beginOf(made.shown) !== beginOf(shown)) known = new Set();
      shown = made.shown;
      above.value = made.shown?.from?.above ?? 0;
      show(made.window.rows);
      if (wasReady && ids.size > 0) {
        const now = Date.now();
        changed.value = new Map([
          ...[...changed.value].filter(([, at]) => now - at < MARKED),
          ...[...ids].map((id) => [id, now] as const),
        ]);
      }
      countSoon(made);
    });
    opening = made;
  };

  watch(
    () => {
      const { from, limit, ...rest } = toValue(asking) ?? { hold: null };
      return [JSON.stringify(rest), JSON.stringify([from ?? null, limit ?? null])] as const;
    },
    ([wanted, place], before) => {
      if (before?.[0] === wanted && before[1] === place) return;
      const asked = toValue(asking);
      if (asked && opening && before?.[0] === wanted) {
        void feeds.move(opening, questionOf(asked));
        return;
      }
      close();
      total.value = null;
      if (!asked) {
        rows.value = [];
        state.value = 'opening';
        question.value = null;
        return;
      }
      open(asked);
    },
    { immediate: true },
  );
  onScopeDispose(close);

  return {
    rows,
    state,
    question,
    refusal,
    more,
    above,
    changed,
    held,
    total,
    release: () => {
      known = new Set();
      if (opening) show(opening.window.rows);
    },
    further: (by = 200) => {
      known = new Set();
      if (opening) void feeds.further(opening, by);
    },
    refresh: () => void (opening && feeds.refresh(opening)),
  };
};

/** The noun's own order by what the reader may ever see, as the server sorts: a hidden field cannot be sorted by. */
const defaultSort = (noun: NounName): Sort => {
  const { me } = useMe();
  const seen = me && rightsOf(me.rules, me.binding).view(noun);
  return nounNamed(noun).sort.filter(({ field }) => seen?.ever(field) ?? true);
};

/**
 * One row, live. `row` is null while it is asked for and when it is not there for this person; `state` says which of both.
 * A row that was asked for before is never shown for another.
 */
export const useRow = <N extends NounName>(noun: N, id: MaybeRefOrGetter<string | null>) => {
  const whereOf = (wanted: string) => ({ field: 'id', is: 'eq', value: wanted }) as const;
  const collection = useCollection(noun, () => {
    const wanted = toValue(id);
    return wanted === null ? null : { where: whereOf(wanted), limit: 1 };
  });
  const isAnswered = computed(() => {
    const wanted = toValue(id);
    const answered = collection.question.value?.where;
    return wanted !== null && JSON.stringify(answered) === JSON.stringify(whereOf(wanted));
  });
  const row = computed(() => collection.rows.value.find((one) => isAnswered.value && one.id === toValue(id)) ?? null);
  const state = computed<WindowState>(() => (isAnswered.value ? collection.state.value : 'opening'));
  return { ...collection, row, state };
};

/** Commands about this row that the server has not answered yet. */
export const usePendingFor = (noun: string, id: MaybeRefOrGetter<string | null>) => {
  const pending = usePending();
  return computed(() => pending.value.filter(({ about }) => about?.noun === noun && about.id === toValue(id)));
};
