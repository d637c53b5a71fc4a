import { expect, test } from 'vitest';
import { shareScale } from './share-scale.ts';

test('[E1] a chart of shares has even lines from below the lowest to above the highest', () => {
  expect(shareScale([368_000, 1_000_000, null, 462_000])).toEqual({ min: 200_000, max: 1_000_000, interval: 200_000 });
  expect(shareScale([331_000, 372_000])).toEqual({ min: 330_000, max: 380_000, interval: 10_000 });
  expect(shareScale([0, 1_000_000])).toEqual({ min: 0, max: 1_000_000, interval: 200_000 });
  expect(shareScale([700_000])).toEqual({ min: 700_000, max: 710_000, interval: 10_000 });
  expect(shareScale([1_000_000])).toEqual({ min: 990_000, max: 1_000_000, interval: 10_000 });
  expect(shareScale([])).toEqual({ min: 0, max: 1_000_000, interval: 200_000 });
});

test('[E1] and shows losses below nothing, however large', () => {
  expect(shareScale([-120_000, 350_000])).toEqual({ min: -200_000, max: 400_000, interval: 200_000 });
  const { min, max, interval } = shareScale([-40_000_000, 200_000]);
  expect(min).toBeLessThanOrEqual(-40_000_000);
  expect((max - min) / interval).toBeLessThanOrEqual(5);
});
