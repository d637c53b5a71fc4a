import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { type EffectScope, effectScope } from 'vue';

/** As much of a page as keys look at: what has the focus, and what lies over it. */
const page = vi.hoisted(() => {
  class Element extends EventTarget {
    readonly isContentEditable = false;
    readonly closest = () => null;
  }
  class Input extends Element {
    readonly type = 'text';
  }
  const other = class extends Element {};
  const over = { it: '' };
  const [body, field] = [new Element(), new Input()];
  const document = {
    activeElement: body as EventTarget,
    querySelector: (what: string) => (what.split(',').includes(over.it) ? body : null),
    createElement: () => body,
  };
  const elements = { HTMLElement: Element, HTMLInputElement: Input, HTMLTextAreaElement: other };
  Object.assign(globalThis, { window: new EventTarget(), document, HTMLSelectElement: other, ...elements });
  return { over, document, body, field };
});
vi.mock('../words/words.ts', () => ({ words: {} }));
const { listenForKeys, useKeys } = await import('./keys.ts');
const { onScan } = await import('./scanner.ts');

const wait = (ms: number): Promise<void> => new Promise((done) => setTimeout(done, ms));
const press = (key: string, held: object = {}): void => {
  const none = { ctrlKey: false, metaKey: false, altKey: false, shiftKey: false, isComposing: false, repeat: false };
  window.dispatchEvent(Object.assign(new Event('keydown', { cancelable: true }), { ...none, key, ...held }));
};
const DIALOG = '[role=dialog][data-state=open]';
/** What of these keys a page does. */
const pageOf = (acts: { readonly [keys: string]: () => void }): EffectScope => {
  const scope = effectScope();
  scope.run(() => useKeys(Object.entries(acts).map(([keys, run]) => ({ keys, run }))));
  return scope;
};

let done: string[] = [];
const scanned: string[] = [];
const does = (what: string) => () => void done.push(what);
const shell = effectScope();
let end = () => {};
beforeEach(() => {
  done = [];
  page.over.it = '';
  page.document.activeElement = page.body;
  shell.run(() => onScan((code) => scanned.push(code)));
  end = listenForKeys();
});
afterEach(() => end());

test('[K1] a key struck at once after one that opens a dialog does nothing beneath it', async () => {
  const list = pageOf({ h: () => Object.assign(page.over, { it: DIALOG }), n: does('new'), Enter: does('open') });
  for (const next of ['n', 'Enter']) {
    page.over.it = '';
    press('h');
    press(next);
    await wait(100);
    expect([page.over.it, done]).toEqual([DIALOG, []]);
  }
  page.over.it = '';
  press('n');
  await wait(100);
  expect(done).toEqual(['new']);
  list.stop();
});

test('[K1] nor beside the field that the one before went into', async () => {
  const list = pageOf({
    '/': () => Object.assign(page.document, { activeElement: page.field }),
    n: does('new'),
    'mod+Enter': does('send'),
  });
  press('/');
  press('n');
  await wait(100);
  expect([page.document.activeElement, done]).toEqual([page.field, []]);
  list.stop();
});

test('[K1] it means what the page means that the one before led to', async () => {
  let order: EffectScope | undefined;
  const list = pageOf({
    o: () => {
      list.stop();
      order = pageOf({ n: does('note'), c: does('confirm') });
    },
    n: does('new'),
    x: does('choose'),
  });
  for (const key of ['o', 'n', 'c']) press(key);
  await wait(100);
  expect(done).toEqual(['note', 'confirm']);
  press('x');
  await wait(100);
  expect(done).toEqual(['note', 'confirm']);
  order?.stop();
});

test('[K1] two keys of one shortcut are that, and of a scan none is any', async () => {
  const list = pageOf({ 'g o': does('orders'), o: does('open'), n: does('new'), '1': does('one') });
  press('g');
  press('o');
  await wait(100);
  expect(done).toEqual(['orders']);
  for (const key of ['n', 'o', '1', '1', '1', 'Enter']) press(key);
  await wait(100);
  expect([done, scanned]).toEqual([['orders'], ['no111']]);
  list.stop();
});

test('[K1] a list to choose from that is open has Escape and the letters; what it stands in is confirmed all the same', async () => {
  const form = pageOf({ Escape: does('back'), n: does('new'), 'mod+Enter': does('send') });
  page.over.it = '[role=listbox][data-state=open]';
  for (const key of ['Escape', 'n']) press(key);
  await wait(100);
  expect(done).toEqual([]);
  press('Enter', { ctrlKey: true });
  page.over.it = '';
  for (const key of ['Escape', 'n']) press(key);
  await wait(100);
  expect(done).toEqual(['send', 'back', 'new']);
  form.stop();
});

test('[K1] a dialog or a menu has all of them', async () => {
  const list = pageOf({ Escape: does('back'), n: does('new'), 'mod+Enter': does('send') });
  for (const it of [DIALOG, '[role=menu][data-state=open]']) {
    page.over.it = it;
    for (const key of ['Escape', 'n']) press(key);
    press('Enter', { ctrlKey: true });
  }
  await wait(100);
  expect(done).toEqual([]);
  list.stop();
});
