import { expect, test } from 'vitest';
import { occasionsByKey } from './occasion.rules.ts';

test('[E1] what happened stands at the point in which its day lies, the earlier first', () => {
  const fair = { day: '2026-03-05', text: 'Fair' };
  const prices = { day: '2026-03-03', text: 'New prices' };
  const later = { day: '2026-04-01', text: 'Typhoon' };
  const all = [fair, later, prices];
  expect([...occasionsByKey(all, 'day')]).toEqual([
    ['2026-03-03', [prices]],
    ['2026-03-05', [fair]],
    ['2026-04-01', [later]],
  ]);
  expect([...occasionsByKey(all, 'week')]).toEqual([
    ['2026-03-02', [prices, fair]],
    ['2026-03-30', [later]],
  ]);
  expect([...occasionsByKey(all, 'month')]).toEqual([
    ['2026-03-01', [prices, fair]],
    ['2026-04-01', [later]],
  ]);
  expect(occasionsByKey(all, 'hour').size).toBe(0);
});
