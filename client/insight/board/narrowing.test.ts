import { expect, test } from 'vitest';
import { sums } from '../../../shared/insight/measures.ts';
import { narrowingNamed, narrowings } from './narrowing.ts';

test('[E2] a board is narrowed by every dimension whose values are the same for all measures that have it', () => {
  const all = new Set(sums.flatMap(({ dimensions }) => dimensions.map(({ field }) => field)));
  // A status of orders and one of picks are two things of one name.
  expect(new Set(narrowings)).toEqual(new Set([...all].filter((one) => one !== 'status')));
  expect(narrowings.slice(0, 2)).toEqual(['warehouseId', 'sellerId']);
  expect(narrowingNamed('settlement').values).toContain('cash_on_delivery');
  expect(narrowingNamed('customerId').of).toBe('customer');
  expect(() => narrowingNamed('status')).toThrow();
});
