import { fc, test as prop } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { languages } from '../../shared/access/person/person.fields.ts';
import { addDays } from '../../shared/base/day.ts';
import { typedDay } from './day-typed.ts';
import { dayForField } from './time.ts';

// A Sunday.
const TODAY = '2026-11-29';
const days = fc.integer({ min: -40_000, max: 40_000 }).map((n) => addDays(TODAY, n));

test.each([
  ['2026-12-05', '2026-12-05'],
  ['2026/12/5', '2026-12-05'],
  ['２０２６／１２／５', '2026-12-05'],
  ['20261205', '2026-12-05'],
  ['2026年12月5日', '2026-12-05'],
  ['Dec 5, 2026', '2026-12-05'],
  ['5 december 2026', '2026-12-05'],
  ['12/5', '2026-12-05'],
  ['12/31/2026', '2026-12-31'],
  ['1-5-2027', '2027-01-05'],
  ['1/5', '2027-01-05'],
  ['11/20', '2026-11-20'],
  ['12月5日', '2026-12-05'],
  ['Jan 5', '2027-01-05'],
  ['5 sept', '2026-09-05'],
  ['today', '2026-11-29'],
  ['明天', '2026-11-30'],
  ['后天', '2026-12-01'],
  ['+7', '2026-12-06'],
  ['＋7', '2026-12-06'],
  ['-1w', '2026-11-22'],
  ['+3m', '2027-02-28'],
  ['+2週', '2026-12-13'],
  ['fri', '2026-12-04'],
  ['Sunday', '2026-12-06'],
  ['週一', '2026-11-30'],
  ['星期天', '2026-12-06'],
])('[SCR3] %s is read as %s', (typed, day) => {
  expect(typedDay(typed, TODAY)).toBe(day);
});

test.each([
  '',
  'soon',
  '2026-02-30',
  '13/1',
  '31/12/2026',
  '0/5',
  '5',
  '2026-1',
  'feb 30',
  '+',
  '++1',
  '週八',
  'dez 5',
  // Names that every object bears; found by the property below, seed -1847264773.
  'constructor',
  '__proto__',
  'valueOf',
])('[SCR3] %j is no day', (typed) => {
  expect(typedDay(typed, TODAY)).toBeNull();
});

test('[SCR3] the 29th of February is one where there is one near', () => {
  expect(typedDay('2/29', '2027-12-01')).toBe('2028-02-29');
  expect(typedDay('2/29', '2026-06-01')).toBeNull();
});

prop.prop([days, fc.constantFrom(...languages)])(
  '[SCR3] what a field shows is read as the same day',
  (day, language) => {
    expect(typedDay(dayForField(day, language), TODAY)).toBe(day);
  },
);
prop.prop([fc.string({ maxLength: 12 })])('[SCR3] whatever is typed, nothing breaks', (typed) => {
  const day = typedDay(typed, TODAY);
  expect(day === null || /^\d{4}-\d{2}-\d{2}$/.test(day)).toBe(true);
});
