import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { effectScope, ref } from 'vue';

vi.mock('./keys.ts', () => ({ isMac: false }));
const { useFocusBack } = await import('./dialog-keys.ts');

class Box {
  isConnected = true;
  closest = (): null => null;
  focus = (): void => {
    page.activeElement = this;
  };
}
const body = new Box();
const content = new Box();
const page: { body: Box; activeElement: Box; getElementById: () => Box } = {
  body,
  activeElement: body,
  getElementById: () => content,
};
beforeEach(() => {
  vi.useFakeTimers();
  vi.stubGlobal('HTMLElement', Box);
  vi.stubGlobal('document', page);
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

const opened = (from: Box) => {
  page.activeElement = from;
  const open = ref(true);
  const scope = effectScope();
  const back = scope.run(() => useFocusBack(open));
  // What had the focus in the dialog goes with it.
  const goes = (): void => {
    page.activeElement = body;
  };
  return { open, goes, left: () => back?.(), taken: () => scope.stop() };
};

test('[K1] a dialog that is taken away whole gives the focus back to what one was on', () => {
  const from = new Box();
  const { goes, taken } = opened(from);
  taken();
  goes();
  vi.runAllTimers();
  expect(page.activeElement).toBe(from);
});

test('[K1] so does one that leaves by itself, once: its page may go later without taking the focus along', () => {
  const from = new Box();
  const { open, goes, left, taken } = opened(from);
  open.value = false;
  goes();
  left();
  vi.runAllTimers();
  expect(page.activeElement).toBe(from);
  goes();
  taken();
  vi.runAllTimers();
  expect(page.activeElement).toBe(body);
});

test('[K1] where that has gone as well one goes on at the content, and whoever went on by themselves is left alone', () => {
  const from = new Box();
  const first = opened(from);
  from.isConnected = false;
  first.taken();
  first.goes();
  vi.runAllTimers();
  expect(page.activeElement).toBe(content);
  const next = new Box();
  const second = opened(new Box());
  second.taken();
  next.focus();
  vi.runAllTimers();
  expect(page.activeElement).toBe(next);
});
