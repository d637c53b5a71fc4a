import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { oneAtATime } from './one-at-a-time.ts';

beforeEach(() => {
  vi.useFakeTimers();
});
afterEach(() => {
  vi.useRealTimers();
});

const long = (ms: number, done: () => void = () => undefined) =>
  new Promise<string>((resolve) =>
    setTimeout(() => {
      done();
      resolve('done');
    }, ms),
  );

test('[IMP15] one at a time in the order of coming; one too many is told at once, and who waits too long then', async () => {
  const inTurn = oneAtATime({ waiting: 2, patience: 1_000 });
  const log: string[] = [];
  const come = (name: string, ms: number) =>
    inTurn(() => {
      log.push(`${name} begins`);
      return long(ms, () => log.push(`${name} ends`));
    });
  const first = come('a', 600);
  const second = come('b', 600);
  const third = come('c', 600);
  expect(await come('d', 1)).toBeNull();
  await vi.advanceTimersByTimeAsync(1_100);
  expect(await third).toBeNull();
  await vi.advanceTimersByTimeAsync(500);
  expect([await first, await second]).toEqual(['done', 'done']);
  expect(log).toEqual(['a begins', 'a ends', 'b begins', 'b ends']);
});

test('[IMP15] work that fails lets the next one in', async () => {
  const inTurn = oneAtATime({ waiting: 2, patience: 1_000 });
  const failing = inTurn(() => Promise.reject(new Error('lost')));
  const next = inTurn(() => Promise.resolve('read'));
  await expect(failing).rejects.toThrow('lost');
  expect(await next).toBe('read');
  expect(await inTurn(() => Promise.resolve('again'))).toBe('again');
});
