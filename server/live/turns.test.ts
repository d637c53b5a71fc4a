import { expect, test } from 'vitest';
import { Turns } from './turns.ts';

const later = () => new Promise<void>((done) => setTimeout(done, 5));

test('[P11] what was read across a change of rights is read again', async () => {
  const turns = new Turns();
  let rules = 'wide';
  const read: string[] = [];
  const answer = turns.across(async () => {
    const by = rules;
    read.push(by);
    await later();
    return by;
  });
  await Promise.resolve();
  rules = 'narrow';
  turns.begin(later, () => undefined);
  expect(turns.pending).toBe(true);
  expect(await answer).toBe('narrow');
  expect(read).toEqual(['wide', 'narrow']);
  expect(turns.pending).toBe(false);
});

test('[P11] one that fails is told, and the next is carried out all the same', async () => {
  const turns = new Turns();
  const told: unknown[] = [];
  const done: string[] = [];
  turns.begin(
    async () => {
      throw new Error('no rules');
    },
    (error) => told.push(error),
  );
  turns.begin(
    async () => void done.push('second'),
    (error) => told.push(error),
  );
  await turns.settled;
  expect(told).toEqual([new Error('no rules')]);
  expect(done).toEqual(['second']);
  expect(turns.pending).toBe(false);
});
