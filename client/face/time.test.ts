import { expect, test } from 'vitest';
import { ageOf, clockText, daysLate, dayText, instantShort } from './time.ts';

const NOON = Date.parse('2026-11-23T04:00:00Z'); // 12:00 in Taipei

test('[P9] a day reads in the page’s language, with its year when it is another’s', () => {
  expect(dayText('2026-11-23', 'en', '2026-01-01')).toBe('Nov 23');
  expect(dayText('2026-11-23', 'zh-TW', '2026-01-01')).toBe('11月23日');
  expect(dayText('2025-11-23', 'en', '2026-01-01')).toBe('Nov 23, 2025');
  expect(dayText('2025-11-23', 'zh-TW', '2026-01-01')).toBe('2025/11/23');
  expect(dayText('2025-11-23', 'zh-CN', '2026-01-01')).toBe('2025/11/23');
  expect(dayText('2026-11-23', 'zh-CN', '2026-01-01', true)).toBe('2026年11月23日');
});

test('[P9] an instant is told by the organisation’s clock, not the reader’s', () => {
  expect(clockText(NOON, 'en', 'Asia/Taipei')).toBe('12:00');
  expect(clockText(NOON, 'en', 'Europe/London')).toBe('04:00');
  const lateYesterday = Date.parse('2026-11-22T15:59:00Z');
  expect(instantShort(lateYesterday, NOON, 'en', 'Asia/Taipei')).toBe('Nov 22');
  expect(instantShort(lateYesterday + 60_000, NOON, 'en', 'Asia/Taipei')).toBe('00:00');
});

test('[P9] an age is in the largest unit that is at least one; what lies ahead is now', () => {
  expect(ageOf(NOON - 59_999, NOON)).toEqual({ unit: 'justNow', n: 0 });
  expect(ageOf(NOON - 60_000, NOON)).toEqual({ unit: 'minutes', n: 1 });
  expect(ageOf(NOON - 3_599_999, NOON)).toEqual({ unit: 'minutes', n: 59 });
  expect(ageOf(NOON - 3_600_000, NOON)).toEqual({ unit: 'hours', n: 1 });
  expect(ageOf(NOON - 86_400_000 * 2, NOON)).toEqual({ unit: 'days', n: 2 });
  expect(ageOf(NOON + 5_000, NOON).unit).toBe('justNow');
  expect(daysLate('2026-11-20', '2026-11-23')).toBe(3);
});
