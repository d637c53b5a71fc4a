import fc from 'fast-check';
import { expect, test } from 'vitest';
import {
  apportion,
  convert,
  currencies,
  currencyDigits,
  extend,
  formatAmount,
  formatPrice,
  isCurrency,
  mulDivRound,
  parseAmount,
  parsePrice,
  safe,
  share,
  spread,
  sum,
} from './money.ts';

const MAX = Number.MAX_SAFE_INTEGER;
const big = fc.bigInt({ min: -(10n ** 24n), max: 10n ** 24n });
const code = fc.constantFrom(...currencies);
const weights = fc.array(fc.nat({ max: 1_000_000_000 }), { minLength: 1, maxLength: 40 });
const abs = (n: bigint) => (n < 0n ? -n : n);
const total = (parts: readonly number[]) => parts.reduce((all, one) => all + BigInt(one), 0n);

/** The oracle of rounding: r is the whole number nearest to p/q, and of two equally near the one further from zero. */
const isRounded = (r: bigint, p: bigint, q: bigint): boolean => {
  const off = 2n * abs(p - r * q);
  return off < abs(q) || (off === abs(q) && abs(r * q) > abs(p));
};

test('[P8] currency digits are the product’s own: Taiwan writes no cents', () => {
  expect(['TWD', 'JPY', 'KRW', 'VND'].map(currencyDigits)).toEqual([0, 0, 0, 0]);
  expect(['GBP', 'USD', 'EUR', 'CNY', 'HKD', 'SGD'].map(currencyDigits)).toEqual([2, 2, 2, 2, 2, 2]);
  expect(isCurrency('TWD') && !isCurrency('XXX') && !isCurrency('toString')).toBe(true);
  expect(() => currencyDigits('XXX')).toThrow(new RangeError('unknown currency: XXX'));
});

test('[P8] division rounds to the nearest, half away from zero', () => {
  expect([5n, -5n, 4n, -4n, 3n, 7n].map((n) => mulDivRound(n, 1n, 2n))).toEqual([3n, -3n, 2n, -2n, 2n, 4n]);
  fc.assert(
    fc.property(big, big, big, (a, b, c) => {
      if (c === 0n) expect(() => mulDivRound(a, b, c)).toThrow(RangeError);
      else expect(isRounded(mulDivRound(a, b, c), a * b, c)).toBe(true);
    }),
  );
  fc.assert(
    fc.property(big, fc.bigInt({ min: 1n, max: 1000n }), (n, half) => {
      expect(mulDivRound(2n * n + 1n, half, 2n * half)).toBe(n < 0n ? n : n + 1n);
    }),
  );
});

test('[P8] what is stored stays within 2^53 − 1, or is refused', () => {
  expect(safe(BigInt(MAX))).toBe(MAX);
  expect(safe(-BigInt(MAX))).toBe(-MAX);
  expect(() => safe(BigInt(MAX) + 1n)).toThrow(RangeError);
  expect(() => safe(-BigInt(MAX) - 1n)).toThrow(RangeError);
  expect(() => extend(MAX, 1_000_000_000, 'GBP')).toThrow(RangeError);
  expect(sum([MAX, MAX, -MAX])).toBe(MAX);
});

test('[P8] price × quantity is rounded once, from the exact product', () => {
  expect(extend(1_005_000, 1, 'GBP')).toBe(101); // 1.005 is 1.00499… in a double
  expect(extend(333_333, 3, 'GBP')).toBe(100);
  expect(extend(2_500_000, 1, 'TWD')).toBe(3);
  expect(extend(2_500_000, -1, 'TWD')).toBe(-3);
  const price = fc.integer({ min: -1_000_000_000_000, max: 1_000_000_000_000 });
  fc.assert(
    fc.property(price, fc.integer({ min: -50_000, max: 50_000 }), code, (unitPrice, quantity, currency) => {
      const minor = BigInt(extend(unitPrice, quantity, currency));
      const scale = BigInt(`1${'0'.repeat(6 - currencyDigits(currency))}`);
      expect(isRounded(minor, BigInt(unitPrice) * BigInt(quantity), scale)).toBe(true);
    }),
  );
});

test('[P8] a share is rounded half away from zero', () => {
  expect(share(1050, 50_000)).toBe(53);
  expect(share(-1050, 50_000)).toBe(-53);
  fc.assert(
    fc.property(fc.maxSafeInteger(), fc.nat({ max: 1_000_000 }), (amount, ppm) => {
      expect(isRounded(BigInt(share(amount, ppm)), BigInt(amount) * BigInt(ppm), 1_000_000n)).toBe(true);
    }),
  );
});

test('[P8] a spread gives away exactly the total, each part next to its quota, by largest remainder', () => {
  expect(spread(100, [1, 1, 1])).toEqual([34, 33, 33]);
  expect(spread(-100, [1, 1, 1])).toEqual([-34, -33, -33]);
  expect(spread(5, [0, 0])).toEqual([3, 2]);
  expect(spread(7, [0, 1, 0])).toEqual([0, 7, 0]);
  expect(spread(10, [1, -1])).toEqual([5, 5]);
  expect(spread(0, [])).toEqual([]);
  expect(() => spread(1, [])).toThrow(RangeError);
  fc.assert(
    fc.property(fc.maxSafeInteger(), weights, (amount, given) => {
      const parts = spread(amount, given);
      expect(total(parts)).toBe(BigInt(amount));
      const all = total(given) || BigInt(given.length);
      const even = total(given) === 0n;
      const size = abs(BigInt(amount));
      const remainders = given.map((weight, at) => {
        const quota = size * (even ? 1n : BigInt(weight)); // over `all`
        const got = abs(BigInt(parts[at] ?? 0));
        expect(got === quota / all || (got === quota / all + 1n && quota % all > 0n)).toBe(true);
        return { up: got > quota / all, left: quota % all, at };
      });
      for (const up of remainders.filter((one) => one.up))
        for (const down of remainders.filter((one) => !one.up))
          expect(up.left > down.left || (up.left === down.left && up.at < down.at)).toBe(true);
    }),
  );
});

test('[P8] a spread over weights of any sign sums up, and its mirror image is the mirrored spread', () => {
  const signed = fc.array(fc.integer({ min: -1000, max: 1000 }), { minLength: 1, maxLength: 20 });
  fc.assert(
    fc.property(fc.integer(), signed, (amount, given) => {
      const parts = spread(amount, given);
      expect(total(parts)).toBe(BigInt(amount));
      expect(spread(-amount, given).map((part) => -part + 0)).toEqual(parts);
      const turned = given.map((weight) => -weight);
      expect(spread(amount, turned)).toEqual(parts);
    }),
  );
  expect(() => apportion(5n, [1n, 1n], 1n)).toThrow(RangeError);
});

test('[P8] a typed amount is read without a float, and refused rather than rounded', () => {
  const read = ['1,234.50', '1234.5', '１，２３４．５０', '-0.05', '－７', '−7', '+3', '.5', ' 12\u3000', '007', '-0'];
  expect(read.map((text) => parseAmount(text, 'GBP'))).toEqual([
    123450, 123450, 123450, -5, -700, -700, 300, 50, 1200, 700, 0,
  ]);
  const refused = ['', '.', '-', '5.', '1.234', '1,23.0', '12,34', '0,123', '1 234', '1e3', '٣', '$5', '0x1', '1.2.3'];
  for (const text of [...refused, '9'.repeat(17), '9'.repeat(400)]) expect(parseAmount(text, 'GBP'), text).toBeNull();
  expect(parseAmount('90071992547409.91', 'GBP')).toBe(MAX);
  expect(parseAmount('90071992547409.92', 'GBP')).toBeNull();
  expect(parseAmount('100.0', 'TWD')).toBeNull();
  expect(parsePrice('0.123456')).toBe(123456);
  expect(parsePrice('0.1234567')).toBeNull();
});

test('[P8] what is shown reads back as what is stored, to the last unit', () => {
  expect(formatAmount(-123450, 'GBP')).toBe('-1,234.50');
  expect(formatAmount(5, 'GBP')).toBe('0.05');
  expect(formatAmount(-5, 'GBP')).toBe('-0.05');
  expect(formatAmount(-0, 'GBP')).toBe('0.00');
  expect(formatAmount(1234567, 'TWD')).toBe('1,234,567');
  expect(formatAmount(MAX, 'GBP')).toBe('90,071,992,547,409.91');
  expect(formatAmount(123456789, 'EUR', 'de')).toBe('1.234.567,89');
  expect(['en', 'zh-TW', 'zh-CN'].map((locale) => formatAmount(123450, 'CNY', locale))).toEqual(
    Array(3).fill('1,234.50'),
  );
  expect(formatPrice(1_250_000, 'GBP')).toBe('1.25');
  expect(formatPrice(1_000_000, 'GBP')).toBe('1.00');
  expect(formatPrice(1_000_000, 'TWD')).toBe('1');
  expect(formatPrice(1_200_500, 'TWD')).toBe('1.2005');
  expect(() => formatAmount(0.5, 'GBP')).toThrow(RangeError);
  fc.assert(
    fc.property(fc.maxSafeInteger(), code, (minor, currency) => {
      const text = formatAmount(minor, currency);
      expect(parseAmount(text, currency)).toBe(minor + 0);
      expect(text).toMatch(/^-?\d{1,3}(,\d{3})*(\.\d+)?$/);
      expect(parsePrice(formatPrice(minor, currency))).toBe(minor + 0);
    }),
  );
});

test('[P8] a conversion is rounded once, across currencies of unlike digits', () => {
  expect(convert(10_000, 41_250_000, 'GBP', 'TWD')).toBe(4125);
  expect(convert(4125, 24_242, 'TWD', 'GBP')).toBe(10_000);
  const rate = fc.integer({ min: 1, max: 100_000_000 });
  const amount = fc.integer({ min: -1_000_000_000, max: 1_000_000_000 });
  fc.assert(
    fc.property(amount, rate, code, code, (from, micro, a, b) => {
      const [up, down] = [10n ** BigInt(currencyDigits(b)), 10n ** BigInt(currencyDigits(a) + 6)];
      expect(isRounded(BigInt(convert(from, micro, a, b)), BigInt(from) * BigInt(micro) * up, down)).toBe(true);
    }),
  );
});
