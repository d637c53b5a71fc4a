import { expect, test } from 'vitest';
import { adjusted, missing, totalsOf } from './totals.ts';

test('[W1] totals are of what the reader sees: a figure that one row hides is not added up without it', () => {
  expect(
    totalsOf([
      { id: '1', onHand: 5, reserved: 2, available: 3 },
      { id: '2', onHand: 7, reserved: 0, available: 7 },
    ]),
  ).toEqual({
    onHand: 12,
    reserved: 2,
    available: 10,
    value: null,
  });
  expect(totalsOf([{ id: '1', available: 3 }])).toEqual({ onHand: null, reserved: null, available: 3, value: null });
  expect(totalsOf([])).toEqual({ onHand: 0, reserved: 0, available: 0, value: 0 });
});

test('[W3] a line waits for what is wanted, less what left and what is reserved', () => {
  expect(missing({ quantity: 10, closed: 2, shipped: 3, reserved: 1 })).toBe(4);
  expect(missing({ quantity: 10, closed: 0, shipped: 0, reserved: 10 })).toBe(0);
});

test('[W2] an adjustment says what it leaves and which reservations it gives up', () => {
  const row = { onHand: 10, reserved: 6 };
  expect(adjusted(row, 3)).toEqual({ onHand: 13, givenUp: 0 });
  expect(adjusted(row, -3)).toEqual({ onHand: 7, givenUp: 0 });
  expect(adjusted(row, -7)).toEqual({ onHand: 3, givenUp: 3 });
  expect([adjusted(row, 0), adjusted(row, -11)]).toEqual([null, null]);
});
