import fc from 'fast-check';
import { expect, test } from 'vitest';
import { checkedCountries, isTaxNumber, plainTaxNumber } from './tax-number.ts';

/** Published: by the ministry's own explanations, the standard's annex, and on firms' invoices. */
const KNOWN: { readonly [country: string]: readonly string[] } = {
  TW: ['04595257', '10458575', '10458574', '10458570', '22099131', '12345675', '03795904', '84149961'],
  CN: ['91350100M000100Y43', '9144030071526726XG', '91330100799655058B', '91110000802100433B'],
  GB: ['980780684', '220430231', '434031494', 'GB 980 7806 84', '980780684001', 'GD001', 'HA599'],
};

test('[S1] numbers that are known to be good are taken, in any way of writing them', () => {
  expect(Object.keys(KNOWN).sort()).toEqual([...checkedCountries].sort());
  const wrong = Object.entries(KNOWN).flatMap(([country, some]) => some.filter((one) => !isTaxNumber(country, one)));
  expect(wrong).toEqual([]);
  expect(plainTaxNumber('GB', 'gb 980 7806-84')).toBe('980780684');
  expect(plainTaxNumber('CN', ' 9144030071526726xg ')).toBe('9144030071526726XG');
  expect(plainTaxNumber('DE', ' DE 811 569 869 ')).toBe('DE 811 569 869');
});

test('[S1] what is too short, too long, of other signs or of another country is not', () => {
  const bad = ['', '1234567', '045952571', 'ABCDEFGH', '04595258', '１２３４５６７８'];
  expect(bad.filter((one) => isTaxNumber('TW', one))).toEqual([]);
  // I, O, S, V and Z are no signs of the Chinese code.
  expect(['9135010OM000100Y43', '91350100M000100Y44', '980780684'].filter((one) => isTaxNumber('CN', one))).toEqual([]);
  expect(['980780685', '98078068', '9807806840', 'GD500', 'HA499'].filter((one) => isTaxNumber('GB', one))).toEqual([]);
  expect(isTaxNumber('FR', 'anything')).toBe(true);
});

/** The number with one sign at `at` put in another's place. */
const changed = (text: string, at: number, sign: string): string => text.slice(0, at) + sign + text.slice(at + 1);

test('[S1] one wrong sign is noticed in China; of the check digits of the others just those fit that the rule lets', () => {
  const cn = '0123456789ABCDEFGHJKLMNPQRTUWXY';
  fc.assert(
    fc.property(fc.constantFrom(...(KNOWN.CN ?? [])), fc.nat(17), fc.constantFrom(...cn), (number, at, sign) => {
      fc.pre(number[at] !== sign);
      expect(isTaxNumber('CN', changed(number, at, sign))).toBe(false);
    }),
  );
  // Of the last digit's ten, modulo 5 lets two pass; with a 7 before it twice as many.
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9_999_999 }), (n) => {
      const seven = String(n).padStart(7, '0');
      const fits = [...'0123456789'].filter((last) => isTaxNumber('TW', seven + last));
      expect(fits.length).toBe(seven[6] === '7' ? 4 : 2);
    }),
  );
  fc.assert(
    fc.property(fc.integer({ min: 0, max: 9_999_999 }), (n) => {
      const seven = String(n).padStart(7, '0');
      const fits = Array.from({ length: 97 }, (_, check) => seven + String(check).padStart(2, '0')).filter((one) =>
        isTaxNumber('GB', one),
      );
      expect(fits.length).toBe(2);
    }),
  );
});
