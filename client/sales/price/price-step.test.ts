import { expect, test } from 'vitest';
import { stepOn } from './price-step.ts';

test('[S8] the usual step follows the currency of the list, one that was entered stays', () => {
  expect(stepOn('', '', 'JPY')).toBe('1');
  expect(stepOn('1', 'JPY', 'EUR')).toBe('0.01');
  expect(stepOn('0.01', 'EUR', 'JPY')).toBe('1');
  expect(stepOn('5', 'JPY', 'EUR')).toBe('5');
  // No list for a moment, as while they come in again.
  expect(stepOn('1', 'JPY', '')).toBe('1');
});
