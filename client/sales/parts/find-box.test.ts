import { expect, test } from 'vitest';
import { effectScope, nextTick, ref } from 'vue';
import { useFindBox } from './find-box.ts';

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
const enter = { key: 'Enter', preventDefault: () => undefined } as unknown as KeyboardEvent;

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
