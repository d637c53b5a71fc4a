import { computed, ref, shallowRef, watch } from 'vue';
import { useRights } from '../../access/rights.ts';
import { useNotices } from '../../face/notices.ts';
import type { Shown } from '../../live/collection.ts';
import { command, counted } from '../../live/connection.ts';
import { words } from '../../words/words.ts';
import { allRowsOf, rowsOf } from '../list/rows.ts';
import { type Handed, handOverAll, type NotHanded } from './handover.run.ts';

/** Customers of one seller that go at once, at most. */
const MOST = 20_000;
const unfinished = ['quote', 'draft', 'submitted', 'confirmed'];
const of = (seller: string) => ({ field: 'sellerId', is: 'eq' as const, value: seller });

/**
 * Hands customers to another seller, with their open orders and all that hangs on them: those that are `chosen`, or with
 * `chosen` null all of one seller, who is asked for.
 */
export const useHandover = (chosen: (() => readonly Handed[]) | null, done: () => void) => {
  const rights = useRights();
  const notices = useNotices();
  const open = ref(false);
  const busy = ref(false);
  const why = ref('');
  const from = shallowRef<Shown<'person'> | null>(null);
  const to = shallowRef<Shown<'person'> | null>(null);
  /** What the seller has; null until it is known. */
  const has = shallowRef<{ readonly customers: number; readonly orders: number | null } | null>(null);
  const through = ref(0);
  const total = ref(0);
  const undone = shallowRef<readonly NotHanded[]>([]);
  watch(from, async (seller) => {
    has.value = null;
    undone.value = [];
    if (!seller) return;
    const where = { all: [of(seller.id), { field: 'status', is: 'in' as const, value: unfinished }] };
    const [customers, orders] = await Promise.all([
      counted({ noun: 'customer', where: of(seller.id) }),
      rights.value.mayEver('order', 'read') ? counted({ noun: 'order', where }) : null,
    ]);
    if (from.value?.id === seller.id && customers)
      has.value = { customers: customers.count, orders: orders?.count ?? null };
  });
  const wanted = async (): Promise<readonly Handed[]> => {
    if (chosen) return chosen();
    if (!from.value) return [];
    const rows = await allRowsOf('customer', { where: of(from.value.id) }, MOST);
    return rows.map(({ id, name, number }) => ({ id, title: name ?? number ?? '' }));
  };
  const blocked = computed(() => {
    if (!chosen && !from.value) return words.t('customers.handover.fromWhom');
    if (!to.value) return words.t('customers.handover.toWhom');
    if (to.value.id === from.value?.id) return words.t('customers.handover.same');
    return has.value?.customers === 0 ? words.t('customers.handover.none') : null;
  });
  /** A notice would lie beneath the dialog's veil, unheard: what a confirmation still waits for is said within. */
  const confirmed = ref(false);
  const run = async (): Promise<void> => {
    const seller = to.value;
    if (busy.value) return;
    confirmed.value = true;
    if (!seller || blocked.value) return;
    busy.value = true;
    through.value = 0;
    try {
      const all = await wanted();
      total.value = all.length;
      const reason = why.value.trim() || null;
      undone.value = await handOverAll(
        all,
        async (ids) => {
          const answer = await command('customer.reassign', { ids, toSellerId: seller.id, why: reason });
          return 'refused' in answer ? answer : null;
        },
        (now) => {
          through.value = now;
        },
      );
      const n = all.length - undone.value.length;
      if (n > 0) notices.done(words.t('customers.handedOver', { n, name: seller.name ?? '' }));
      if (undone.value.length === 0) open.value = false;
      done();
    } catch {
      notices.failed(words.t('list.failed'), words.t('list.failedWhat'));
    } finally {
      busy.value = false;
    }
  };
  return {
    all: chosen === null,
    open,
    busy,
    why,
    from,
    to,
    has,
    through,
    total,
    undone,
    blocked,
    confirmed,
    may: computed(() => rights.value.mayEver('customer', 'reassign')),
    find: async (text: string, signal: AbortSignal): Promise<readonly Shown<'person'>[]> =>
      (await rowsOf('person', { ...(text ? { search: text } : {}), limit: 8, signal })).rows,
    begin: () => {
      from.value = null;
      to.value = null;
      why.value = '';
      undone.value = [];
      confirmed.value = false;
      open.value = true;
    },
    run,
  };
};
export type Handover = ReturnType<typeof useHandover>;
