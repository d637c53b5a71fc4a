import { createPinia, setActivePinia } from 'pinia';
import { expect, test, vi } from 'vitest';
import { useMe } from '../../access/me.ts';
import { keyNamed, nameOf } from './place-keys.ts';

test('[P3] where one was in a list is known to whoever was there, and not to the next who signs in on this page', () => {
  const kept = new Map<string, string>();
  vi.stubGlobal('sessionStorage', {
    getItem: (name: string) => kept.get(name) ?? null,
    setItem: (name: string, text: string) => kept.set(name, text),
    removeItem: (name: string) => kept.delete(name),
  });
  setActivePinia(createPinia());
  const me = useMe();
  const signIn = (id: string): void => me.$patch({ me: { person: { id } } as never, known: true });
  signIn('manager');
  const name = nameOf([123_400, 'order-7']);
  expect(name).not.toContain('1234');
  expect(nameOf([123_400, 'order-7'])).toBe(name);
  expect(keyNamed(name)).toEqual([123_400, 'order-7']);
  expect([...kept.values()].join()).toContain('123400');
  me.forget();
  expect(kept.size).toBe(0);
  expect(keyNamed(name)).toBeUndefined();
  signIn('operator');
  expect(keyNamed(name)).toBeUndefined();
  for (let n = 0; n < 60; n++) nameOf([n, `order-${n}`]);
  expect(keyNamed(nameOf([59, 'order-59']))).toEqual([59, 'order-59']);
  expect(JSON.parse([...kept.values()][0] ?? '').keys).toHaveLength(50);
});
