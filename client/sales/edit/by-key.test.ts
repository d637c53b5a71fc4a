import { expect, test } from 'vitest';
import { shallowRef, watchEffect } from 'vue';
import { byKey } from './by-key.ts';

test('[S2] who reads one key hears of that one, and not of the others', () => {
  const map = shallowRef<ReadonlyMap<string, string>>(new Map([['a', '1']]));
  const of = byKey(() => map.value);
  const heard: (string | undefined)[] = [];
  watchEffect(() => void heard.push(of('a')), { flush: 'sync' });
  map.value = new Map([
    ['a', '1'],
    ['b', '2'],
  ]);
  expect([heard, of('b')]).toEqual([['1'], '2']);
  map.value = new Map([['a', '3']]);
  map.value = new Map();
  expect([heard, of('b')]).toEqual([['1', '3', undefined], undefined]);
});
