import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { effectScope, ref } from 'vue';

const rights = { mayEver: () => true };
vi.mock('../../access/me.ts', () => ({ useMe: () => ({ me: { person: { id: 'anna' } } }) }));
vi.mock('../../access/rights.ts', () => ({ useRights: () => ref(rights) }));
vi.mock('../../face/connection-state.ts', () => ({ useConnection: () => ref({ state: 'live' }) }));
vi.mock('../list/rows.ts', () => ({ rowsOf: async () => ({ rows: [] }) }));
vi.mock('../../live/connection.ts', () => ({
  drafts: { drop: async () => {}, keep: async () => {}, left: async () => ({ kept: [] }) },
  hasTakenUp: Promise.resolve(),
  usePending: () => ref([]),
  useReturned: () => ref([]),
}));
const { useDraftKeeping } = await import('./draft.keeping.ts');
const { clearDraft, draftOf } = await import('./order.draft.ts');

/** Longer than until it is kept at the server, ms. */
const KEPT = 4_000;
const sent: string[] = [];
let answers = true;

/** The page of an order's edits, until it is left. */
const page = async (id: string) => {
  const scope = effectScope();
  const draft = ref(draftOf(id));
  scope.run(() => useDraftKeeping({ id: ref(id), draft, moved: () => {}, settle: () => {} }));
  await vi.advanceTimersByTimeAsync(0);
  return {
    edit: async (ms: number) => {
      draft.value.removed = new Set(['line-1']);
      await vi.advanceTimersByTimeAsync(ms);
    },
    discard: async () => {
      clearDraft(draft.value);
      await vi.advanceTimersByTimeAsync(0);
    },
    leave: async () => {
      scope.stop();
      await vi.advanceTimersByTimeAsync(0);
    },
  };
};

beforeEach(() => {
  vi.useFakeTimers();
  const target = { addEventListener: () => {}, removeEventListener: () => {} };
  vi.stubGlobal('document', { ...target, visibilityState: 'visible' });
  vi.stubGlobal('window', { ...target, setTimeout });
  vi.stubGlobal('fetch', async (to: string) => {
    if (!to.startsWith('/api/commands/')) return { ok: true, json: async () => ({ content: null }) };
    sent.push(to.slice('/api/commands/order_draft.'.length));
    return { ok: answers };
  });
  answers = true;
  sent.length = 0;
});
afterEach(() => {
  vi.useRealTimers();
  vi.unstubAllGlobals();
});

test('[S2] what was kept on an earlier visit to the page is dropped when it is discarded on a later one', async () => {
  const before = await page('order-a');
  await before.edit(KEPT);
  await before.leave();
  expect(sent).toEqual(['keep']);
  const after = await page('order-a');
  await after.discard();
  expect(sent).toEqual(['keep', 'drop']);
  await after.leave();
  expect(sent).toEqual(['keep', 'drop']);
});

test('[S2] what was sent to be kept and not answered is dropped as well', async () => {
  const one = await page('order-b');
  answers = false;
  await one.edit(KEPT);
  answers = true;
  await one.discard();
  expect(sent).toEqual(['keep', 'drop']);
  await one.leave();
});

test('[S2] where nothing came to be kept nothing is dropped', async () => {
  const seen = await page('order-c');
  await seen.leave();
  const edited = await page('order-c');
  await edited.edit(100);
  await edited.discard();
  await edited.leave();
  expect(sent).toEqual([]);
});
