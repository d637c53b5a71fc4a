import fc from 'fast-check';
import { expect, test } from 'vitest';
import { insertedRow } from '../../base/changes.ts';
import { priceFor } from './price.rules.ts';

const price = (id: string, minQuantity: number, validFrom: string, validTo: string | null = null) =>
  insertedRow('price', id, { productId: 'p', minQuantity, validFrom, validTo });

test('[S8] the latest of the largest break that is reached and valid', () => {
  const prices = [
    price('one', 1, '2026-01-01'),
    price('ten', 10, '2026-01-01', '2026-01-31'),
    price('ten-later', 10, '2026-01-20'),
    price('hundred', 100, '2026-03-01'),
  ];
  const at = (quantity: number, day: string) => priceFor(prices, 'p', quantity, day)?.id;
  expect(at(9, '2026-01-10')).toBe('one');
  expect(at(10, '2026-01-10')).toBe('ten');
  expect(at(10, '2026-01-20')).toBe('ten-later');
  expect(at(500, '2026-02-28')).toBe('ten-later');
  expect(at(500, '2026-03-01')).toBe('hundred');
  expect(at(1, '2025-12-31')).toBeUndefined();
  expect(priceFor(prices, 'q', 1, '2026-01-10')).toBeNull();
});

test('[S8] the choice does not hang on the order of the rows', () => {
  const anyPrice = fc.record({ minQuantity: fc.integer({ min: 1, max: 3 }), month: fc.integer({ min: 1, max: 3 }) });
  fc.assert(
    fc.property(
      fc.array(anyPrice, { minLength: 1, maxLength: 8 }),
      fc.integer({ min: 1, max: 4 }),
      (wishes, quantity) => {
        const prices = wishes.map(({ minQuantity, month }, at) => price(`id-${at}`, minQuantity, `2026-0${month}-01`));
        const found = priceFor(prices, 'p', quantity, '2026-02-15');
        expect(priceFor([...prices].reverse(), 'p', quantity, '2026-02-15')).toEqual(found);
        for (const one of prices) {
          const fits = one.minQuantity <= quantity && one.validFrom <= '2026-02-15';
          if (fits) expect(found?.minQuantity).toBeGreaterThanOrEqual(one.minQuantity);
        }
      },
    ),
  );
});
