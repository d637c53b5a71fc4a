import { useEventListener } from '@vueuse/core';
import { computed, ref, watch } from 'vue';
import { useRouter } from 'vue-router';
import { sum } from '../../../shared/base/money.ts';
import { useMe } from '../../access/me.ts';
import { useRights } from '../../access/rights.ts';
import { goBackTo } from '../../face/going-back.ts';
import { useNotices } from '../../face/notices.ts';
import { useCommands, useCommandsOf } from '../../face/palette.ts';
import { useCollection, useRow } from '../../live/collection.ts';
import { words } from '../../words/words.ts';
import type { Cells } from '../edit/edits.ts';
import { toMarked } from '../edit/marked.ts';
import { usePlace } from '../edit/presence.ts';
import { useRowEditing } from '../edit/row-editing.ts';
import type { AnyRow } from '../list/column.ts';
import { clearDraft, draftOf, forgetDrafts, NEW } from '../order/order.draft.ts';
import { usePriceLists } from '../price/price-lists.ts';
import { useRouteId } from '../route-id.ts';
import { useTimeline } from '../timeline/timeline.ts';
import { useAlike } from './customer.alike.ts';
import { customerGroups } from './customer.fields.ts';
import { useHandover } from './customer.handover.ts';

/** One customer: who they are, what they ordered, what they owe as far as the reader sees it. */
export const useCustomerPage = () => {
  const router = useRouter();
  const rights = useRights();
  const me = useMe();
  const notices = useNotices();
  const id = useRouteId(['customer']);
  const stored = useRow('customer', id);
  const row = computed(() => stored.row.value as unknown as Cells | null);
  const editing = useRowEditing('customer', id, row);
  const place = usePlace('customer', id);
  const currency = computed(() => stored.row.value?.currency ?? me.organisation.currency);
  const timeline = useTimeline(
    'customer',
    id,
    () => row.value,
    () => currency.value,
  );
  const lists = usePriceLists();
  const groups = computed(() =>
    customerGroups(() => lists.choices(row.value?.priceListId)).map((group) => ({
      ...group,
      title: words.t(group.title),
    })),
  );

  const alike = useAlike(() => {
    const now = stored.row.value;
    if (!now) return null;
    const { name, localName, country, taxNumber } = now;
    const phones = [now.phone, now.deliveryPhone].flatMap((one) => one || []);
    return { id: now.id, name, localName, country, taxNumber, phones };
  });

  const of = () => ({ field: 'customerId', is: 'eq' as const, value: id.value ?? '' });
  const orders = useCollection('order', () =>
    rights.value.mayEver('order', 'read') && id.value
      ? { where: of(), sort: [{ field: 'number', down: true }], limit: 12 }
      : null,
  );
  const seesOpen = computed(() => rights.value.view('receivable').ever('open'));
  const items = useCollection('receivable', () =>
    rights.value.mayEver('receivable', 'read') && id.value
      ? { where: { all: [of(), { field: 'status', is: 'eq', value: 'open' }] }, sort: [{ field: 'dueOn' }], limit: 200 }
      : null,
  );
  const balance = computed(() => {
    const rows = items.rows.value;
    if (!rights.value.mayEver('receivable', 'read')) return null;
    const open = (some: typeof rows) => (seesOpen.value ? sum(some.map((one) => one.open ?? 0)) : null);
    const overdue = rows.filter((one) => one.overdue);
    return { count: rows.length, open: open(rows), overdue: overdue.length, overdueOpen: open(overdue) };
  });
  const credit = computed(() => {
    const { creditLimit, exposure } = stored.row.value ?? {};
    if (exposure === undefined) return null;
    const limit = creditLimit ?? null;
    return { exposure, limit, over: limit !== null && exposure > limit };
  });

  /** Why it is changed, as far as one says it. */
  const why = ref('');
  watch(id, () => {
    why.value = '';
  });
  const discard = (): void => {
    why.value = '';
    editing.discard();
  };
  const save = async (): Promise<void> => {
    if (editing.blocked.value) toMarked();
    if (!(await editing.update(why.value.trim() || null))) return;
    why.value = '';
    notices.done(words.t('orders.done.saved'));
  };
  const setStatus = async (status: 'active' | 'stopped'): Promise<void> => {
    editing.setField('status', status);
    // What is said beside the card is said of what was changed on it.
    if (await editing.update(null)) notices.done(words.t('orders.done.saved'));
  };
  const handover = useHandover(
    () => (id.value ? [{ id: id.value, title: stored.row.value?.name ?? '' }] : []),
    () => undefined,
  );
  const mayStop = computed(
    () => row.value !== null && rights.value.unwritable('customer', 'update', row.value, ['status']) === null,
  );
  const more = computed(() => {
    const isActive = stored.row.value?.status === 'active';
    return [
      ...(mayStop.value
        ? [
            {
              label: words.t(isActive ? 'customers.stop' : 'customers.activate'),
              icon: isActive ? 'i-lucide-ban' : 'i-lucide-circle-check',
              onSelect: () => void setStatus(isActive ? 'stopped' : 'active'),
            },
          ]
        : []),
      ...(handover.may.value
        ? [{ label: words.action('customer', 'reassign'), icon: 'i-lucide-arrow-right-left', onSelect: handover.begin }]
        : []),
    ];
  });
  useCommandsOf('customer-actions', () =>
    more.value.map(({ label, icon, onSelect }) => ({
      id: `customer.${icon}`,
      label: () => label,
      icon,
      group: 'here',
      run: onSelect,
    })),
  );
  const mayOrder = computed(() => rights.value.mayEver('order', 'create') && stored.row.value?.status === 'active');
  const enter = (): void => {
    // Else the first order of a visit would begin without its customer: what the last one left is cleared then.
    forgetDrafts(me.me?.person.id ?? '');
    const draft = draftOf(NEW);
    if (draft.customerId !== id.value) clearDraft(draft);
    draft.customerId = id.value;
    void router.push({ name: 'order-new' });
  };
  useCommands('customer', [
    {
      id: 'customer.save',
      label: 'shell.save',
      shortcut: 'mod+s',
      icon: 'i-lucide-save',
      group: 'here',
      run: () => void save(),
      when: () => editing.dirty.value,
    },
    {
      id: 'customer.order',
      label: 'orders.new',
      shortcut: 'n',
      icon: 'i-lucide-plus',
      group: 'here',
      run: enter,
      when: () => mayOrder.value,
    },
    {
      id: 'customer.list',
      label: 'customers.toList',
      shortcut: 'Escape',
      icon: 'i-lucide-arrow-left',
      group: 'here',
      run: () => goBackTo(router, { name: 'customers' }),
    },
  ]);
  useEventListener(window, 'beforeunload', (event) => {
    if (editing.dirty.value) event.preventDefault();
  });
  return {
    id,
    row: stored.row,
    state: stored.state,
    editing,
    place,
    timeline,
    groups,
    currency,
    orders: computed(() => orders.rows.value as unknown as readonly AnyRow[]),
    ordersMore: orders.more,
    allOrders: computed(() => ({ name: 'orders', query: { view: 'all', filter: JSON.stringify(of()) } })),
    items: items.rows,
    balance,
    seesOpen,
    credit,
    why,
    save,
    discard,
    more,
    mayOrder,
    enter,
    handover,
    alike,
  };
};
