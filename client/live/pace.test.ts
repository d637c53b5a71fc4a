import { expect, test } from 'vitest';
import { Pace } from './pace.ts';

/** Pauses that end when the test says so. */
const byHand = () => {
  const ends: (() => void)[] = [];
  const pace = new Pace(() => new Promise((resolve) => ends.push(resolve)));
  const done: string[] = [];
  return {
    done,
    take: (name: string) => pace.take(() => done.push(name)),
    pass: async () => {
      ends.shift()?.();
      await new Promise((resolve) => setImmediate(resolve));
    },
  };
};

test('[LIVE17] the first call is answered at once, further ones by one more after the pause', async () => {
  const { done, take, pass } = byHand();
  take('a');
  expect(done).toEqual(['a']);
  for (const name of ['b', 'c', 'd']) take(name);
  expect(done).toEqual(['a']);
  await pass();
  expect(done).toEqual(['a', 'd']);
});

test('[LIVE17] what made up for others rests too, and whoever comes after a quiet pause waits for nothing', async () => {
  const { done, take, pass } = byHand();
  take('a');
  take('b');
  await pass();
  take('c');
  expect(done).toEqual(['a', 'b']);
  await pass();
  expect(done).toEqual(['a', 'b', 'c']);
  await pass();
  take('d');
  expect(done).toEqual(['a', 'b', 'c', 'd']);
});
