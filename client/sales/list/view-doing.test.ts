import { beforeEach, expect, test, vi } from 'vitest';
import type { View } from './views.ts';

const sent: (readonly [string, object])[] = [];
const undone: (() => unknown)[] = [];
vi.mock('../../live/connection.ts', () => ({
  command: async (name: string, input: object) => {
    sent.push([name, input]);
    return { ok: true, answer: { id: 'view-0002' } };
  },
}));
vi.mock('../../face/notices.ts', () => ({
  useNotices: () => ({ done: (_text: string, undo: () => unknown) => undone.push(undo) }),
}));
vi.mock('../../words/words.ts', () => ({
  words: { t: (_word: string, { name }: { readonly name: string }) => `Copy of ${name}` },
}));
const { useViewDoing } = await import('./view-doing.ts');

const late: View = {
  id: 'view-0001',
  label: 'Late',
  question: { search: '', where: null, sort: [], columns: null },
  owned: true,
  query: 'q=late',
  shares: [],
  by: null,
};
beforeEach(() => {
  sent.length = 0;
  undone.length = 0;
});

test('[S3] renaming a view and taking that back leave what it asks, which may have been saved anew meanwhile', async () => {
  await useViewDoing('order', () => {}).rename(late, 'Too late');
  await undone[0]?.();
  expect(sent).toEqual([
    ['saved_view.save', { id: 'view-0001', on: 'order', name: 'Too late' }],
    ['saved_view.save', { id: 'view-0001', on: 'order', name: 'Late' }],
  ]);
});

test('[S3] the name of a copy is cut to what a name may be, and no character in two', async () => {
  await useViewDoing('order', () => {}).copy({ ...late, label: `${'x'.repeat(71)}🚚` });
  expect(sent).toEqual([['saved_view.save', { on: 'order', name: `Copy of ${'x'.repeat(71)}`, query: 'q=late' }]]);
});
