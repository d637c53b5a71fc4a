import { test as property } from '@fast-check/vitest';
import fc from 'fast-check';
import { describe, expect, test, vi } from 'vitest';
import { CELLS_AT_MOST, CHARACTERS_AT_MOST, csvRecords, delimiterOf, QuoteOpen, RecordTooLarge } from './csv.read.ts';
import { csvLine, harmless, plainDecimal } from './csv.write.ts';

const read = (text: string) => [...csvRecords(text, ',')].map(({ cells }) => cells);

describe('[IMP1] a CSV file is read as it was meant', () => {
  test('quotes, doubled quotes and line ends inside a cell', () => {
    expect(read('a,"b ""c"", d","e\r\nf"\r\n1,2,3')).toEqual([
      ['a', 'b "c", d', 'e\r\nf'],
      ['1', '2', '3'],
    ]);
  });

  test('any line end, a mark of the encoding, empty lines, a quote in the middle of a cell', () => {
    expect(read('\uFEFFa,b\n\r\nc,d"e\rf,\n')).toEqual([
      ['a', 'b'],
      ['c', 'd"e'],
      ['f', ''],
    ]);
  });

  test('a record knows the line of the file on which it begins', () => {
    expect([...csvRecords('a\r\n"b\nc",x\r\n\r\nd\r\n', ',')].map(({ line }) => line)).toEqual([1, 2, 5]);
  });

  test('a quote that is never closed is an error that names its line', () => {
    const open = () => read('a,b\nc,"d\ne');
    expect(open).toThrow(QuoteOpen);
    expect(open).toThrow(/line 2/);
  });

  test('the separator is the one that the first line has most of, outside quotes', () => {
    expect(delimiterOf('a;b;c,d\n1,2,3,4,5')).toBe(';');
    expect(delimiterOf('"a;b;c;d",e,f')).toBe(',');
    expect(delimiterOf('one column')).toBe(',');
  });

  const cell = fc.string({ unit: 'grapheme' }).filter((text) => !text.includes('\uFEFF'));
  property.prop([fc.array(fc.array(cell, { minLength: 2, maxLength: 5 }), { maxLength: 8 })])(
    'what is written is read again, whatever stands in it',
    (rows) => {
      expect(read(rows.map(csvLine).join(''))).toEqual(rows);
    },
  );
});

describe('[EXP1] nothing in a file is a formula', () => {
  test('a text that would begin one is preceded by an apostrophe', () => {
    for (const text of ['=1+1', '+886 2', '-1', '@SUM(A1)', '\t=1', '\r=1', '  =1', '＝1', '＠x']) {
      expect(harmless(text)).toBe(`'${text}`);
    }
    for (const text of ['', 'Acme', "O'Hara", '1-2', 'a=b', '林美玲']) expect(harmless(text)).toBe(text);
  });

  test('a number is written as one, exactly', () => {
    expect(plainDecimal(-123_450, 2)).toBe('-1234.50');
    expect(plainDecimal(5, 2)).toBe('0.05');
    expect(plainDecimal(1_234_567, 0)).toBe('1234567');
    expect(plainDecimal(2_550_000, 6, 2)).toBe('2.55');
    expect(plainDecimal(12_500, 6, 2)).toBe('0.0125');
    expect(plainDecimal(3_000_000, 6, 0)).toBe('3');
  });
});

describe('[IMP12] one record is no load', () => {
  const records = (text: string) => [...csvRecords(text, ',')];
  test('more cells or characters than a table’s line has are refused at once, with the line', () => {
    const wide = `a,b\n${','.repeat(CELLS_AT_MOST)}`;
    const long = `a,b\n"${'""'.repeat(CHARACTERS_AT_MOST)}"`;
    const plain = `a,b\n1,2\n${'x'.repeat(20_000_000)}`;
    for (const [text, line] of [
      [wide, 2],
      [long, 2],
      [plain, 3],
    ] as const) {
      const looks = vi.spyOn(String.prototype, 'charCodeAt');
      expect(() => records(text)).toThrow(RecordTooLarge);
      const read = looks.mock.calls.length;
      looks.mockRestore();
      // Of whatever comes behind nothing is read.
      expect(read).toBeGreaterThan(0);
      expect(read).toBeLessThanOrEqual(2 * CHARACTERS_AT_MOST + 100);
      expect(() => records(text)).toThrow(`line ${line}`);
    }
    expect(records(`${','.repeat(CELLS_AT_MOST - 1)}\nx`)).toHaveLength(2);
    expect(records(`${'x'.repeat(CHARACTERS_AT_MOST)}\nx`)).toHaveLength(2);
  });
});
