import { expect, test } from 'vitest';
import type { PickRow } from '../pick/pick.pending.ts';
import { putBy, weightOf } from './box.ts';
import { gramsOf, kilogramsText } from './weight.ts';

const pick = (id: string, productId: string, quantity: number): PickRow => ({
  id,
  productId,
  sku: productId.toUpperCase(),
  barcode: `471${productId}`,
  quantity,
});
const loose = [pick('1', 'a', 2), pick('2', 'b', 3), pick('3', 'a', 5)];
const units = [{ productId: 'b', code: 'BOX', factor: 12, barcode: '1471b' }];

test('[W5] a scan puts the product’s next loose line into the package, and says when all of it is in', () => {
  expect(putBy('471a', loose, new Set(), units)).toEqual({ put: '1' });
  expect(putBy('471a', loose, new Set(['1']), units)).toEqual({ put: '3' });
  expect(putBy('A', loose, new Set(['1', '3']), units)).toEqual({ known: '1' });
  expect(putBy('1471b', loose, new Set(), units)).toEqual({ put: '2' });
  expect(putBy('a', loose, new Set(), units)).toEqual({ none: true });
});

test('[W5] a package’s weight is proposed only when every product’s is known', () => {
  const products = [
    { id: 'a', weight: 100 },
    { id: 'b', weight: null },
  ];
  expect(weightOf(loose.slice(0, 1), products)).toBe(200);
  expect(weightOf(loose, products)).toBe(null);
  expect(weightOf([], products)).toBe(null);
});

test('[W5] what the scale shows in kilograms is kept in whole grams', () => {
  expect([gramsOf('2.4'), gramsOf('0.005'), gramsOf('12'), gramsOf('2000')]).toEqual([2400, 5, 12_000, 2_000_000]);
  expect([gramsOf('0'), gramsOf('-1'), gramsOf('2000.001'), gramsOf('1.2345'), gramsOf('x')]).toEqual(
    Array(5).fill(null),
  );
  expect([kilogramsText(2400), kilogramsText(2405), kilogramsText(12_000)]).toEqual(['2.4', '2.405', '12.0']);
});
