import { computed, onScopeDispose, reactive, ref, shallowRef, watch } from 'vue';
import { useRoute, useRouter } from 'vue-router';
import type { Amounts } from '../../../shared/finance/receivable/propose.ts';
import { useMe } from '../../access/me.ts';
import { useRights } from '../../access/rights.ts';
import { keepsBegun } from '../../face/begun.ts';
import { useNotices } from '../../face/notices.ts';
import { useClock } from '../../face/now.ts';
import { useCollection, useRow } from '../../live/collection.ts';
import { words } from '../../words/words.ts';
import { useDoing } from '../doing.ts';
import { useAllocation } from './allocation.ts';
import { useClaims } from './claims.live.ts';
import { findPayers } from './find-payer.ts';

export const methods = ['transfer', 'cash', 'cheque', 'card', 'offset'] as const;
type Method = (typeof methods)[number];
export type Recorded = {
  readonly id: string;
  readonly number: string;
  readonly name: string;
  readonly received: number;
  readonly currency: string;
};

type Form = {
  receivedOn: string;
  received: number | null;
  currency: string;
  method: Method;
  reference: string;
};
/** Until it is recorded or the customer let go. */
const begun = keepsBegun<{
  readonly customerId: string | null;
  readonly form: Form;
  readonly amounts: Amounts | null;
}>();

/** A receipt while it is entered: whose, how much, and what it is for. */
export const useReceiptEntry = (cleared: () => Promise<void>) => {
  const route = useRoute();
  const router = useRouter();
  const me = useMe();
  const rights = useRights();
  const notices = useNotices();
  const { today } = useClock();
  const { busy, give, once } = useDoing();
  const given = computed(() => (typeof route.query.customer === 'string' ? route.query.customer : null));
  const by = me.me?.person.id ?? '';
  // Whoever comes for a certain customer's money begins with that.
  const isGiven = given.value !== null;
  const resumed = isGiven ? null : begun.of(by);
  const customerId = ref<string | null>(resumed?.customerId ?? given.value);
  const { row: customer } = useRow('customer', customerId);
  const form = reactive<Form>(
    resumed?.form ?? {
      receivedOn: today.value,
      received: null,
      currency: me.organisation.currency,
      method: 'transfer',
      reference: '',
    },
  );
  let isResuming = Boolean(resumed?.customerId);
  watch(
    () => customer.value?.currency,
    (currency) => {
      if (currency && !isResuming) form.currency = currency;
      if (currency) isResuming = false;
    },
    { immediate: true },
  );
  const received = computed(() => form.received ?? 0);
  const reference = computed(() => form.reference);
  const currency = computed(() => form.currency);
  const claims = useClaims(customerId, currency);
  const allocation = useAllocation(claims.claims, received, reference, claims.opening);
  if (resumed?.amounts) allocation.resume(resumed.amounts);
  let isLeft = false;
  onScopeDispose(() => {
    isLeft = true;
    if (isGiven) return;
    const isBegun = form.received !== null || form.reference.trim() !== '' || allocation.amounts.value.size > 0;
    const amounts = allocation.touched.value ? allocation.amounts.value : null;
    begun.leave(by, isBegun ? { customerId: customerId.value, form: { ...form }, amounts } : null, busy.value);
  });
  const credits = useCollection('receipt', () =>
    customerId.value === null
      ? null
      : {
          where: {
            all: [
              { field: 'customerId', is: 'eq', value: customerId.value },
              { field: 'status', is: 'eq', value: 'open' },
            ],
          },
          limit: 20,
        },
  );
  const recorded = shallowRef<readonly Recorded[]>([]);

  const fault = computed(() => {
    if (customerId.value === null) return words.t('receipt.noCustomer');
    if (received.value <= 0) return words.t('receipt.noAmount');
    if (form.receivedOn === '' || form.receivedOn > today.value)
      return words.refusal({ refused: 'receipt.received_ahead' });
    if (allocation.state.value.remaining < 0) return words.t('receipt.tone.over');
    return allocation.sound.value ? null : words.t('receipt.fixAbove');
  });
  const bank = computed(
    () =>
      rights.value.mayEver('receipt', 'create') &&
      rights.value.grants('receipt', 'create').some(({ groups }) => groups.includes('bank')),
  );

  const clear = (): void => {
    customerId.value = null;
    form.received = null;
    form.reference = '';
    allocation.forget();
    void cleared();
  };
  const record = () =>
    once(async () => {
      const id = customerId.value;
      if (fault.value || id === null) return void notices.say(fault.value ?? '');
      const { receivedOn, method } = form;
      const allocations = allocation.wishes();
      const input = {
        customerId: id,
        receivedOn,
        received: received.value,
        currency: form.currency,
        method,
        ...(bank.value ? { reference: form.reference.trim() || null } : {}),
        ...(allocations.length > 0 ? { allocations } : {}),
      };
      const name = customer.value?.name ?? '';
      const done = await give('receipt.record', input, { noun: 'customer', id });
      if (!done) return;
      const made = String(done.answer.id);
      const row = done.rows.find((one) => one.noun === 'receipt' && one.id === made)?.row;
      const number = String(row?.number ?? '');
      notices.done(words.t('receipt.done', { number, n: allocations.length }));
      recorded.value = [
        { id: made, number, name, received: input.received, currency: input.currency },
        ...recorded.value,
      ].slice(0, 8);
      if (isLeft) return;
      if (given.value === null) clear();
      else void router.replace({ name: 'receipt', params: { id: made } });
    });
  const choose = (id: string): void => {
    customerId.value = id;
    allocation.forget();
  };
  /** Enter came faster than the answer: who is meant is who alone answers to it. */
  const chooseBy = async (text: string): Promise<boolean> => {
    const found = await findPayers(text, new AbortController().signal).catch(() => []);
    const [only] = found;
    if (found.length !== 1 || !only) {
      notices.say(words.t(found.length === 0 ? 'find.none' : 'receipt.severalPayers', { text }));
      return false;
    }
    choose(only.id);
    return true;
  };
  return {
    customerId,
    customer,
    form,
    today,
    received,
    claims,
    allocation,
    credits: credits.rows,
    recorded,
    bank,
    fault,
    busy,
    record,
    clear,
    choose,
    chooseBy,
  };
};
export type ReceiptEntry = ReturnType<typeof useReceiptEntry>;
