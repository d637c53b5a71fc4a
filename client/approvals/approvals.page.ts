import { computed, nextTick, ref, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import { LIMITS } from '../../shared/live/protocol.ts';
import { useBehalf } from '../access/deputy/behalf.ts';
import { useMe } from '../access/me.ts';
import { useRights, useTheirRights } from '../access/rights.ts';
import { useRoleChange } from '../access/role_change/role-change.ts';
import { tellCount } from '../face/counts.ts';
import { isLeaving } from '../face/leaving.ts';
import { useListKeys } from '../face/list-keys.ts';
import { useNotices } from '../face/notices.ts';
import { useCollection } from '../live/collection.ts';
import { command } from '../live/connection.ts';
import { useDeciding } from '../sales/change_request/deciding.ts';
import { learn, releaseOf } from '../sales/order/order.release.ts';
import { words } from '../words/words.ts';
import { useHeldOrder } from './deciding-order.ts';
import { asked, asksFor, type Item, type Sources, waitingFor } from './waiting.ts';

/** Of the field for the reason: one stands on the page. */
const WHY = 'approval-why';

/** Where one sees all of what an item is about. */
const placeOf = (item: Item) => {
  if (item.kind === 'review') return { name: 'review', query: { order: item.orderId } };
  if (item.kind === 'deputy') return { name: 'deputy', params: { id: item.deputy.id } };
  if (item.kind === 'rights') return { name: 'role_change', params: { id: item.change.id } };
  return { name: 'order', params: { id: item.orderId } };
};

/** The inbox of whoever decides: all that waits for their word, live, one of it under the hand. */
export const useApprovals = () => {
  const route = useRoute();
  const router = useRouter();
  const me = useMe();
  const rights = useRights();
  const theirs = useTheirRights();
  const notices = useNotices();
  const { behalf } = useBehalf();
  const opened = <S extends keyof Sources>(source: S) => {
    const { noun, status } = asked[source];
    const asks = computed(() => asksFor(theirs.value, source));
    const { rows, state } = useCollection(noun, () =>
      asks.value ? { where: { field: 'status', is: 'eq', value: status }, limit: LIMITS.window } : null,
    );
    const ready = computed(() => state.value !== 'opening' || !asks.value);
    return { rows: computed(() => rows.value as unknown as Sources[S]), ready };
  };
  const [requests, holds, changes, deputies] = [
    opened('requests'),
    opened('holds'),
    opened('rights'),
    opened('deputies'),
  ];
  const rows = computed(() => {
    const sources = {
      requests: requests.rows.value,
      holds: holds.rows.value,
      rights: changes.rows.value,
      deputies: deputies.rows.value,
    };
    return waitingFor(sources, theirs.value, me.me?.person.id ?? '', behalf.value);
  });
  const ready = computed(() => [requests, holds, changes, deputies].every((one) => one.ready.value));
  watch(
    () => (ready.value ? rows.value.length : null),
    (count) => count !== null && tellCount('approvals', count),
    { immediate: true },
  );
  const open = (item: Item): void => void router.push(placeOf(item));
  const { cursor, step } = useListKeys<Item>({ rows, keyOf: ({ id }) => id, open });
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
    if (route.name === 'approvals' && !isLeaving())
      void router.replace({ name: 'approvals', query: at === '' ? {} : { at } });
  });

  const request = computed(() => (current.value?.kind === 'change' ? current.value.request : null));
  const hold = computed(() => (current.value?.kind === 'hold' ? current.value.hold : null));
  const change = computed(() => (current.value?.kind === 'rights' ? current.value.change : null));
  const deputy = computed(() => (current.value?.kind === 'deputy' ? current.value.deputy : null));
  const orderId = computed(() => (current.value && 'orderId' in current.value ? current.value.orderId : null));
  const deciding = useDeciding(request);
  const decidingRights = useRoleChange(change);
  const busy = ref(false);
  const held = useHeldOrder(hold, holds.rows, orderId, busy);
  const { order, mayRelease, mayReturn } = held;
  const mayConfirm = computed(() => deputy.value !== null && rights.value.may('deputy', 'confirm', deputy.value));
  const mayEnd = computed(() => deputy.value !== null && rights.value.may('deputy', 'end', deputy.value));
  const why = ref('');
  const missing = ref(false);
  /** What was begun to be said of each, for whoever looks at another meanwhile. */
  const begun = new Map<string, string>();
  watch(cursor, (now, before) => {
    missing.value = false;
    // What was decided needs no more to be said of it, should it come back.
    if (rows.value.some(({ id }) => id === before)) begun.set(before, why.value);
    else begun.delete(before);
    why.value = begun.get(now) ?? '';
  });
  watch(why, (said) => {
    deciding.why.value = said;
    decidingRights.why.value = said;
  });
  const send = async (
    name: string,
    input: object,
    done: string,
    about = { noun: 'order', id: orderId.value ?? '' },
  ): Promise<void> => {
    if (busy.value) return;
    busy.value = true;
    const answer = await command(name, input, { about });
    busy.value = false;
    if ('refused' in answer) {
      if (hold.value) learn([hold.value], answer);
      notices.refused(answer, about.id);
      held.again();
    } else notices.done(done);
  };
  /** The reason is missing: the field for it is where one types next. */
  const askWhy = async (): Promise<void> => {
    missing.value = true;
    await nextTick();
    document.getElementById(WHY)?.focus();
  };
  const unless = (may: boolean, text: string): string | null => (may ? null : text);
  const denied = computed(() => words.t('refusals.not_permitted'));
  /** What a request asks for is not there yet: nothing can be said of it. */
  const coming = computed(() => request.value !== null && !deciding.ready.value);
  const noAccept = computed(() => {
    if (coming.value) return null;
    if (request.value && deciding.mayDecide.value)
      return unless(deciding.taken.value.length > 0, words.t('approvals.noneChosen'));
    const may = change.value
      ? decidingRights.mayDecide.value
      : deputy.value
        ? mayConfirm.value
        : current.value?.kind === 'review' || mayRelease.value;
    return unless(may, denied.value);
  });
  const noRefuse = computed(() => {
    if (request.value) return unless(deciding.mayDecide.value, denied.value);
    if (change.value) return unless(decidingRights.mayDecide.value, denied.value);
    if (deputy.value) return unless(mayEnd.value, denied.value);
    return unless(mayReturn.value, words.t('approvals.noReturn'));
  });
  const accept = async (): Promise<void> => {
    if (coming.value) return;
    if (noAccept.value) return void notices.say(noAccept.value);
    const said = why.value.trim() || null;
    if (request.value && said === null && deciding.taken.value.length < deciding.differences.value.length)
      await askWhy();
    else if (request.value) await deciding.accept();
    else if (change.value) await decidingRights.accept();
    else if (hold.value) await send('hold.release', releaseOf(hold.value, said), words.t('orders.done.release'));
    else if (deputy.value) {
      const { id } = deputy.value;
      await send('deputy.confirm', { id }, words.t('deputies.done.confirmed'), { noun: 'deputy', id });
    } else if (current.value?.kind === 'review') open(current.value);
  };
  const refuse = async (): Promise<void> => {
    const said = why.value.trim();
    if (current.value?.kind === 'review') return;
    if (noRefuse.value) return void notices.say(noRefuse.value);
    if (said === '') await askWhy();
    else if (request.value) await deciding.refuse();
    else if (change.value) await decidingRights.refuse();
    else if (hold.value)
      await send('order.return', { id: hold.value.orderId, reason: said }, words.t('orders.done.return'));
    else if (deputy.value) {
      const { id } = deputy.value;
      await send('deputy.end', { id, why: said }, words.t('deputies.done.ended'), { noun: 'deputy', id });
    }
  };
  return {
    rows,
    ready,
    cursor,
    step,
    current,
    open,
    placeOf,
    request,
    hold,
    change,
    deputy,
    order,
    currency: computed(() => order.value?.currency ?? me.organisation.currency),
    deciding,
    decidingRights,
    effect: held.effect,
    refusal: held.refusal,
    why,
    missing,
    whyId: WHY,
    busy: computed(() => busy.value || deciding.busy.value || decidingRights.busy.value),
    noAccept,
    noRefuse,
    accept,
    refuse,
  };
};
