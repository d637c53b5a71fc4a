import { expect, test } from 'vitest';
import { SCAN_GAP } from '../../shared/base/scan.ts';
import { heldKeys } from './held-keys.ts';

const settled = () => new Promise<void>((rest) => setTimeout(rest));
/** Each key is an event of its own: the page comes to rest between two. */
const struck = async (strokes: readonly (readonly [key: string, at: number])[]) => {
  const done: string[] = [];
  const keys = heldKeys(settled);
  for (const [key, at] of strokes) {
    keys.strike(at, /[a-z]/.test(key) ? () => done.push(key) : null);
    await settled();
  }
  return { done, keys };
};

test('[K1] what a hand strikes is done in its order, also where a busy page comes to several at once', async () => {
  const { done, keys } = await struck([
    ['j', 0],
    ['j', 80],
    ['x', 170],
  ]);
  expect(done).toEqual(['j', 'j']);
  keys.end();
  expect(done).toEqual(['j', 'j', 'x']);
  keys.end();
  expect(done).toEqual(['j', 'j', 'x']);
});

test('[K1] two letters in no time are a person’s still', async () => {
  const { done, keys } = await struck([
    ['j', 0],
    ['x', SCAN_GAP],
  ]);
  expect(done).toEqual([]);
  keys.end();
  await expect.poll(() => done).toEqual(['j', 'x']);
});

test('[K1] the next key means what the page is after the one before, a key with no letter as well', async () => {
  const done: string[] = [];
  let page = 'none';
  const keys = heldKeys(async () => {
    await Promise.resolve();
    page = 'first';
  });
  keys.strike(0, () => done.push('j'));
  keys.strike(SCAN_GAP, () => done.push(`why of ${page}`));
  keys.end();
  keys.next(() => done.push('Enter'));
  expect(done).toEqual(['j']);
  await expect.poll(() => done).toEqual(['j', 'why of first', 'Enter']);
  keys.next(() => done.push('Escape'));
  expect(done.at(-1)).toBe('Escape');
});

test('[W4] of a scan no letter is a shortcut, whether it ends with Enter or not', async () => {
  const scan = [...'n-00x1'].map((key, at) => [key, 100 + at * 10] as const);
  const ended = await struck([['j', 0], ...scan]);
  ended.keys.drop();
  ended.keys.end();
  expect(ended.done).toEqual(['j']);
  const bare = await struck(scan);
  bare.keys.end();
  expect(bare.done).toEqual([]);
});
