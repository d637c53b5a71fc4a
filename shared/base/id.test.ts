import { createHash } from 'node:crypto';
import fc from 'fast-check';
import { expect, test } from 'vitest';
import { derivedId, isId, uuid7 } from './id.ts';
import { sha256 } from './sha256.ts';

const random = fc.uint8Array({ minLength: 10, maxLength: 10 });
const instant = fc.nat({ max: 2 ** 48 - 1 });

test('[P5] an id of version 7 carries its millisecond, its chance and its marks', () => {
  // RFC 9562, appendix A.6
  const bytes = Uint8Array.from([0x0c, 0xc3, 0x18, 0xc4, 0xdc, 0x0c, 0x0c, 0x07, 0x39, 0x8f]);
  expect(uuid7(0x017f22e279b0, bytes)).toBe('017f22e2-79b0-7cc3-98c4-dc0c0c07398f');
  fc.assert(
    fc.property(instant, random, instant, random, (now, a, later, b) => {
      const id = uuid7(now, a);
      expect(isId(id) && id[14] === '7').toBe(true);
      expect(Number.parseInt(id.slice(0, 8) + id.slice(9, 13), 16)).toBe(now);
      const bits = BigInt(`0x${id.slice(15, 18)}`) + (BigInt(`0x${id.slice(19).replace('-', '')}`) << 12n);
      const given = Array.from(a, (byte, at) => (at === 0 ? byte % 16 : at === 2 ? (byte % 64) + 128 : byte));
      const hex = given.map((byte) => byte.toString(16).padStart(2, '0')).join('');
      expect(bits).toBe(BigInt(`0x${hex.slice(1, 4)}`) + (BigInt(`0x${hex.slice(4)}`) << 12n));
      if (now !== later) expect(uuid7(later, b) > id).toBe(later > now);
    }),
  );
  for (const now of [-1, 0.5, 2 ** 48, Number.NaN]) expect(() => uuid7(now, bytes)).toThrow(RangeError);
  expect(() => uuid7(0, new Uint8Array(9))).toThrow(RangeError);
});

test('[P5] an id is a UUID in lower case and nothing else', () => {
  const good = '017f22e2-79b0-7cc3-98c4-dc0c0c07398f';
  expect(isId(good)).toBe(true);
  const bad = [good.toUpperCase(), `${good}\n`, ` ${good}`, good.replaceAll('-', ''), `{${good}}`, '', good.slice(1)];
  expect([...bad, good.replace('-7cc3', '-0cc3'), good.replace('-98c4', '-78c4')].some(isId)).toBe(false);
});

test('[P5] SHA-256 is the platform’s', () => {
  const hex = (bytes: Uint8Array) => Buffer.from(bytes).toString('hex');
  fc.assert(
    fc.property(fc.uint8Array({ maxLength: 300 }), (message) => {
      expect(hex(sha256(message))).toBe(createHash('sha256').update(message).digest('hex'));
    }),
    { numRuns: 1000 },
  );
  for (const length of [55, 56, 63, 64, 65, 119, 120, 100_000]) {
    const message = new Uint8Array(length).fill(0xa5);
    expect(hex(sha256(message))).toBe(createHash('sha256').update(message).digest('hex'));
  }
});

test('[P5] the same parts have the same id, other parts another', () => {
  expect(derivedId('order', '536365')).toBe(derivedId('order', '536365'));
  expect(
    new Set([['a', 'bc'], ['ab', 'c'], ['abc'], ['abc', ''], [''], []].map((parts) => derivedId(...parts))).size,
  ).toBe(6);
  const parts = fc.array(fc.string({ unit: 'binary' }), { maxLength: 5 });
  fc.assert(
    fc.property(parts, parts, (a, b) => {
      expect(isId(derivedId(...a)) && derivedId(...a)[14] === '8').toBe(true);
      expect(derivedId(...a) === derivedId(...b)).toBe(JSON.stringify(a) === JSON.stringify(b));
    }),
  );
});

test('[P5] ids derived from running numbers do not meet', () => {
  const ids = new Set<string>();
  for (let n = 0; n < 60_000; n += 1) ids.add(derivedId('order_line', 'import', String(n)));
  expect(ids.size).toBe(60_000);
});
