import { expect, test, vi } from 'vitest';
import { effectScope, ref } from 'vue';
import type { ShownRequest } from './deciding.ts';

vi.mock('../../access/me.ts', () => ({ useMe: () => ({ me: { person: { id: 'boss' } } }) }));
vi.mock('../../access/rights.ts', () => ({ useRights: () => ref({ may: () => true }) }));
vi.mock('../../face/notices.ts', () => ({ useNotices: () => ({}) }));
vi.mock('../../face/now.ts', () => ({ useClock: () => ({ today: ref('2026-03-02'), now: ref(0), zone: ref('UTC') }) }));
vi.mock('../../live/collection.ts', () => ({
  useCollection: () => ({
    rows: ref([{ id: 'edit-a' }, { id: 'edit-b' }]),
    state: ref('live'),
    question: ref({ where: { field: 'requestId', is: 'eq', value: 'request-1' } }),
  }),
  useRow: () => ({ row: ref({ agreedTotal: 300_000 }) }),
}));
vi.mock('../../live/connection.ts', () => ({ command: async () => ({}) }));
vi.mock('../../words/words.ts', () => ({ words: { t: (key: string) => key } }));
vi.mock('./differences.ts', () => ({ differencesOf: (edits: readonly object[]) => edits }));
vi.mock('./effect.ts', () => ({ useEffectOf: () => ({}) }));
const { useDeciding } = await import('./deciding.ts');

test('[S4] what an order would come to is said of all that is asked, and not of a part of it', () => {
  const request = ref({ id: 'request-1', beyond: ['amount'], totalTo: 600_000 } as unknown as ShownRequest);
  const scope = effectScope();
  const deciding = scope.run(() => useDeciding(request));
  expect([deciding?.agreed.value, deciding?.becomes.value]).toEqual([300_000, 600_000]);
  deciding?.toggle('edit-b');
  expect([deciding?.taken.value, deciding?.becomes.value]).toEqual([['edit-a'], null]);
  deciding?.toggle('edit-b');
  expect(deciding?.becomes.value).toBe(600_000);
  scope.stop();
});
