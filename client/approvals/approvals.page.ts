import { computed, nextTick, ref, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { LIMITS } from '../../shared/live/protocol.ts';
import { useBehalf } from '../access/deputy/behalf.ts';
import { useMe } from '../access/me.ts';
import { useRights, useTheirRights } from '../access/rights.ts';
import { tellCount } from '../face/counts.ts';
import { useListKeys } from '../face/list-keys.ts';
import { useNotices } from '../face/notices.ts';
import { useCollection, useRow } from '../live/collection.ts';
import { command } from '../live/connection.ts';
import { useDeciding } from '../sales/change_request/deciding.ts';
import { type Foreseeing, useEffectOf } from '../sales/change_request/effect.ts';
import { words } from '../words/words.ts';
import { type Item, waitingFor } from './waiting.ts';

/** Of the field for the reason: one stands on the page. */
const WHY = 'approval-why';

/** The inbox of whoever decides: change requests and holds, live, one of them under the hand. */
export const useApprovals = () => {
  const route = useRoute();
  const router = useRouter();
  const me = useMe();
  const rights = useRights();
  const theirs = useTheirRights();
  const notices = useNotices();
  const { behalf } = useBehalf();
  const requests = useCollection('change_request', () =>
    theirs.value.mayEver('change_request', 'decide')
      ? { where: { field: 'status', is: 'eq', value: 'requested' }, limit: LIMITS.window }
      : null,
  );
  const holds = useCollection('hold', () =>
    theirs.value.mayEver('hold', 'release')
      ? { where: { field: 'status', is: 'eq', value: 'open' }, limit: LIMITS.window }
      : null,
  );
  const rows = computed(() =>
    waitingFor(requests.rows.value, holds.rows.value, theirs.value, me.me?.person.id ?? '', behalf.value),
  );
  const ready = computed(
    () =>
      (requests.state.value !== 'opening' || !theirs.value.mayEver('change_request', 'decide')) &&
      (holds.state.value !== 'opening' || !theirs.value.mayEver('hold', 'release')),
  );
  watch(
    () => (ready.value ? rows.value.length : null),
    (count) => count !== null && tellCount('approvals', count),
    { immediate: true },
  );
  const toOrder = (item: Item) => ({ name: 'order', params: { id: item.orderId } });
  const { cursor, step } = useListKeys<Item>({
    rows,
    keyOf: ({ id }) => id,
    open: (item) => void router.push(toOrder(item)),
  });
  const current = computed(() => rows.value.find(({ id }) => id === cursor.value) ?? null);
  cursor.value = typeof route.query.at === 'string' ? route.query.at : '';
  // The first one is taken up by itself, and the next when one is decided.
  watch(
    [rows, ready],
    () => {
      if (ready.value && !current.value) cursor.value = rows.value[0]?.id ?? '';
    },
    { immediate: true },
  );
  watch(cursor, (at) => {
    if (route.name === 'approvals') void router.replace({ name: 'approvals', query: at === '' ? {} : { at } });
  });

  const request = computed(() => (current.value?.kind === 'change' ? current.value.request : null));
  const hold = computed(() => (current.value?.kind === 'hold' ? current.value.hold : null));
  const deciding = useDeciding(request);
  const { row: order } = useRow('order', () => current.value?.orderId ?? null);
  const mayRelease = computed(() => hold.value !== null && rights.value.may('hold', 'release', hold.value));
  /** To refuse what holds a submitted order is to send it back to its seller. */
  const mayReturn = computed(() => {
    const held = hold.value;
    if (!held) return false;
    // Who decides for another need not see the order: what its hold bears of it is what the rule looks at.
    const { sellerId, teamId, warehouseId, orderStatus } = held;
    const borne = { sellerId, teamId, warehouseId, status: orderStatus, openHolds: 1 };
    const row = order.value ?? borne;
    return row.status === 'submitted' && rights.value.may('order', 'return', row);
  });
  const foreseeing = computed<Foreseeing | null>(() =>
    hold.value && mayRelease.value
      ? { command: 'hold.release', input: { id: hold.value.id }, orderId: hold.value.orderId ?? '' }
      : null,
  );
  const { effect, refusal } = useEffectOf(foreseeing);
  const busy = ref(false);
  const missing = ref(false);
  watch(cursor, () => {
    missing.value = false;
    deciding.why.value = '';
  });
  const send = async (name: string, input: object, done: string): Promise<void> => {
    if (busy.value) return;
    busy.value = true;
    const answer = await command(name, input, { about: { noun: 'order', id: current.value?.orderId ?? '' } });
    busy.value = false;
    if ('refused' in answer) notices.refused(answer, current.value?.orderId);
    else notices.done(done);
  };
  /** The reason is missing: the field for it is where one types next. */
  const askWhy = async (): Promise<void> => {
    missing.value = true;
    await nextTick();
    document.getElementById(WHY)?.focus();
  };
  const accept = async (): Promise<void> => {
    const why = deciding.why.value.trim() || null;
    if (request.value && why === null && deciding.taken.value.length < deciding.differences.value.length)
      await askWhy();
    else if (request.value) await deciding.accept();
    else if (hold.value && mayRelease.value)
      await send('hold.release', { id: hold.value.id, why }, words.t('orders.done.release'));
  };
  const refuse = async (): Promise<void> => {
    const why = deciding.why.value.trim();
    if (why === '') await askWhy();
    else if (request.value) await deciding.refuse();
    else if (hold.value && mayReturn.value)
      await send('order.return', { id: hold.value.orderId, reason: why }, words.t('orders.done.return'));
  };
  return {
    rows,
    ready,
    cursor,
    step,
    current,
    toOrder,
    request,
    hold,
    order,
    currency: computed(() => order.value?.currency ?? me.organisation.currency),
    deciding,
    effect,
    refusal,
    missing,
    whyId: WHY,
    busy: computed(() => busy.value || deciding.busy.value),
    noAccept: computed(() =>
      request.value
        ? deciding.mayDecide.value
          ? deciding.taken.value.length === 0
            ? words.t('approvals.noneChosen')
            : null
          : words.t('refusals.not_permitted')
        : mayRelease.value
          ? null
          : words.t('refusals.not_permitted'),
    ),
    noRefuse: computed(() =>
      request.value
        ? deciding.mayDecide.value
          ? null
          : words.t('refusals.not_permitted')
        : mayReturn.value
          ? null
          : words.t('approvals.noReturn'),
    ),
    accept,
    refuse,
  };
};
