/** What happened last, as far as the reader sees the rows that it happened to. */
import { computed, type Ref, ref, watch } from 'vue';
import type { RouteLocationRaw } from 'vue-router';
import type { Rights } from '../../../shared/access/permit.ts';
import type { NounName } from '../../../shared/catalogue.ts';
import type { Filter, Sort } from '../../../shared/live/protocol.ts';
import { useRights } from '../../access/rights.ts';
import { type Shown, useCollection } from '../../live/collection.ts';
import { words } from '../../words/words.ts';

export type Happened = {
  readonly id: string;
  /** ms since 1970 UTC */
  readonly at: number;
  /** Its place among what happened to one row at the same moment: the later the larger. */
  readonly step: number;
  readonly icon: string;
  readonly tone: 'plain' | 'good' | 'bad';
  readonly what: string;
  readonly number: string;
  readonly party: string;
  readonly to: RouteLocationRaw;
};
/** Lines shown, and rows of each noun that are looked at. */
const LINES = 12;
const ROWS = 14;

type Telling<N extends NounName> = (
  row: Shown<N>,
) => readonly (Omit<Happened, 'at'> & { readonly at: number | null | undefined })[];
const order = (id: string | null | undefined): RouteLocationRaw => ({ name: 'order', params: { id: String(id) } });

const ofOrder: Telling<'order'> = ({ id, number = '', customerName = '', submittedAt, confirmedAt, completedAt }) => {
  const base = { number, party: customerName, to: order(id) };
  const say = (key: 'placed' | 'confirmed' | 'completed') => words.t(`insight.today.happened.${key}`);
  return [
    {
      ...base,
      id: `${id} placed`,
      at: submittedAt,
      step: 0,
      icon: 'i-lucide-send',
      tone: 'plain',
      what: say('placed'),
    },
    {
      ...base,
      id: `${id} confirmed`,
      at: confirmedAt,
      step: 2,
      icon: 'i-lucide-check',
      tone: 'plain',
      what: say('confirmed'),
    },
    {
      ...base,
      id: `${id} completed`,
      at: completedAt,
      step: 3,
      icon: 'i-lucide-check-check',
      tone: 'good',
      what: say('completed'),
    },
  ];
};
const ofHold: Telling<'hold'> = ({ id, orderId, orderNumber = '', customerName = '', kind, openedAt }) => [
  {
    id: `${id} held`,
    at: openedAt,
    step: 1,
    icon: 'i-lucide-pause',
    tone: 'bad',
    what: words.t('insight.today.happened.held', { reason: kind ? words.value('hold', 'kind', kind) : '' }),
    number: orderNumber,
    party: customerName,
    to: order(orderId),
  },
];
const ofShipment: Telling<'shipment'> = ({ id, number = '', customerName = '', shippedAt, deliveredAt }) => {
  const base = { number, party: customerName, to: { name: 'shipment', params: { id } } };
  const say = (key: 'shipped' | 'delivered') => words.t(`insight.today.happened.${key}`);
  return [
    {
      ...base,
      id: `${id} shipped`,
      at: shippedAt,
      step: 0,
      icon: 'i-lucide-truck',
      tone: 'plain',
      what: say('shipped'),
    },
    {
      ...base,
      id: `${id} delivered`,
      at: deliveredAt,
      step: 1,
      icon: 'i-lucide-package-check',
      tone: 'good',
      what: say('delivered'),
    },
  ];
};

const asked = (rights: Rights, noun: NounName, sort: Sort, where: Filter | null) => {
  if (!rights.mayEver(noun, 'read')) return null;
  const view = rights.view(noun);
  return sort.every(({ field }) => view.always(field)) ? { where, sort, limit: ROWS } : null;
};
const down = (field: string): Sort => [{ field, down: true }];
const leaf = (field: string, is: 'ne' | 'eq', value: string | null): Filter => ({ field, is, value });

/**
 * @param reading while it holds, nothing moves under the reader: what comes is counted in `waiting` and shown after
 */
export const useLatest = (reading: Ref<boolean>) => {
  const rights = useRights();
  const orders = useCollection('order', () =>
    asked(rights.value, 'order', down('number'), leaf('submittedAt', 'ne', null)),
  );
  const holds = useCollection('hold', () =>
    asked(rights.value, 'hold', down('openedAt'), leaf('status', 'eq', 'open')),
  );
  const shipments = useCollection('shipment', () => asked(rights.value, 'shipment', down('number'), null));

  const all = computed<readonly Happened[]>(() =>
    [
      ...orders.rows.value.flatMap(ofOrder),
      ...holds.rows.value.flatMap(ofHold),
      ...shipments.rows.value.flatMap(ofShipment),
    ]
      .flatMap((one) => (typeof one.at === 'number' ? [{ ...one, at: one.at }] : []))
      .sort((a, b) => b.at - a.at || b.step - a.step)
      .slice(0, LINES),
  );
  const shown = ref<readonly Happened[]>([]);
  const fresh = ref<ReadonlySet<string>>(new Set());
  const show = (): void => {
    const known = new Set(shown.value.map(({ id }) => id));
    fresh.value = new Set(known.size === 0 ? [] : all.value.filter(({ id }) => !known.has(id)).map(({ id }) => id));
    shown.value = all.value;
  };
  watch(
    [all, reading],
    () => {
      // What may not be seen any more goes at once, whoever reads.
      if (!reading.value || all.value.length === 0) show();
    },
    { immediate: true },
  );
  const waiting = computed(() => {
    const known = new Set(shown.value.map(({ id }) => id));
    return reading.value ? all.value.filter(({ id }) => !known.has(id)).length : 0;
  });
  const opening = computed(() => orders.state.value === 'opening' && rights.value.mayEver('order', 'read'));
  return { shown, fresh, waiting, opening, show };
};
