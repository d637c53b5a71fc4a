import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { effectScope, ref } from 'vue';

type Answer = { readonly ok: true; readonly answer: object } | { readonly refused: string };
let answers: ((answer: Answer) => void)[] = [];
const went: unknown[] = [];
const said: string[] = [];
vi.mock('vue-router', () => ({ useRouter: () => ({ push: async (to: unknown) => went.push(to) }) }));
vi.mock('../../access/me.ts', () => ({ useMe: () => ({ me: { person: { id: 'ann' } } }) }));
vi.mock('../../face/notices.ts', () => ({
  useNotices: () => ({
    done: (text: string) => said.push(text),
    refused: ({ refused }: { refused: string }) => said.push(refused),
  }),
}));
vi.mock('../../face/now.ts', () => ({ useClock: () => ({ today: ref('2026-03-02') }) }));
vi.mock('../../face/time.ts', () => ({ dayText: () => '' }));
vi.mock('../../live/connection.ts', () => ({
  command: () => new Promise<Answer>((resolve) => answers.push(resolve)),
}));
vi.mock('../../words/words.ts', () => ({ words: { t: (key: string) => key, refusal: () => '' } }));
vi.mock('./price-lists.ts', () => ({
  usePriceLists: () => ({ rows: ref([]), all: ref([]), usual: ref({ id: 'list', currency: 'TWD' }) }),
}));
const { usePriceChanging } = await import('./price-changing.ts');

const soon = async (): Promise<void> => void (await vi.advanceTimersByTimeAsync(1_000));
const opened = async () => {
  const scope = effectScope();
  const page = scope.run(() => usePriceChanging());
  if (!page) throw new Error('no scope');
  await soon();
  return { leave: () => scope.stop(), ...page };
};
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('fetch', async () => ({ json: async () => ({ currency: 'TWD', lines: [], prices: 3, mark: 'm' }) }));
  answers = [];
  went.length = 0;
  said.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('[K1] a raise that was begun is there again; one on its way is not offered again upon the prices that it raised', async () => {
  const first = await opened();
  first.form.value = '5';
  first.leave();
  const second = await opened();
  expect(second.form.value).toBe('5');
  void second.make();
  second.leave();
  const third = await opened();
  expect([third.form.value, answers.length]).toEqual(['', 1]);
  answers[0]?.({ ok: true, answer: { prices: 3 } });
  await soon();
  // Whoever has gone on is not called back.
  expect([said, went]).toEqual([['prices.made'], []]);
  third.form.value = '6';
  await soon();
  void third.make();
  answers[1]?.({ ok: true, answer: { prices: 3 } });
  await soon();
  expect(went).toEqual([{ name: 'price-changes' }]);
  third.leave();
  expect((await opened()).form.value).toBe('');
});

test('[K1] refused after its page was left, it is said where one is', async () => {
  const page = await opened();
  page.form.value = '5';
  await soon();
  void page.make();
  page.leave();
  answers[0]?.({ refused: 'price_change.overtaken' });
  await soon();
  expect(said).toEqual(['price_change.overtaken']);
});
