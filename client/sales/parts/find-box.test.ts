import { expect, test, vi } from 'vitest';
import { effectScope, nextTick, ref } from 'vue';
import { type Findable, useFindBox } from './find-box.ts';

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
const key = (name: string) => ({ key: name, preventDefault: () => {}, stopPropagation: () => {} }) as KeyboardEvent;
const enter = key('Enter');

test('[S2] Enter before the answer takes its first row, also when the pause in typing asks once more meanwhile', async () => {
  const asked: { text: string; signal: AbortSignal; answer: (rows: { id: string }[]) => void }[] = [];
  const taken: string[] = [];
  const scope = effectScope();
  const box = scope.run(() =>
    useFindBox<{ id: string }>(
      // What is given up is rejected at once, as a request is.
      (text, signal) =>
        new Promise((answer, reject) => {
          signal.addEventListener('abort', () => reject(signal.reason));
          asked.push({ text, signal, answer });
        }),
      ({ id }) => taken.push(id),
      null,
      ref(undefined),
    ),
  );
  if (!box) throw new Error('no box');
  box.text.value = 'bay';
  await nextTick();
  box.onKey(enter);
  await wait(150);
  expect(asked.map(({ text, signal }) => [text, signal.aborted])).toEqual([
    ['bay', true],
    ['bay', false],
  ]);
  for (const one of asked) one.answer([{ id: 'first' }, { id: 'second' }]);
  await wait(5);
  expect(taken).toEqual(['first']);
  expect(box.text.value).toBe('');
  // Who types on after Enter means something else.
  box.text.value = 'ba';
  await nextTick();
  box.onKey(enter);
  box.text.value = 'bar';
  await wait(150);
  for (const one of asked) one.answer([{ id: 'other' }]);
  await wait(5);
  expect(taken).toEqual(['first']);
  scope.stop();
});

test('[P13] a search that nobody answers says so instead of what was found before, and the next answer takes its place', async () => {
  let answers = true;
  const search = async (text: string): Promise<readonly Findable[]> => {
    if (!answers) throw new Error('no connection');
    return [{ id: text }];
  };
  const scope = effectScope();
  const box = scope.run(() => useFindBox(search, () => {}, null, ref()));
  if (!box) throw new Error('no scope');
  const shown = () => ({ open: box.open.value, failed: box.failed.value, found: box.found.value.map(({ id }) => id) });
  box.text.value = 'GAS';
  await vi.waitFor(() => expect(shown()).toEqual({ open: true, failed: false, found: ['GAS'] }));
  answers = false;
  box.text.value = 'VALVE';
  await vi.waitFor(() => expect(shown()).toEqual({ open: true, failed: true, found: [] }));
  answers = true;
  box.text.value = 'VALVE-20';
  await vi.waitFor(() => expect(shown()).toEqual({ open: true, failed: false, found: ['VALVE-20'] }));
  scope.stop();
});

test('[P13] what nobody answered is not said of the next words before these were asked for', async () => {
  let asked = 0;
  const scope = effectScope();
  const search = async (): Promise<readonly Findable[]> => {
    asked++;
    throw new Error('no connection');
  };
  const box = scope.run(() => useFindBox(search, () => {}, null, ref()));
  if (!box) throw new Error('no scope');
  const shown = () => [box.open.value, box.failed.value, asked];
  box.text.value = 'VALVE';
  await vi.waitFor(() => expect(shown()).toEqual([true, true, 1]));
  box.text.value = 'VALVE-';
  await nextTick();
  expect(shown()).toEqual([false, false, 1]);
  await vi.waitFor(() => expect(shown()).toEqual([true, true, 2]));
  box.onKey(key('Escape'));
  expect(box.failed.value).toBe(false);
  box.text.value = 'G';
  await nextTick();
  expect(shown()).toEqual([false, false, 2]);
  scope.stop();
});

test('[S2] Enter that nobody answered takes nothing later, when one asks again only to look', async () => {
  let answers = false;
  const taken: string[] = [];
  const scope = effectScope();
  const search = async (text: string): Promise<readonly Findable[]> => {
    if (!answers) throw new Error('no connection');
    return [{ id: text }];
  };
  const box = scope.run(() => useFindBox(search, ({ id }) => taken.push(id), null, ref()));
  if (!box) throw new Error('no scope');
  box.text.value = 'bay';
  await nextTick();
  box.onKey(enter);
  await wait(150);
  expect(box.failed.value).toBe(true);
  answers = true;
  box.onKey(key('ArrowDown'));
  await vi.waitFor(() => expect(box.found.value).toEqual([{ id: 'bay' }]));
  await wait(5);
  expect([taken, box.text.value]).toEqual([[], 'bay']);
  box.onKey(enter);
  expect(taken).toEqual(['bay']);
  scope.stop();
});
