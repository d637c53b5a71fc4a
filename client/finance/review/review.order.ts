import { computed, type Ref, ref, watch } from 'vue';
import { sum } from '../../../shared/base/money.ts';
import { isNoun } from '../../../shared/catalogue.ts';
import { orderExposure } from '../../../shared/finance/credit/credit.rules.ts';
import { orderStates } from '../../../shared/sales/order/order.states.ts';
import { useMe } from '../../access/me.ts';
import { useRights } from '../../access/rights.ts';
import { useNotices } from '../../face/notices.ts';
import { useCollection, usePendingFor, useRow } from '../../live/collection.ts';
import { toMarked } from '../../sales/edit/marked.ts';
import { usePlace } from '../../sales/edit/presence.ts';
import { learn, releaseOf } from '../../sales/order/order.release.ts';
import { words } from '../../words/words.ts';
import { useDoing } from '../doing.ts';
import { type Authority, approval, type Waiting } from './queue.ts';
import { useTerms } from './review.terms.ts';

const OVERDUE_SHOWN = 12;

/** All that a decision about one order is made from, live, and the decision. */
export const useReviewedOrder = (waiting: Ref<Waiting | null>, authority: Ref<Authority>) => {
  const rights = useRights();
  const me = useMe();
  const looking = computed(() => me.me?.viewing !== undefined);
  const notices = useNotices();
  const { busy, give, once } = useDoing();
  const id = computed(() => waiting.value?.id ?? null);
  const { row: order, state } = useRow('order', id);
  /** Before it is there nothing can be said of it. */
  const coming = computed(() => state.value === 'opening');
  const customerId = computed(() => order.value?.customerId ?? null);
  const { row: customer } = useRow('customer', customerId);
  const lines = useCollection('order_line', () =>
    id.value === null
      ? null
      : { where: { field: 'orderId', is: 'eq', value: id.value }, sort: [{ field: 'position' }], limit: 100 },
  );
  const overdue = useCollection('receivable', () =>
    customerId.value === null || !rights.value.view('receivable').ever('overdue')
      ? null
      : {
          where: {
            all: [
              { field: 'customerId', is: 'eq', value: customerId.value },
              { field: 'status', is: 'eq', value: 'open' },
              { field: 'overdue', is: 'eq', value: true },
            ],
          },
          sort: [{ field: 'dueOn' }],
          limit: OVERDUE_SHOWN,
          counted: true,
        },
  );
  const overdueTotal = computed(() => {
    const { value: rows } = overdue.rows;
    const own = rows.filter(({ currency }) => currency === customer.value?.currency);
    if (overdue.more.value || own.length < rows.length || own.some(({ open }) => open === undefined)) return null;
    return sum(own.map(({ open }) => open ?? 0));
  });
  /** What this order adds to the customer's exposure; null where the parts of it are not to be seen. */
  const part = computed(() => {
    const { status, billing, total, invoicedTotal } = order.value ?? {};
    if (status === undefined || billing === undefined || total === undefined || invoicedTotal === undefined)
      return null;
    return order.value?.currency === customer.value?.currency
      ? orderExposure({ status, billing, total, invoicedTotal })
      : null;
  });

  const terms = useTerms(order, customer);
  const note = ref('');
  /** What was begun to be said of each, for whoever looks at another meanwhile. */
  const begun = new Map<string, string>();
  watch(
    id,
    (now, before) => {
      if (before) begun.set(before, note.value);
      note.value = begun.get(now ?? '') ?? '';
    },
    { immediate: true },
  );
  /** What was decided needs no more to be said of it, should it come back. */
  const forget = (decided: string): void => {
    terms.forget(decided);
    begun.delete(decided);
    if (id.value === decided) note.value = '';
  };
  const { others } = usePlace('order', id);

  const chosen = computed(() => (terms.changed.value ? terms.terms.value : null));
  const steps = computed(() =>
    waiting.value && order.value
      ? approval({ ...waiting.value, order: order.value }, chosen.value, note.value.trim() || null, authority.value)
      : [],
  );
  const wrong = computed(() => order.value !== null && (terms.faults.value.days || terms.faults.value.share));
  const noApproval = computed(() => {
    if (looking.value) return words.refusal({ refused: 'viewing_only' });
    if (coming.value) return null;
    if (wrong.value) return words.t('review.termsWrong');
    if (steps.value.length > 0) return null;
    const [hold] = waiting.value?.holds ?? [];
    return hold?.releasedBy
      ? words.t('review.notYours', { who: words.value('hold', 'releasedBy', hold.releasedBy) })
      : words.t('review.nothing');
  });
  const noReturn = computed(() => {
    if (looking.value) return words.refusal({ refused: 'viewing_only' });
    if (coming.value) return null;
    if (!order.value || !rights.value.may('order', 'return', order.value))
      return words.refusal({ refused: 'not_permitted' });
    return order.value.status === orderStates.moves.return.from[0] ? null : words.t('review.notReturned');
  });

  /** Says what has come of it, from the order as the server answered it. */
  const say = (number: string, rows: readonly { readonly noun: string; readonly row: object | null }[]): void => {
    const left = rows.findLast(({ noun }) => isNoun(noun) && noun === 'order')?.row as
      | { status?: string; openHolds?: number }
      | null
      | undefined;
    const still = (left?.openHolds ?? 0) > 0;
    notices.done(
      words.t(still ? 'review.approvedStill' : left?.status === 'confirmed' ? 'review.confirmed' : 'review.approved', {
        number,
      }),
    );
  };
  const approve = () =>
    once(async () => {
      const now = waiting.value;
      if (!now || coming.value) return;
      if (noApproval.value) {
        notices.say(noApproval.value);
        if (wrong.value) toMarked();
        return;
      }
      const about = { noun: 'order', id: now.id };
      let rows: Parameters<typeof say>[1] = [];
      for (const { command, input } of steps.value) {
        const done = await give(command, input, about, (refusal) => learn(now.holds, refusal));
        if (!done) return;
        rows = [...rows, ...done.rows];
      }
      forget(now.id);
      say(now.number, rows);
    });
  const returning = ref(false);
  const reason = ref('');
  const missing = ref(false);
  const askReturn = (): void => {
    if (coming.value) return;
    if (noReturn.value) return void notices.say(noReturn.value);
    reason.value = '';
    missing.value = false;
    returning.value = true;
  };
  const sendBack = () =>
    once(async () => {
      const now = waiting.value;
      const text = reason.value.trim();
      missing.value = text === '';
      if (!now || coming.value || missing.value || noReturn.value) return;
      if (await give('order.return', { id: now.id, reason: text }, { noun: 'order', id: now.id })) {
        returning.value = false;
        forget(now.id);
        notices.done(words.t('review.returned', { number: now.number }));
      }
    });
  const releaseOne = (hold: Waiting['holds'][number]) =>
    once(() =>
      give('hold.release', releaseOf(hold, note.value.trim() || null), undefined, (refusal) => learn([hold], refusal)),
    );

  return {
    order,
    customer,
    lines,
    overdue,
    overdueTotal,
    part,
    terms,
    note,
    busy,
    noApproval,
    noReturn,
    approve,
    returning,
    reason,
    missing,
    askReturn,
    sendBack,
    releaseOne,
    others,
    pending: usePendingFor('order', id),
    locked: computed(
      () => (order.value?.invoicedTotal ?? 0) > 0 || !order.value || !authority.value.mayReview(order.value),
    ),
    mayRelease: (hold: Waiting['holds'][number]) => hold.kind !== 'prepayment' && authority.value.mayRelease(hold),
  };
};
export type ReviewedOrder = ReturnType<typeof useReviewedOrder>;
