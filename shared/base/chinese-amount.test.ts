import fc from 'fast-check';
import { expect, test } from 'vitest';
import { chineseAmount } from './chinese-amount.ts';

test('[P8] 大写金额 as the rules for filling in bills give it by example', () => {
  const examples: [number, string][] = [
    [140950, '壹仟肆佰零玖元伍角'],
    [600714, '陆仟零柒元壹角肆分'],
    [168032, '壹仟陆佰捌拾元零叁角贰分'],
    [10700053, '壹拾万柒仟元零伍角叁分'],
    [1640902, '壹万陆仟肆佰零玖元零贰分'],
    [32504, '叁佰贰拾伍元零肆分'],
    [0, '零元整'],
    [5, '伍分'],
    [50, '伍角'],
    [100, '壹元整'],
    [-1001, '负壹拾元零壹分'],
    [1000000000000_00, '壹万亿元整'],
    [1000012345678_00, '壹万亿零壹仟贰佰叁拾肆万伍仟陆佰柒拾捌元整'],
  ];
  for (const [minor, text] of examples) expect(chineseAmount(minor, 'CNY', 'CN'), String(minor)).toBe(text);
});

test('[P8] 大寫金額 in Taiwan: no decimals, 萬億兆', () => {
  const examples: [number, string][] = [
    [12345, '壹萬貳仟參佰肆拾伍元整'],
    [60708, '陸萬零柒佰零捌元整'],
    [100001000, '壹億零壹仟元整'],
    [1000000000001, '壹兆零壹元整'],
    [-90, '負玖拾元整'],
  ];
  for (const [minor, text] of examples) expect(chineseAmount(minor, 'TWD', 'TW'), String(minor)).toBe(text);
  expect(chineseAmount(1234, 'KWD', 'TW')).toBe('壹元貳角參分肆釐');
  expect(() => chineseAmount(0.5, 'TWD', 'TW')).toThrow(RangeError);
  expect(() => chineseAmount(1, 'XXX', 'TW')).toThrow(RangeError);
});

/** Reads formal numerals as a person does: a place multiplies its figure, a section what stands since the last one. */
function readBack(text: string): bigint {
  const figures = new Map([...'零壹贰叁肆伍陆柒捌玖'].map((name, value) => [name, BigInt(value)]));
  const places = new Map([['拾', 10n], ['佰', 100n], ['仟', 1000n]]); // biome-ignore format: a table
  const [whole = '', fraction = ''] = text.includes('元') ? text.split('元') : ['', text];
  const below = (part: string): bigint => {
    let [value, figure] = [0n, 0n];
    for (const glyph of part) {
      const place = places.get(glyph);
      if (place !== undefined) [value, figure] = [value + figure * place, 0n];
      else figure = figures.get(glyph) ?? -1n;
    }
    return value + figure;
  };
  const underYi = (part: string): bigint => {
    const [high, low] = part.includes('万') ? part.split('万') : ['', part];
    return below(high ?? '') * 10_000n + below(low ?? '');
  };
  const [high, low] = whole.includes('亿') ? whole.split('亿') : ['', whole];
  const units = underYi(high ?? '') * 100_000_000n + underYi(low ?? '');
  const cents = /^(?:零?(.)角)?(?:零?(.)分)?整?$/.exec(fraction);
  return units * 100n + (figures.get(cents?.[1] ?? '零') ?? 0n) * 10n + (figures.get(cents?.[2] ?? '零') ?? 0n);
}

test('[P8] every 大写金额 reads back as its amount, in both scripts, with no zero twice', () => {
  const simplified = new Map([...'貳參陸億萬'].map((glyph, at) => [glyph, [...'贰叁陆亿万'][at] ?? '']));
  const sparse = fc
    .array(fc.constantFrom('0', '0', '1', '9'), { minLength: 1, maxLength: 15 })
    .map((d) => Number(d.join('')));
  fc.assert(
    fc.property(fc.oneof(sparse, fc.nat({ max: Number.MAX_SAFE_INTEGER })), (minor) => {
      const text = chineseAmount(minor, 'CNY', 'CN');
      expect(readBack(text)).toBe(BigInt(minor));
      expect(text).not.toMatch(/零零|零元[^整]|.零元|^零.*[角分]|零[万亿]/);
      if (minor < 10 ** 14)
        expect([...chineseAmount(minor, 'CNY', 'TW')].map((glyph) => simplified.get(glyph) ?? glyph).join('')).toBe(
          text,
        );
    }),
    { numRuns: 1000 },
  );
});
