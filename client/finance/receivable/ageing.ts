import { computed, type Ref, ref } from 'vue';
import { aged, agedBy } from '../../../shared/finance/ageing.by.ts';
import { type Bucket, buckets } from '../../../shared/finance/ageing.ts';
import type { FilterLeaf } from '../../../shared/live/protocol.ts';
import { useMe } from '../../access/me.ts';
import type { List } from '../../sales/list/list.ts';
import { clausesOf, withField } from '../../sales/list/question.ts';
import { type OpenItem, useOpenItems } from './ageing.items.ts';
import { piecesOf, widest } from './bars.ts';

const isAbout =
  (field: string) =>
  (one: object): one is FilterLeaf =>
    'field' in one && (one as FilterLeaf).field === field;

/** What is open by age, of all and by customer, and the filter by an age. */
export const useAgeing = (list: List) => {
  const me = useMe();
  const { items, opening, missing, changed } = useOpenItems(list);
  const groups = computed(() =>
    agedBy<OpenItem>(items.value, ({ customerId }) => customerId ?? '', me.organisation.currency),
  );
  const whole = computed(() => widest(groups.value));
  /** The widest bar first, or who is the latest with the most. */
  const by = ref<'total' | 'late'>('total');
  const customers = computed(() => {
    const found = groups.value.map((group) => ({
      ...group,
      id: `${group.currency} ${group.key}`,
      customerId: group.key,
      name: group.items[0]?.customerName ?? '',
      pieces: piecesOf(group, whole.value.get(group.currency) ?? 0),
      late: group.amounts && buckets.slice(1).reduce((all, bucket) => all + (group.amounts?.[bucket] ?? 0), 0),
      lateCount: group.items.length - group.counts.current,
    }));
    return by.value === 'total' ? found : found.sort((a, b) => (b.late ?? b.lateCount) - (a.late ?? a.lateCount));
  });
  const currencies = computed(() => [...new Set(customers.value.map(({ currency }) => currency))]);
  const sums = computed(() =>
    (currencies.value.length > 0 ? currencies.value : [me.organisation.currency]).map((currency) => {
      const group = aged(
        '',
        currency,
        items.value.filter((item) => item.currency === currency),
      );
      const filled = buckets.reduce(
        (all, bucket) => all + Math.max(0, group.amounts?.[bucket] ?? group.counts[bucket]),
        0,
      );
      return { ...group, pieces: piecesOf(group, filled) };
    }),
  );
  const chosen = computed<ReadonlySet<Bucket>>(() => {
    const leaf = clausesOf(list.question.value.where).find(isAbout('bucket'));
    const values = leaf === undefined ? [] : Array.isArray(leaf.value) ? leaf.value : [leaf.value];
    return new Set(buckets.filter((one) => values.includes(one)));
  });
  /** Only that age; chosen again, all ages. */
  const choose = (bucket: Bucket): void => {
    const only = chosen.value.size === 1 && chosen.value.has(bucket);
    const leaves: FilterLeaf[] = only ? [] : [{ field: 'bucket', is: 'in', value: [bucket] }];
    list.setWhere(withField(list.question.value.where, 'bucket', leaves));
  };
  const opened = ref<ReadonlySet<string>>(new Set());
  const toggle = (id: string): void => {
    const now = new Set(opened.value);
    if (!now.delete(id)) now.add(id);
    opened.value = now;
  };
  return {
    by,
    customers,
    sums,
    opening,
    missing,
    changed,
    chosen: chosen as Ref<ReadonlySet<Bucket>>,
    choose,
    opened,
    toggle,
  };
};
export type Ageing = ReturnType<typeof useAgeing>;
export type AgedCustomer = Ageing['customers']['value'][number];
