import fc from 'fast-check';
import { expect, test } from 'vitest';
import { nameKey, phoneForms } from './alike.ts';

test('[S1] a name is compared without width, case, signs and what the firm is by law', () => {
  const same = [
    'Morning Tide Co., Ltd.',
    'MORNING TIDE',
    'ｍｏｒｎｉｎｇ　ｔｉｄｅ',
    'Morning-Tide Limited',
    '“Morning Tide” Inc.',
  ];
  expect(new Set(same.map(nameKey))).toEqual(new Set(['morningtide']));
  expect(new Set(['臺灣晨潮股份有限公司', '台灣晨潮有限公司', '台灣 晨潮'].map(nameKey))).toEqual(
    new Set(['台灣晨潮']),
  );
  // Nothing but the law's words is the name itself.
  expect([nameKey('有限公司'), nameKey('Co.'), nameKey('  '), nameKey('…'), nameKey(null)]).toEqual([
    '有限公司',
    'co',
    null,
    null,
    null,
  ]);
  expect(nameKey('Tide Morning')).not.toBe(nameKey('Morning Tide'));
});

test('[S1] a telephone is compared by its digits, with the country’s code or a 0 in its place', () => {
  const ways = [
    '02-5550-1234',
    '+886 2 5550 1234',
    '00886-2-5550-1234',
    '(02) 5550 1234',
    '+886 (0)2 5550 1234',
    '０２５５５０１２３４',
  ];
  for (const one of ways) expect(phoneForms('TW', one)).toEqual(['0255501234', '886255501234', '255501234']);
  expect(phoneForms('BR', '+55 11 5550 1234')).toEqual(['551155501234']);
  expect([phoneForms('TW', 'ext. 12'), phoneForms('TW', ''), phoneForms('TW', null)]).toEqual([[], [], []]);
});

test('[S1] no name is too long or too strange for a key', () => {
  fc.assert(
    fc.property(fc.string({ unit: 'grapheme', maxLength: 300 }), (name) => {
      const key = nameKey(name);
      expect(key === null || [...key].length <= 100).toBe(true);
      expect(key === null || !/[\s\p{P}]/u.test(key)).toBe(true);
    }),
  );
});
