import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { effectScope, nextTick, ref } from 'vue';

let shown: readonly string[] = [];
let window = new EventTarget();
vi.mock('./palette.ts', () => ({ commands: ref([]) }));
vi.mock('./scanner.ts', () => ({ beforeScan: () => undefined, scannerListens: () => false }));
const { listenForKeys, useKeys } = await import('./keys.ts');

beforeEach(() => {
  shown = [];
  window = new EventTarget();
  vi.stubGlobal('window', window);
  vi.stubGlobal('HTMLElement', class {});
  vi.stubGlobal('document', {
    querySelector: (what: string) => what.split(',').find((one) => shown.includes(one)) ?? null,
  });
});
afterEach(() => void vi.unstubAllGlobals());

const page = () => {
  const done: string[] = [];
  const scope = effectScope();
  const keys = ['Escape', 'n', 'mod+Enter'] as const;
  scope.run(() => useKeys(keys.map((key) => ({ keys: key, run: () => void done.push(key) }))));
  const forget = listenForKeys();
  const press = async (key: string, held: object = {}): Promise<void> => {
    const event = new Event('keydown', { cancelable: true });
    const none = { code: '', ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, repeat: false };
    window.dispatchEvent(Object.assign(event, { isComposing: false, ...none, key, ...held }));
    await nextTick();
  };
  const leave = (): void => {
    forget();
    scope.stop();
  };
  return { done, press, leave };
};

test('[K1] a list to choose from that is open has Escape and the letters; what it stands in is confirmed all the same', async () => {
  const { done, press, leave } = page();
  shown = ['[role=listbox][data-state=open]'];
  await press('Escape');
  await press('n');
  expect(done).toEqual([]);
  await press('Enter', { ctrlKey: true });
  expect(done).toEqual(['mod+Enter']);
  shown = [];
  await press('Escape');
  await press('n');
  expect(done).toEqual(['mod+Enter', 'Escape', 'n']);
  leave();
});

test('[K1] a dialog or a menu has all of them', async () => {
  const { done, press, leave } = page();
  for (const over of ['[role=dialog][data-state=open]', '[role=menu][data-state=open]']) {
    shown = [over];
    await press('Escape');
    await press('Enter', { ctrlKey: true });
  }
  expect(done).toEqual([]);
  leave();
});
