import { describe, expect, test } from 'vitest';
import { line, row } from './bench/figure.ts';
import { compare } from './check-words.ts';

describe('[SET4] the languages are held to the first one', () => {
  const en = new Map([
    ['order.total', 'Total { amount }'],
    ['order.note', 'Note'],
  ]);

  test('the same keys with the same placeholders are fine', () => {
    const tw = new Map([
      ['order.note', '備註'],
      ['order.total', '合計 { amount }'],
    ]);
    expect(
      compare(
        new Map([
          ['en', en],
          ['zh-TW', tw],
        ]),
      ),
    ).toEqual([]);
  });

  test('a missing, a strange and a differently filled message are named', () => {
    const tw = new Map([
      ['order.total', '合計 { sum }'],
      ['order.more', '更多'],
    ]);
    expect(
      compare(
        new Map([
          ['en', en],
          ['zh-TW', tw],
        ]),
      ),
    ).toEqual([
      'zh-TW: "order.total" has the placeholders {sum}, en {amount}',
      'zh-TW: "order.note" is missing',
      'zh-TW: "order.more" is not in en',
    ]);
  });
});

describe('[SET5] a bar binds the ratio where there is one', () => {
  test('the ratio follows from the floor', () => {
    const figure = { name: 'write.one', value: 900, unit: 'orders/s', floor: 1_800, bar: { atLeast: 0.6 } };
    expect(line(figure)).toEqual({
      name: 'write.one',
      value: 900,
      unit: 'orders/s',
      floor: 1_800,
      ratio: 0.5,
      bar: 0.6,
      holds: false,
    });
    expect(row(figure)).toEqual(['write.one', '900 orders/s', '1,800', '0.500', '≥ 0.600', 'FALLS SHORT']);
  });

  test('without a floor the value is bound, and without a bar nothing is claimed', () => {
    expect(line({ name: 'live.p99', value: 149, unit: 'ms', bar: { atMost: 150 } }).holds).toBe(true);
    expect(line({ name: 'live.bytes', value: 270, unit: 'bytes' }).holds).toBeNull();
  });
});
