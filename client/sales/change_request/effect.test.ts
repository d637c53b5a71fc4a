import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type EffectScope, effectScope, nextTick, ref } from 'vue';
import type { Foreseeing } from './effect.ts';

const moved = await vi.hoisted(async () => (await import('vue')).ref(0));
vi.mock('../../live/connection.ts', () => ({ useMoved: () => moved }));
vi.mock('../../words/words.ts', () => ({ words: { t: (key: string) => key } }));
vi.mock('../../face/figures.ts', () => ({}));
const { useEffectOf } = await import('./effect.ts');

const questionOf = (orderId: string): Foreseeing => ({ command: 'order.hold', input: { id: orderId }, orderId });
let sent: { readonly about: string; readonly signal: AbortSignal }[] = [];
beforeEach(() => {
  sent = [];
  vi.useFakeTimers();
  vi.stubGlobal('fetch', async (path: string, { signal }: { signal: AbortSignal }) => {
    sent.push({ about: new URL(path, 'http://here').searchParams.get('order') ?? '', signal });
    return { json: async () => ({ effect: { orderId: path } }) };
  });
});
let pages: EffectScope[] = [];
afterEach(() => {
  for (const page of pages) page.stop();
  pages = [];
  vi.useRealTimers();
  vi.unstubAllGlobals();
});
const asked = () => sent.map(({ about }) => about);
const passes = async (): Promise<void> => {
  await nextTick();
  await vi.advanceTimersByTimeAsync(2_000);
};

const foreseen = () => {
  const asking = ref<Foreseeing | null>(questionOf('one'));
  const doing = ref(false);
  const scope = effectScope();
  pages.push(scope);
  const found = scope.run(() => useEffectOf(asking, doing));
  if (!found) throw new Error('no scope');
  return { asking, doing, scope, ...found };
};

test('[S4] what a deed would do is asked anew whenever something moves, but not while it is being done', async () => {
  const { asking, doing, again, effect } = foreseen();
  await passes();
  moved.value++;
  await passes();
  expect(asked()).toEqual(['one', 'one']);
  const before = effect.value;
  moved.value++;
  await nextTick();
  doing.value = true;
  moved.value++;
  await passes();
  expect(asked()).toEqual(['one', 'one']);
  expect(effect.value).toBe(before);
  // Done: nothing more is asked of it.
  doing.value = false;
  asking.value = null;
  await passes();
  expect(asked()).toEqual(['one', 'one']);
  // Refused: it may be another by now.
  asking.value = questionOf('two');
  await passes();
  doing.value = true;
  await nextTick();
  doing.value = false;
  again();
  await passes();
  expect(asked()).toEqual(['one', 'one', 'two', 'two']);
});

test('[S4] what was on its way when it began is given up, and what one has gone on to is asked for as soon as it is done', async () => {
  const { asking, doing, scope, again } = foreseen();
  doing.value = true;
  expect(sent.map(({ signal }) => signal.aborted)).toEqual([true]);
  asking.value = questionOf('two');
  await passes();
  expect(asked()).toEqual(['one']);
  doing.value = false;
  await nextTick();
  expect(asked()).toEqual(['one', 'two']);
  scope.stop();
  again();
  await passes();
  expect(asked()).toEqual(['one', 'two']);
});

test('[S4] nothing is asked any more for a page that is left, also where it was about to be', async () => {
  const { scope } = foreseen();
  moved.value++;
  await nextTick();
  scope.stop();
  await passes();
  expect(asked()).toEqual(['one']);
});
