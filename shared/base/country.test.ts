import { expect, test } from 'vitest';
import { countries, countryNamed, isCountry } from './country.ts';

test('[S1] countries are those of ISO 3166-1, two letters each, once each', () => {
  expect(countries.length).toBe(249);
  expect(new Set(countries).size).toBe(249);
  expect(countries.every((code) => /^[A-Z]{2}$/.test(code))).toBe(true);
  expect([isCountry('TW'), isCountry('tw'), isCountry('UK'), isCountry('Taiwan')]).toEqual([true, false, false, false]);
});

test('[S1] a country is found by its letters and by its names in the languages of the product', () => {
  const names = [
    'gb',
    'UK',
    'United Kingdom',
    'EIRE',
    '台灣',
    '臺灣',
    '中国',
    ' Germany ',
    'USA',
    'Hong Kong',
    'Atlantis',
    '',
  ];
  expect(names.map(countryNamed)).toEqual(['GB', 'GB', 'GB', 'IE', 'TW', 'TW', 'CN', 'DE', 'US', 'HK', null, null]);
});
