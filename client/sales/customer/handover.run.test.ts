import { expect, test } from 'vitest';
import { AT_ONCE, handOverAll } from './handover.run.ts';

const some = (n: number) => Array.from({ length: n }, (_, at) => ({ id: `c${at}`, title: `Customer ${at}` }));

test('[S6] customers go over some at once, and one that cannot keeps no other back and is named', async () => {
  const gone = new Set<string>();
  const sizes: number[] = [];
  const through: number[] = [];
  const bad = new Set(['c3', 'c120']);
  const left = await handOverAll(
    some(121),
    async (ids) => {
      sizes.push(ids.length);
      if (ids.some((id) => bad.has(id))) return { refused: 'missing', with: { noun: 'customer' } };
      for (const id of ids) gone.add(id);
      return null;
    },
    (n) => through.push(n),
  );
  expect(left.map(({ title, refusal }) => `${title}: ${refusal.refused}`)).toEqual([
    'Customer 3: missing',
    'Customer 120: missing',
  ]);
  expect(gone.size).toBe(119);
  expect(sizes.filter((n) => n > 1)).toEqual([AT_ONCE, AT_ONCE, 21]);
  expect(through).toEqual([50, 100, 121]);
  expect(await handOverAll([], async () => null)).toEqual([]);
});
