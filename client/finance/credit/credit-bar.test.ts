import { expect, test } from 'vitest';
import { creditShares } from './credit-bar.ts';

test('[F9] the bar is the limit until the exposure passes it', () => {
  expect(creditShares(500, 1_000, 200)).toEqual({ others: 30, part: 20, limit: 100, over: false });
  expect(creditShares(2_000, 1_000, 500)).toEqual({ others: 75, part: 25, limit: 50, over: true });
});

test('[F9] without a limit, without exposure or with money of the customer’s here it shows no false share', () => {
  expect(creditShares(400, null, 100)).toEqual({ others: 75, part: 25, limit: null, over: false });
  expect(creditShares(0, 0)).toEqual({ others: 0, part: 0, limit: 0, over: false });
  expect(creditShares(-90, 100, 40)).toEqual({ others: 0, part: 0, limit: 100, over: false });
  expect(creditShares(1, 0)).toEqual({ others: 100, part: 0, limit: 0, over: true });
});
