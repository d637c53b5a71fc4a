import { setImmediate as soon } from 'node:timers/promises';
import { expect, test } from 'vitest';
import { Lane } from './lane.ts';

test('[LIVE14] one person’s questions are answered one after another, and others’ come in between', async () => {
  const [greedy, modest] = [new Lane(), new Lane()];
  let under = 0;
  const done: string[] = [];
  const work = (name: string) => async () => {
    under++;
    expect(under).toBe(1);
    await Promise.resolve();
    under--;
    done.push(name);
    return name;
  };
  const flood = Array.from({ length: 400 }, () => greedy.take(work('greedy')));
  await soon();
  expect(await modest.take(work('modest'))).toBe('modest');
  expect(done.indexOf('modest')).toBeLessThan(5);
  await Promise.all(flood);
  expect(done).toHaveLength(401);
});

test('[LIVE14] a question that fails is nobody else’s matter, and beyond the limit they are sent away at once', async () => {
  const lane = new Lane();
  await expect(lane.take(() => Promise.reject(new Error('broken')))).rejects.toThrow('broken');
  const flood = Array.from({ length: 501 }, (_, i) => lane.take(async () => i));
  expect(await flood[500]).toBeNull();
  expect(await flood[499]).toBe(499);
  expect(await lane.take(async () => 'room again')).toBe('room again');
});
