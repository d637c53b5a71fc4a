import { expect, test } from 'vitest';
import { ref } from 'vue';
import { useEntry } from './entry.ts';
import { byUnits, unitsOf } from './unit.ts';

const units = unitsOf('p', 'PC', [
  { productId: 'p', code: 'CTN', factor: 144 },
  { productId: 'q', code: 'ROLL', factor: 50 },
  { productId: 'p', code: 'BOX', factor: 12 },
]);

test('[W4] a quantity is taken by the largest unit that it fills', () => {
  expect(units.map(({ code }) => code)).toEqual(['PC', 'BOX', 'CTN']);
  expect([byUnits(27, units), byUnits(24, units), byUnits(288, units), byUnits(11, units)]).toEqual([
    '2 BOX + 3 PC',
    '2 BOX',
    '2 CTN',
    null,
  ]);
});

test('[W4] what is typed by the box is exact pieces', () => {
  const entry = useEntry(ref(units));
  entry.choose('BOX');
  entry.press('0');
  entry.press('2');
  expect([entry.text.value, entry.base.value]).toEqual(['2', 24]);
  entry.text.value = '1.5';
  expect(entry.base.value).toBe(null);
  entry.clear();
  expect([entry.base.value, entry.unit.value.code]).toEqual([null, 'PC']);
});
