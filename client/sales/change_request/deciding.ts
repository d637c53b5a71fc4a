/** One change request under the eyes of whoever decides it, or of whoever asked. */
import { computed, type Ref, ref, watch } from 'vue';
import { useMe } from '../../access/me.ts';
import { useRights } from '../../access/rights.ts';
import { useNotices } from '../../face/notices.ts';
import { useClock } from '../../face/now.ts';
import { type Shown, useCollection, useRow } from '../../live/collection.ts';
import { command } from '../../live/connection.ts';
import { words } from '../../words/words.ts';
import { differencesOf } from './differences.ts';
import { type Foreseeing, useEffectOf } from './effect.ts';

export type ShownRequest = Shown<'change_request'>;

export const useDeciding = (request: Ref<ShownRequest | null>) => {
  const rights = useRights();
  const me = useMe();
  const notices = useNotices();
  const { today, now, zone } = useClock();
  const whereOf = ({ id }: ShownRequest) => ({ field: 'requestId', is: 'eq', value: id }) as const;
  const edits = useCollection('change_edit', () =>
    request.value === null ? null : { where: whereOf(request.value), sort: [{ field: 'position' }], limit: 500 },
  );
  /** It is known what this request asks for: these are not the edits of the one that was looked at before it. */
  const ready = computed(
    () =>
      edits.state.value !== 'opening' &&
      request.value !== null &&
      JSON.stringify(edits.question.value?.where) === JSON.stringify(whereOf(request.value)),
  );
  const differences = computed(() =>
    differencesOf(ready.value ? edits.rows.value : [], {
      currency: request.value?.currency ?? 'TWD',
      timeZone: zone.value,
      today: today.value,
      now: now.value,
      about: 'order',
    }),
  );
  /** Edits that are left out; what is not chosen against is taken. */
  const left = ref<ReadonlySet<string>>(new Set());
  const { row: order } = useRow('order', () => request.value?.orderId ?? null);
  /** From where it is counted how far the order grows, minor units; null where that is not why it needs somebody else, or not shown. */
  const agreed = computed(() => {
    const { beyond } = request.value ?? {};
    return Array.isArray(beyond) && beyond.includes('amount') ? (order.value?.agreedTotal ?? null) : null;
  });
  /** What the order would come to, minor units: of all that is asked. Of a part the effect tells. */
  const becomes = computed(() => (left.value.size > 0 ? null : (request.value?.totalTo ?? null)));
  const isMine = computed(() => request.value?.requesterId === me.me?.person.id);
  const mayDecide = computed(
    () => request.value !== null && !isMine.value && rights.value.may('change_request', 'decide', request.value),
  );
  const mayWithdraw = computed(
    () => request.value !== null && isMine.value && rights.value.may('change_request', 'withdraw', request.value),
  );
  const why = ref('');
  const busy = ref(false);
  const missing = ref(false);
  watch(
    () => request.value?.id,
    () => {
      left.value = new Set();
      why.value = '';
      missing.value = false;
    },
  );
  const taken = computed(() => differences.value.filter(({ id }) => !left.value.has(id)).map(({ id }) => id));
  const accept = computed<'all' | 'none' | readonly string[]>(() =>
    taken.value.length === differences.value.length ? 'all' : taken.value.length === 0 ? 'none' : taken.value,
  );
  const foreseeing = computed<Foreseeing | null>(() =>
    request.value === null || !mayDecide.value || differences.value.length === 0 || accept.value === 'none'
      ? null
      : {
          command: 'change_request.decide',
          input: { id: request.value.id, accept: accept.value, why: '–' },
          orderId: request.value.orderId ?? '',
        },
  );
  const { effect, refusal, again } = useEffectOf(foreseeing, busy);

  const send = async (name: string, input: object, done: string): Promise<boolean> => {
    const about = { noun: 'order', id: request.value?.orderId ?? '' };
    busy.value = true;
    const answer = await command(name, input, { about });
    busy.value = false;
    if ('refused' in answer) {
      notices.refused(answer, request.value?.id);
      again();
      return false;
    }
    notices.done(done);
    return true;
  };
  const decide = async (how: 'all' | 'none' | readonly string[]): Promise<boolean> => {
    if (!request.value || !mayDecide.value || busy.value) return false;
    const said = why.value.trim();
    missing.value = how !== 'all' && said === '';
    if (missing.value) return false;
    const done = how === 'all' ? 'accepted' : how === 'none' ? 'refused' : 'part';
    return send(
      'change_request.decide',
      { id: request.value.id, accept: how, why: said || null },
      words.t(`requests.done.${done}`),
    );
  };
  return {
    differences,
    ready,
    agreed,
    becomes,
    isMine,
    mayDecide,
    mayWithdraw,
    left,
    toggle: (id: string) => {
      const next = new Set(left.value);
      if (!next.delete(id)) next.add(id);
      left.value = next;
    },
    taken,
    /** What its button says: a part of it is never accepted under the word for all. */
    yes: computed(() =>
      taken.value.length === 0 || taken.value.length === differences.value.length
        ? words.t('requests.accept')
        : words.t('requests.acceptSome', { n: taken.value.length, of: differences.value.length }),
    ),
    why,
    missing,
    busy,
    effect,
    refusal,
    accept: () => decide(accept.value),
    refuse: () => decide('none'),
    withdraw: async () =>
      request.value !== null &&
      mayWithdraw.value &&
      (await send('change_request.withdraw', { id: request.value.id }, words.t('requests.done.withdrawn'))),
  };
};
export type Deciding = ReturnType<typeof useDeciding>;
