import { beforeEach, expect, test, vi } from 'vitest';
import { computed, effectScope, reactive, ref } from 'vue';

type Answer =
  | { readonly ok: true; readonly answer: object; readonly rows: readonly object[] }
  | { readonly refused: string };
let answers: ((answer: Answer) => void)[] = [];
const went: unknown[] = [];
const route = reactive<{ query: { customer?: string } }>({ query: {} });
vi.mock('vue-router', () => ({
  useRoute: () => route,
  useRouter: () => ({ replace: async (to: unknown) => went.push(to) }),
}));
vi.mock('../../access/me.ts', () => ({
  useMe: () => ({ me: { person: { id: 'ann' } }, organisation: { currency: 'TWD' } }),
}));
vi.mock('../../access/rights.ts', () => ({ useRights: () => computed(() => ({ mayEver: () => false })) }));
vi.mock('../../face/notices.ts', () => ({
  useNotices: () => ({ say: () => undefined, done: () => undefined, refused: () => undefined }),
}));
vi.mock('../../face/now.ts', () => ({ useClock: () => ({ today: ref('2026-03-02') }) }));
vi.mock('../../live/collection.ts', () => ({
  useRow: () => ({ row: ref({ id: 'bay', name: 'Bay', currency: 'TWD' }) }),
  useCollection: () => ({ rows: ref([]), state: ref('ready'), changed: ref(new Map()) }),
}));
vi.mock('../../live/connection.ts', () => ({
  command: () => new Promise<Answer>((resolve) => answers.push(resolve)),
}));
vi.mock('../../words/words.ts', () => ({ words: { t: (key: string) => key, refusal: () => '' } }));
const { useReceiptEntry } = await import('./receipt.new.ts');

const soon = async (): Promise<void> => {
  for (let i = 0; i < 10; i++) await Promise.resolve();
};
const opened = () => {
  const scope = effectScope();
  const entry = scope.run(() => useReceiptEntry(async () => undefined));
  if (!entry) throw new Error('no scope');
  return { leave: () => scope.stop(), ...entry };
};
const typed = (page: ReturnType<typeof opened>): void => {
  if (page.customerId.value === null) page.choose('bay');
  page.form.received = 400;
};
const recorded: Answer = { ok: true, answer: { id: 'r' }, rows: [] };
beforeEach(() => {
  answers = [];
  went.length = 0;
  route.query = {};
});

test('[F5] [K1] a receipt that was begun is there again; one on its way is not, so that it is recorded once', async () => {
  const first = opened();
  typed(first);
  first.leave();
  const second = opened();
  expect([second.customerId.value, second.form.received]).toEqual(['bay', 400]);
  void second.record();
  second.leave();
  const third = opened();
  expect([third.customerId.value, third.form.received]).toEqual([null, null]);
  expect(answers.length).toBe(1);
  // What is begun of another meanwhile is left alone by the answer.
  typed(third);
  third.form.received = 700;
  third.leave();
  answers[0]?.(recorded);
  await soon();
  const fourth = opened();
  expect(fourth.form.received).toBe(700);
  void fourth.record();
  answers[1]?.(recorded);
  await soon();
  fourth.leave();
  const fifth = opened();
  expect([fifth.customerId.value, fifth.form.received]).toEqual([null, null]);
});

test('[F5] once recorded, one is led to the receipt from its page alone', async () => {
  route.query = { customer: 'bay' };
  const left = opened();
  typed(left);
  void left.record();
  left.leave();
  answers[0]?.(recorded);
  await soon();
  expect(went).toEqual([]);
  const stayed = opened();
  typed(stayed);
  void stayed.record();
  answers[1]?.(recorded);
  await soon();
  expect(went).toEqual([{ name: 'receipt', params: { id: 'r' } }]);
});
