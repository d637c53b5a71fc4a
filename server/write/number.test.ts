import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { dialects } from '../../tests/databases.ts';
import { shop } from '../../tests/shop.ts';
import { world } from '../../tests/world.ts';
import { firstFree, Transaction } from './transaction.ts';

test('[S1] the next number is free, and follows one that is taken', async () => {
  const some = fc.uniqueArray(fc.integer({ min: 1, max: 60 }), { maxLength: 60 });
  await fc.assert(
    fc.asyncProperty(some, fc.integer({ min: 1, max: 40 }), async (numbers, from) => {
      const taken = new Set(numbers);
      const found = await firstFree(from, async (at) => taken.has(at));
      expect(found).toBeGreaterThanOrEqual(from);
      expect(taken.has(found)).toBe(false);
      if (found > from) expect(taken.has(found - 1)).toBe(true);
    }),
  );
});

test('[S1] twenty thousand that are taken in a row cost a few questions', async () => {
  let questions = 0;
  const taken = async (at: number): Promise<boolean> => {
    questions++;
    return at <= 20_000;
  };
  expect(await firstFree(1, taken)).toBe(20_001);
  expect(questions).toBeLessThan(40);
});

describe.each(dialects)('[S1] the number of a customer on %s', (dialect) => {
  test('is found past hundreds that came with their own, without asking for each', async () => {
    const w = await world(dialect);
    try {
      const s = await shop(w);
      const like = await w.row('customer', await s.customer());
      for (let n = 2; n <= 301; n++) {
        const { id: _id, version: _version, ...card } = like as typeof like & { version?: number };
        await w.put('customer', { ...card, number: `C-${String(n).padStart(6, '0')}` });
      }
      const find = vi.spyOn(Transaction.prototype, 'find');
      const { number } = await w.row('customer', await s.customer());
      const asked = find.mock.calls.filter(([noun]) => noun === 'customer').length;
      find.mockRestore();
      expect(number).toBe('C-000302');
      expect(asked).toBeLessThan(30);
    } finally {
      await w.close();
    }
  }, 60_000);
});
