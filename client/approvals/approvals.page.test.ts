import { beforeEach, expect, test, vi } from 'vitest';
import { computed, effectScope, reactive, ref, shallowRef } from 'vue';
import type { Item } from './waiting.ts';

let said: string[] = [];
let done: string[] = [];
const waiting = shallowRef<readonly Item[]>([]);
const [ready, mayDecide, mayRelease, mayReturn] = [ref(true), ref(true), ref(true), ref(true)];
const [taken, differences] = [ref<string[]>([]), ref<string[]>([])];
const step = (name: string) => async () => void done.push(name);
vi.mock('vue-router', () => ({
  useRoute: () => reactive({ name: 'approvals', query: {} }),
  useRouter: () => ({ push: step('opened'), replace: async () => undefined }),
}));
vi.mock('../access/deputy/behalf.ts', () => ({ useBehalf: () => ({ behalf: ref(null) }) }));
vi.mock('../access/me.ts', () => ({ useMe: () => ({ me: null, organisation: { currency: 'TWD' } }) }));
vi.mock('../access/rights.ts', () => ({
  useRights: () => computed(() => ({ may: () => true })),
  useTheirRights: () => ref({}),
}));
vi.mock('../access/role_change/role-change.ts', () => ({
  useRoleChange: () => ({ mayDecide: ref(false), busy: ref(false), why: ref('') }),
}));
vi.mock('../face/counts.ts', () => ({ tellCount: () => undefined }));
vi.mock('../face/list-keys.ts', () => ({ useListKeys: () => ({ cursor: ref(''), step: () => undefined }) }));
vi.mock('../face/notices.ts', () => ({
  useNotices: () => ({ say: (text: string) => said.push(text), done: () => undefined }),
}));
vi.mock('../live/collection.ts', () => ({ useCollection: () => ({ rows: ref([]), state: ref('ready') }) }));
vi.mock('../live/connection.ts', () => ({
  command: async (name: string) => {
    done.push(name);
    return { ok: true };
  },
}));
vi.mock('../sales/change_request/deciding.ts', () => ({
  useDeciding: () => ({
    ready,
    mayDecide,
    taken,
    differences,
    why: ref(''),
    busy: ref(false),
    accept: step('accepted'),
    refuse: step('refused'),
  }),
}));
vi.mock('../words/words.ts', () => ({ words: { t: (key: string) => key } }));
vi.mock('./deciding-order.ts', () => ({ useHeldOrder: () => ({ order: ref(null), mayRelease, mayReturn }) }));
vi.mock('./waiting.ts', () => ({
  asked: { requests: {}, holds: {}, rights: {}, deputies: {} },
  asksFor: () => true,
  waitingFor: () => waiting.value,
}));
const { useApprovals } = await import('./approvals.page.ts');

const opened = (item: object) => {
  waiting.value = [{ id: 'i', orderId: 'o', ...item } as unknown as Item];
  const inbox = effectScope().run(() => useApprovals());
  if (!inbox) throw new Error('no scope');
  inbox.why.value = 'so it is';
  return inbox;
};
beforeEach(() => {
  [said, done] = [[], []];
  for (const one of [ready, mayDecide, mayRelease, mayReturn]) one.value = true;
  [taken.value, differences.value] = [['a'], ['a', 'b']];
  vi.stubGlobal('document', { getElementById: () => null });
});

test('[S4] [K1] a request of which everything is left out is not refused by the key that accepts', async () => {
  const inbox = opened({ kind: 'change', request: { id: 'r' } });
  taken.value = [];
  await inbox.accept();
  expect([said, done]).toEqual([['approvals.noneChosen'], []]);
  taken.value = ['b'];
  await inbox.accept();
  expect(done).toEqual(['accepted']);
});

test('[S4] [K1] what a request asks for is accepted once it is there, and nothing false is said before', async () => {
  const inbox = opened({ kind: 'change', request: { id: 'r' } });
  ready.value = false;
  [taken.value, differences.value] = [[], []];
  await inbox.accept();
  expect([said, done, inbox.noAccept.value]).toEqual([[], [], null]);
});

test('[S4] [K1] what may not be decided is said by key as by its button', async () => {
  mayDecide.value = false;
  mayRelease.value = false;
  mayReturn.value = false;
  for (const item of [
    { kind: 'change', request: { id: 'r' } },
    { kind: 'hold', hold: { id: 'h' } },
  ]) {
    const inbox = opened(item);
    await inbox.accept();
    await inbox.refuse();
    expect(said.splice(0)).toEqual([inbox.noAccept.value, inbox.noRefuse.value]);
    expect(inbox.missing.value).toBe(false);
  }
  expect(done).toEqual([]);
  const inbox = opened({ kind: 'review', holds: [] });
  await inbox.accept();
  await inbox.refuse();
  expect([said, done]).toEqual([[], ['opened']]);
});
