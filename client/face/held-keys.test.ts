import { expect, test } from 'vitest';
import { SCAN_GAP } from '../../shared/base/scan.ts';
import { heldKeys } from './held-keys.ts';

const struck = (strokes: readonly (readonly [key: string, at: number])[]) => {
  const done: string[] = [];
  const keys = heldKeys();
  for (const [key, at] of strokes) keys.strike(at, /[a-z]/.test(key) ? () => done.push(key) : null);
  return { done, keys };
};

test('[K1] what a hand strikes is done in its order, also where a busy page comes to several at once', () => {
  const { done, keys } = struck([
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

test('[K1] two letters in no time are a person’s still', () => {
  const { done, keys } = struck([
    ['j', 0],
    ['x', SCAN_GAP],
  ]);
  expect(done).toEqual([]);
  keys.end();
  expect(done).toEqual(['j', 'x']);
});

test('[W4] of a scan no letter is a shortcut, whether it ends with Enter or not', () => {
  const scan = [...'n-00x1'].map((key, at) => [key, 100 + at * 10] as const);
  const ended = struck([['j', 0], ...scan]);
  ended.keys.drop();
  ended.keys.end();
  expect(ended.done).toEqual(['j']);
  const bare = struck(scan);
  bare.keys.end();
  expect(bare.done).toEqual([]);
});
