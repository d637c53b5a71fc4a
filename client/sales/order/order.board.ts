import { computed, nextTick, type Ref, ref, watch } from 'vue';
import type { Filter } from '../../../shared/live/protocol.ts';
import { type Fulfilment, fulfilments, type OrderStatus } from '../../../shared/sales/order/order.states.ts';
import { useCollection } from '../../live/collection.ts';
import { words } from '../../words/words.ts';
import type { AnyRow } from '../list/column.ts';
import { useCountsOf } from '../list/counts.ts';
import type { List } from '../list/list.ts';
import { slide } from '../list/motion.ts';
import { both, clausesOf } from '../list/question.ts';

type Lane = {
  readonly id: string;
  readonly label: () => string;
  readonly statuses: readonly OrderStatus[];
  readonly where: Filter;
};
const isIn = (field: string, value: readonly string[]): Filter => ({ field, is: 'in', value: [...value] });
const status = (id: OrderStatus, ...more: OrderStatus[]): Lane => ({
  id,
  label: () => words.value('order', 'status', id),
  statuses: [id, ...more],
  where: isIn('status', [id, ...more]),
});
const moving = (id: Fulfilment, ...more: Fulfilment[]): Lane => ({
  id,
  label: () => words.value('order', 'fulfilment', id),
  statuses: ['confirmed'],
  where: { all: [isIn('status', ['confirmed']), isIn('fulfilment', [id, ...more])] },
});
const [unreserved, ...onTheWay] = fulfilments;

/** The way of an order from left to right, in the words of its state machine. What is cancelled has left the board. */
const lanes: readonly Lane[] = [
  status('draft', 'quote'),
  status('submitted'),
  ...onTheWay.map((one) => (one === 'backordered' ? moving(one, unreserved) : moving(one))),
  status('completed'),
];
const CARDS = 40;

/** A question that names statuses has no lane for the others. */
const isAsked = (lane: Lane, where: Filter | null): boolean =>
  clausesOf(where).every((one) => {
    if (!('field' in one) || one.field !== 'status' || (one.is !== 'in' && one.is !== 'eq')) return true;
    const values: readonly unknown[] = Array.isArray(one.value) ? one.value : [one.value];
    return lane.statuses.some((status) => values.includes(status));
  });

/** The same question as the list, as lanes: each a live window of its own, so that a card moves when its order does. */
export const useOrderBoard = (list: List, host: Ref<HTMLElement | undefined>) => {
  const columns = lanes.map((lane) => {
    const where = computed(() => both(list.where.value, lane.where));
    const asked = computed(() => isAsked(lane, list.where.value));
    const collection = useCollection('order', () =>
      asked.value
        ? { where: where.value, search: list.question.value.search || null, sort: list.sort.value, limit: CARDS }
        : null,
    );
    return { lane, where, asked, collection };
  });
  const { counts } = useCountsOf('order', () =>
    columns
      .filter(({ asked }) => asked.value)
      .map(({ lane, where }) => ({ id: lane.id, where: where.value, search: list.question.value.search })),
  );
  const shown = computed(() =>
    columns
      .filter(({ asked }) => asked.value)
      .map(({ lane, collection }) => ({
        id: lane.id,
        label: lane.label(),
        rows: collection.rows.value as unknown as readonly AnyRow[],
        count: counts.value.get(lane.id) ?? null,
        more: collection.more.value,
        further: () => collection.further(CARDS),
      })),
  );
  const opening = computed(() => columns.every(({ collection }) => collection.state.value === 'opening'));

  // Cards are measured before the page is redrawn and slide from where they stood.
  const placesOf = (): Map<string, DOMRect> =>
    new Map(
      [...(host.value?.querySelectorAll<HTMLElement>('[data-card]') ?? [])].map((card) => [
        card.dataset.card ?? '',
        card.getBoundingClientRect(),
      ]),
    );
  const laneOf = (lanesNow: typeof shown.value, id: string): string | undefined =>
    lanesNow.find(({ rows }) => rows.some((row) => row.id === id))?.id;
  watch(
    shown,
    async (now, before) => {
      if (opening.value || !host.value) return;
      const places = placesOf();
      if (places.size === 0) return;
      await nextTick();
      for (const card of host.value.querySelectorAll<HTMLElement>('[data-card]')) {
        const id = card.dataset.card ?? '';
        const from = places.get(id);
        if (from) slide(card, from, laneOf(now, id) !== laneOf(before, id));
      }
    },
    { flush: 'pre' },
  );

  const cursor = ref('');
  const at = (): { readonly lane: number; readonly row: number } => {
    const lane = shown.value.findIndex(({ rows }) => rows.some(({ id }) => id === cursor.value));
    return { lane, row: lane < 0 ? -1 : (shown.value[lane]?.rows.findIndex(({ id }) => id === cursor.value) ?? -1) };
  };
  const stand = (id: string | undefined): void => {
    if (!id) return;
    cursor.value = id;
    void nextTick().then(() => host.value?.querySelector<HTMLElement>(`[data-card="${CSS.escape(id)}"]`)?.focus());
  };
  /** Along a lane, or to the next lane that holds a card, at about the same height. */
  const step = (dx: number, dy: number): void => {
    const { lane, row } = at();
    const all = shown.value;
    if (lane < 0) {
      stand(all.find(({ rows }) => rows.length > 0)?.rows[0]?.id);
      return;
    }
    if (dy !== 0) {
      const rows = all[lane]?.rows ?? [];
      stand(rows[Math.min(rows.length - 1, Math.max(0, row + dy))]?.id);
      return;
    }
    for (let i = lane + dx; i >= 0 && i < all.length; i += dx) {
      const rows = all[i]?.rows ?? [];
      if (rows.length > 0) {
        stand(rows[Math.min(rows.length - 1, row)]?.id);
        return;
      }
    }
  };
  return { shown, opening, cursor, step };
};
