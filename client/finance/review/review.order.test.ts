import { beforeEach, expect, test, vi } from 'vitest';
import { computed, effectScope, ref, shallowRef } from 'vue';
import type { Authority, Waiting } from './queue.ts';

const given: { readonly command: string; readonly input: unknown }[] = [];
const said: string[] = [];
const order = shallowRef<object | null>(null);
const state = ref<'opening' | 'ready'>('opening');
const rights = { may: () => true, view: () => ({ ever: () => false }) };
vi.mock('../../live/collection.ts', () => ({
  useRow: (noun: string) => (noun === 'order' ? { row: order, state } : { row: ref(null), state: ref('opening') }),
  useCollection: () => ({ rows: ref([]), more: ref(false), total: ref(null) }),
  usePendingFor: () => ref([]),
}));
vi.mock('../../access/me.ts', () => ({ useMe: () => ({ me: {} }) }));
vi.mock('../../access/rights.ts', () => ({ useRights: () => computed(() => rights) }));
vi.mock('../../face/notices.ts', () => ({
  useNotices: () => ({ say: (text: string) => said.push(text), done: () => undefined }),
}));
vi.mock('../../live/connection.ts', () => ({
  command: async (command: string, input: unknown) => {
    given.push({ command, input });
    return { ok: true, answer: {}, rows: [] };
  },
}));
vi.mock('../../sales/edit/presence.ts', () => ({ usePlace: () => ({ others: ref([]) }) }));
vi.mock('../../words/words.ts', () => ({
  words: { language: 'en', t: (key: string) => key, refusal: ({ refused }: { refused: string }) => refused },
}));
vi.mock('../../face/figures.ts', () => ({ percentText: (part: number) => String(part) }));
const { useReviewedOrder } = await import('./review.order.ts');

const row = (id: string) => ({ id, status: 'submitted', reviewed: false, settlement: 'net', termsDays: 30 });
const waitingFor = (id: string): Waiting => ({
  id,
  number: id,
  customerName: '',
  order: row(id) as unknown as Waiting['order'],
  holds: [],
  since: null,
  mine: true,
});
const authority = ref<Authority>({ mayReview: () => true, mayRelease: () => true });
const reviewing = (id: string) => {
  const found = effectScope().run(() => useReviewedOrder(ref(waitingFor(id)), authority));
  if (!found) throw new Error('no scope');
  return found;
};
beforeEach(() => {
  given.length = 0;
  said.length = 0;
  order.value = null;
  state.value = 'opening';
});

test('[F1] an order that is still on its way is neither decided nor said to be beyond it', async () => {
  const reviewed = reviewing('a');
  await reviewed.approve();
  reviewed.askReturn();
  expect([given, said, reviewed.returning.value]).toEqual([[], [], false]);
  expect([reviewed.noApproval.value, reviewed.noReturn.value]).toEqual([null, null]);
  order.value = row('a');
  state.value = 'ready';
  await reviewed.approve();
  expect(given).toEqual([{ command: 'order.review', input: { id: 'a' } }]);
  reviewed.askReturn();
  expect([said, reviewed.returning.value]).toEqual([[], true]);
});

test('[F1] of one that is not to be seen it is said why nothing is done', async () => {
  const reviewed = reviewing('a');
  state.value = 'ready';
  await reviewed.approve();
  reviewed.askReturn();
  expect([given, said]).toEqual([[], ['review.nothing', 'not_permitted']]);
});
