import { createPinia, setActivePinia } from 'pinia';
import { beforeEach, expect, test, vi } from 'vitest';
import { effectScope, shallowRef } from 'vue';
import type { useMe as UseMe } from '../../access/me.ts';
import type { Board } from './boards.ts';
import type { useDraft as UseDraft } from './draft.ts';

const board = { id: 'board', name: 'Mine', tiles: [], filter: null, isMine: true } as unknown as Board;
const tile = { id: 'a', shows: 'bookings', x: 0, y: 0, w: 4, h: 2 };

let stored: Map<string, string>;
let me: ReturnType<typeof UseMe>;
let useDraft: typeof UseDraft;
/** The page is loaded anew, in the same tab. */
const load = async (): Promise<void> => {
  vi.resetModules();
  setActivePinia(createPinia());
  me = (await import('../../access/me.ts')).useMe();
  ({ useDraft } = await import('./draft.ts'));
};
const signIn = (id: string): void => me.$patch({ me: { person: { id } } as never, known: true });
/** Somebody looks at the board, does this, and goes to another page. */
const onBoard = <T>(act: (draft: ReturnType<typeof UseDraft>) => T): T => {
  const scope = effectScope();
  const made = scope.run(() => act(useDraft(shallowRef(board)))) as T;
  scope.stop();
  return made;
};

beforeEach(async () => {
  stored = new Map();
  vi.stubGlobal('sessionStorage', {
    getItem: (key: string) => stored.get(key) ?? null,
    setItem: (key: string, text: string) => void stored.set(key, text),
    removeItem: (key: string) => void stored.delete(key),
  });
  await load();
});

test('[E2] [P11] an unsaved board outlives its page and a reload, and ends with the session, wherever that ends', async () => {
  signIn('exec');
  onBoard((draft) => draft.change({ tiles: [tile] }));
  expect(onBoard((draft) => draft.content.value.tiles)).toEqual([tile]);
  expect(stored.size).toBe(1);
  await load();
  signIn('exec');
  expect(onBoard((draft) => draft.content.value.tiles)).toEqual([tile]);
  me.forget();
  expect(stored.size).toBe(0);
  signIn('exec');
  expect(onBoard((draft) => draft.content.value.tiles)).toEqual([]);
});

test('[E2] [P3] what one person left in a tab is gone with the first board of the next', async () => {
  signIn('exec');
  onBoard((draft) => draft.change({ tiles: [tile] }));
  await load();
  signIn('rep');
  expect(onBoard((draft) => draft.content.value.tiles)).toEqual([]);
  expect(stored.size).toBe(0);
});
