import { computed, type Ref, ref, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { Rights } from '../../../shared/access/permit.ts';
import { type Filter, LIMITS } from '../../../shared/live/protocol.ts';
import { useRights, useTheirRights } from '../../access/rights.ts';
import { tellCount } from '../../face/counts.ts';
import { isLeaving } from '../../face/leaving.ts';
import { useListKeys } from '../../face/list-keys.ts';
import { useCollection } from '../../live/collection.ts';
import { type Authority, queueOf, type Waiting } from './queue.ts';

export const lanes = ['mine', 'others', 'all'] as const;
export type Lane = (typeof lanes)[number];

const isIn = (field: string, value: string[]): Filter => ({ field, is: 'in', value });
const waiting: Filter = {
  any: [
    { field: 'status', is: 'eq', value: 'submitted' },
    { all: [{ field: 'openHolds', is: 'gt', value: 0 }, isIn('status', ['confirmed'])] },
  ],
};

const authorityBy = (rights: Ref<Rights>): Ref<Authority> =>
  computed(() => ({
    mayReview: (order) => rights.value.may('order', 'review', order),
    mayRelease: (hold) => rights.value.may('hold', 'release', hold),
  }));
export const useAuthority = (): Ref<Authority> => authorityBy(useRights());

/**
 * The live queue: orders that are held or submitted, joined with their open holds in the page. Which one is looked at
 * stands in the address; when it leaves, the next takes its place.
 */
export const useReviewQueue = (open: (row: Waiting) => void) => {
  const route = useRoute();
  const router = useRouter();
  const authority = useAuthority();
  const orders = useCollection('order', { where: waiting, sort: [{ field: 'submittedAt' }], limit: LIMITS.window });
  const holds = useCollection('hold', {
    where: { field: 'status', is: 'eq', value: 'open' },
    sort: [{ field: 'openedAt' }],
    limit: LIMITS.window,
  });
  const theirs = authorityBy(useTheirRights());
  const all = computed(() => queueOf(orders.rows.value, holds.rows.value, theirs.value));
  const of = (lane: Lane): readonly Waiting[] =>
    lane === 'all' ? all.value : all.value.filter(({ mine }) => mine === (lane === 'mine'));
  const counts = computed<Record<Lane, number>>(() => ({
    mine: of('mine').length,
    others: of('others').length,
    all: all.value.length,
  }));
  const ready = computed(() => orders.state.value !== 'opening' && holds.state.value !== 'opening');
  watch(
    () => (ready.value ? counts.value.mine : null),
    (count) => count !== null && tellCount('review', count),
    { immediate: true },
  );

  /** As the tabs say it; what is none of them reads as the first. */
  const shown = ref<string>(String(route.query.show ?? ''));
  const lane = computed<Lane>(() => lanes.find((one) => one === shown.value) ?? 'mine');
  const rows = computed(() => of(lane.value));
  const { cursor, step } = useListKeys<Waiting>({ rows, keyOf: ({ id }) => id, open });
  const current = computed(() => rows.value.find(({ id }) => id === cursor.value) ?? null);
  cursor.value = typeof route.query.order === 'string' ? route.query.order : '';
  // The first one is taken up by itself; also when the one that was looked at has gone to another lane.
  watch(
    [rows, ready],
    () => {
      if (ready.value && !current.value) cursor.value = rows.value[0]?.id ?? '';
    },
    { immediate: true },
  );
  watch([cursor, lane], () => {
    const query: { [name: string]: string } = {};
    if (lane.value !== 'mine') query.show = lane.value;
    if (cursor.value !== '') query.order = cursor.value;
    if (route.name === 'review' && !isLeaving()) void router.replace({ name: 'review', query });
  });
  const changed = computed(() => new Map([...orders.changed.value, ...holds.changed.value]));
  return {
    lane,
    show: (to: string) => {
      shown.value = to;
    },
    counts,
    rows,
    cursor,
    step,
    current,
    ready,
    changed,
    authority,
  };
};
