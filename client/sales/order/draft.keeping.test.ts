import { afterEach, beforeEach, expect, test, vi } from 'vitest';
import { effectScope, nextTick, ref, shallowRef } from 'vue';
import { rightsOf } from '../../../shared/access/permit.ts';
import { startingRoles } from '../../../shared/access/roles.ts';

/** What a seller may, or but for a group of fields. */
const sellers = (but?: string) =>
  rightsOf(
    (startingRoles.find(({ code }) => code === 'sales_rep')?.rules ?? []).map((rule) => ({
      ...rule,
      groups: rule.groups.filter((group) => group !== but),
    })),
    { id: 'anna', teamId: null, warehouses: [] },
  );
const rights = shallowRef(sellers());
/** What lies on the device, and rows as the server tells them; null where it does not answer. */
let device: { readonly [id: string]: string } = {};
let rows: { readonly [noun: string]: readonly { readonly id: string }[] } | null = {};
const kept = new Map<string, string>();
vi.mock('../../access/me.ts', () => ({ useMe: () => ({ me: { person: { id: 'anna' } } }) }));
vi.mock('../../access/rights.ts', () => ({ useRights: () => rights }));
vi.mock('../../face/connection-state.ts', () => ({ useConnection: () => ref({ state: 'live' }) }));
vi.mock('../list/rows.ts', () => ({
  rowsOf: async (noun: string, { where }: { where: { value: readonly string[] } }) => {
    if (!rows) throw new Error('no answer');
    return { rows: (rows[noun] ?? []).filter(({ id }) => where.value.includes(id)) };
  },
}));
vi.mock('../../live/connection.ts', () => ({
  drafts: {
    drop: async (id: string) => void kept.set(id, ''),
    keep: async (_person: string, { id, input }: { id: string; input: string }) => void kept.set(id, input),
    left: async () => ({ kept: Object.entries(device).map(([id, input]) => ({ id, input })) }),
  },
  hasTakenUp: Promise.resolve(),
  usePending: () => ref([]),
  useReturned: () => ref([]),
}));
const { useDraftKeeping } = await import('./draft.keeping.ts');
const { clearDraft, draftOf } = await import('./order.draft.ts');

/** Longer than until it is kept at the server, ms. */
const KEPT = 4_000;
const sent: string[] = [];
const bodies: { readonly content: string }[] = [];
/** What the server tells of the draft. */
let stored: string | null = null;
let answers = true;

/** The page of an order's edits, until it is left. */
const page = async (id: string) => {
  const scope = effectScope();
  const draft = ref(draftOf(id));
  scope.run(() => useDraftKeeping({ id: ref(id), draft, moved: () => {}, settle: () => {} }));
  await vi.advanceTimersByTimeAsync(0);
  return {
    draft,
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
  vi.stubGlobal('fetch', async (to: string, init?: { body: string }) => {
    if (!to.startsWith('/api/commands/')) return { ok: true, json: async () => ({ content: stored }) };
    bodies.push(JSON.parse(init?.body ?? '{}'));
    sent.push(to.slice('/api/commands/order_draft.'.length));
    return { ok: answers };
  });
  answers = true;
  sent.length = 0;
  bodies.length = 0;
  kept.clear();
  [device, rows, stored] = [{}, {}, null];
  rights.value = sellers();
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

const added = {
  id: 'n-1',
  productId: 'p-1',
  sku: 'A',
  name: 'A',
  specification: null,
  baseUnit: 'PCS',
  nature: 'goods',
  taxCode: 'T5',
  quantity: 2,
  unit: 'PCS',
  unitFactor: 1,
  unitPrice: 90_000_000,
  discount: 50_000,
  free: false,
  freeAs: null,
};
const written = (parts: object = {}): string =>
  JSON.stringify({
    form: 1,
    at: 7,
    freshId: 'fresh-1',
    customerId: null,
    header: [['notes', { from: null, to: 'typed' }]],
    lines: [],
    added: [added],
    removed: [],
    texts: [],
    ...parts,
  });
const inPart = written({
  header: [],
  added: [{ ...added, unitPrice: null, discount: 0 }],
  withheld: [' notes', 'n-1 unitPrice', 'n-1 discount'],
});

test('[S2] a draft that is told in part is brought no sooner than somebody types, with what was withheld named, and is whole again with the right', async () => {
  stored = inPart;
  const one = await page('order-p');
  await vi.advanceTimersByTimeAsync(KEPT);
  expect([one.draft.value.added[0]?.unitPrice, one.draft.value.withheld.size, sent]).toEqual([null, 3, []]);
  await one.edit(KEPT);
  expect(sent).toEqual(['keep']);
  expect(JSON.parse(bodies[0]?.content ?? '')).toMatchObject({ withheld: [' notes', 'n-1 unitPrice', 'n-1 discount'] });
  stored = written({ removed: ['line-1'] });
  rights.value = sellers();
  await nextTick();
  await vi.advanceTimersByTimeAsync(KEPT);
  expect(one.draft.value).toMatchObject({ added: [added], withheld: new Set(), removed: new Set(['line-1']) });
  expect(one.draft.value.header.get('notes')).toEqual({ from: null, to: 'typed' });
  await one.discard();
  expect(sent.at(-1)).toBe('drop');
  await one.leave();
});

test('[S2] a draft of which nothing shows is not dropped for it', async () => {
  stored = written({ header: [], added: [], withheld: ['n-1', ' notes'] });
  const one = await page('order-q');
  await vi.advanceTimersByTimeAsync(KEPT);
  await one.leave();
  expect(sent).toEqual([]);
});

test('[S2] [S6] [P11] what lies on the device is told as its person reads now, and erased with its order', async () => {
  const row = { id: 'order-r', notes: null };
  const product = { id: 'p-1', sku: 'A', name: 'A', taxCode: 'T5' };
  device = { 'order-r': written({ at: 9 }) };
  // Without an answer nothing is lost.
  rows = null;
  rights.value = sellers('amounts');
  const offline = await page('order-r');
  expect([offline.draft.value.added, offline.draft.value.withheld.size]).toEqual([[added], 0]);
  clearDraft(offline.draft.value);
  await offline.leave();

  rows = { order: [{ id: 'order-r' }], product: [product] };
  const narrow = await page('order-r');
  expect(narrow.draft.value).toMatchObject({ added: [{ unitPrice: null, discount: 0 }], header: new Map() });
  expect([...narrow.draft.value.withheld].sort()).toEqual([' notes', 'n-1 discount', 'n-1 unitPrice']);
  clearDraft(narrow.draft.value);
  await narrow.leave();

  rows = { order: [row] };
  const without = await page('order-r');
  expect([without.draft.value.added, [...without.draft.value.withheld]]).toEqual([[], ['n-1']]);
  clearDraft(without.draft.value);
  await without.leave();

  // With the right again the server has what the device was told without.
  rows = { order: [row], product: [product] };
  rights.value = sellers();
  device = { 'order-r': inPart.replace('"at":7', '"at":9') };
  stored = written();
  const again = await page('order-r');
  expect([again.draft.value.added, again.draft.value.withheld.size]).toEqual([[added], 0]);
  clearDraft(again.draft.value);
  await again.leave();

  [rows, stored] = [{ product: [product] }, null];
  device = { 'order-r': written({ at: 9 }) };
  kept.clear();
  const gone = await page('order-r');
  expect([gone.draft.value.added, kept.get('order-r')]).toEqual([[], '']);
  await gone.leave();
});
