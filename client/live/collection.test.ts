import { beforeEach, expect, test, vi } from 'vitest';
import { effectScope, nextTick, ref } from 'vue';
import type { Open, Opened } from '../../shared/live/protocol.ts';
import { Feeds } from './feed.ts';

type Asked = { readonly id: string; readonly answer: (found: Opened) => Promise<void> };
let asked: Asked[] = [];
const soon = async (): Promise<void> => {
  for (let i = 0; i < 10; i++) await Promise.resolve();
};
const feeds = new Feeds({
  connected: () => true,
  ask: (event, payload) =>
    new Promise((resolve) => {
      if (event !== 'collection.open') return resolve(null);
      const { where } = payload as Open;
      const id = where && 'value' in where ? String(where.value) : '';
      asked.push({
        id,
        answer: async (found) => {
          resolve(found);
          await soon();
        },
      });
    }),
});
vi.mock('../access/me.ts', () => ({ useMe: () => ({ me: null }) }));
vi.mock('./connection.ts', () => ({
  feeds: {
    open: (...all: Parameters<Feeds['open']>) => feeds.open(...all),
    close: (one: Parameters<Feeds['close']>[0]) => feeds.close(one),
  },
}));
const { useRow } = await import('./collection.ts');

beforeEach(() => {
  asked = [];
});
const rowsOf = (...ids: string[]): Opened => ({
  room: 'r',
  epoch: 'e',
  n: 1,
  more: false,
  rows: ids.map((id) => ({ id })),
});
const looking = (first: string | null) => {
  const id = ref(first);
  const scope = effectScope();
  const found = scope.run(() => useRow('order', id));
  if (!found) throw new Error('no scope');
  return { id, scope, seen: () => [found.row.value?.id ?? null, found.state.value], found };
};

test('[LIVE8] the row that was looked at before is not shown for the one that is asked for', async () => {
  const { id, scope, seen } = looking('a');
  expect(seen()).toEqual([null, 'opening']);
  await asked[0]?.answer(rowsOf('a'));
  expect(seen()).toEqual(['a', 'ready']);
  id.value = 'b';
  expect(seen()).toEqual([null, 'opening']);
  await nextTick();
  expect([asked.map((one) => one.id), ...seen()]).toEqual([['a', 'b'], null, 'opening']);
  await asked[1]?.answer(rowsOf('b'));
  expect(seen()).toEqual(['b', 'ready']);
  id.value = null;
  expect(seen()).toEqual([null, 'opening']);
  scope.stop();
});

test('[LIVE8] that one is not there is said of that one alone, not of the next while it is asked for', async () => {
  const { id, scope, seen } = looking('gone');
  await asked[0]?.answer(rowsOf());
  expect(seen()).toEqual([null, 'ready']);
  id.value = 'refused';
  await nextTick();
  expect(seen()).toEqual([null, 'opening']);
  await asked[1]?.answer({ refused: 'unknown_noun' });
  expect(seen()).toEqual([null, 'refused']);
  id.value = 'a';
  await nextTick();
  expect(seen()).toEqual([null, 'opening']);
  await asked[2]?.answer(rowsOf('a'));
  expect(seen()).toEqual(['a', 'ready']);
  scope.stop();
});
