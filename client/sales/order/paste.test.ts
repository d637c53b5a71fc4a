import fc from 'fast-check';
import { expect, test } from 'vitest';
import { candidates, columnsOf, headingOf, parsePercent, pastedLines, sheetOf } from './paste.ts';

const KNOWN = new Set(['AB-1', 'AB-2', '4710055', 'CUST 9']);
const UNITS = new Set(['PCS', 'BOX', '箱']);
const pasted = (text: string) => {
  const rows = sheetOf(text);
  const heading = headingOf(rows[0]);
  const body = heading ? rows.slice(1) : rows;
  return pastedLines(body, columnsOf(body, heading, KNOWN, UNITS));
};
const line = (row: number, code: string, quantity: number, more: object = {}) => ({
  row,
  code,
  quantity,
  unit: null,
  unitPrice: null,
  discount: null,
  ...more,
});

test('[S2] rows of a spreadsheet become lines, an empty row passes by', () => {
  expect(pasted('AB-1\t3\r\n\r\nAB-2\t1,200\r\n')).toEqual({
    lines: [line(1, 'AB-1', 3), line(3, 'AB-2', 1_200)],
    unread: [],
  });
  expect(pasted('AB-1;2;BOX\nAB-2;4;')).toEqual({
    lines: [line(1, 'AB-1', 2, { unit: 'BOX' }), line(2, 'AB-2', 4)],
    unread: [],
  });
  // A list of codes alone is one of each.
  expect(pasted('AB-1\nAB-2').lines).toEqual([line(1, 'AB-1', 1), line(2, 'AB-2', 1)]);
});

test('[S2] the heading is read in three languages', () => {
  const whole = [line(2, 'AB-1', 3, { unit: '箱', unitPrice: 12_500_000, discount: 50_000 })];
  for (const heading of [
    'Price\tDisc\tQty\tUnit\tSKU',
    '單價\t折扣\t數量\t單位\t商品編號',
    '单价\t折扣\t数量\t单位\t货号',
  ])
    expect([heading, pasted(`${heading}\n12.5\t5\t3\t箱\tAB-1`).lines]).toEqual([heading, whole]);
  // A heading without a word for the code: it is where the codes are.
  expect(pasted('Remarks\tQty\n  AB-2 \t7').lines).toEqual([line(2, 'AB-2', 7)]);
});

test('[S2] without a heading the columns are told by what stands in them, in any order', () => {
  const cells = {
    code: ['AB-1', 'AB-2'],
    quantity: ['3', '10'],
    unit: ['BOX', 'PCS'],
    unitPrice: ['12.50', '99.95'],
    discount: ['5%', '0 %'],
  };
  fc.assert(
    fc.property(fc.shuffledSubarray(Object.keys(cells) as (keyof typeof cells)[], { minLength: 5 }), (order) => {
      const text = [0, 1].map((at) => order.map((column) => cells[column][at]).join('\t')).join('\n');
      expect(pasted(text).lines).toEqual([
        line(1, 'AB-1', 3, { unit: 'BOX', unitPrice: 12_500_000, discount: 50_000 }),
        line(2, 'AB-2', 10, { unit: 'PCS', unitPrice: 99_950_000, discount: 0 }),
      ]);
    }),
  );
  // A code that is a number, and one with words beside it.
  expect(pasted('12\t4710055\n1\t4710055').lines).toEqual([line(1, '4710055', 12), line(2, '4710055', 1)]);
  expect(pasted('Brass valve\tAB-1\t3').lines).toEqual([line(1, 'AB-1', 3)]);
  expect(pasted('CUST 9\t４\tNT$1,250').lines).toEqual([line(1, 'CUST 9', 4, { unitPrice: 1_250_000_000 })]);
});

test('[S2] what cannot be read is named by its row, the rest is taken', () => {
  const { lines, unread } = pasted(
    'SKU\tQty\tPrice\tDiscount\nAB-1\t0\nAB-1\tfew\nAB-1\t1\tdear\nAB-1\t1\t9\t101%\nAB-2\t2\t9.5\t10%',
  );
  expect(unread.map(({ row, why }) => `${row} ${why}`)).toEqual(['2 quantity', '3 quantity', '4 price', '5 discount']);
  expect(lines).toEqual([line(6, 'AB-2', 2, { unitPrice: 9_500_000, discount: 100_000 })]);
});

test('[S2] what may be a code is looked up once, figures too; a heading spares the rest', () => {
  expect(candidates(sheetOf('AB-1\t3\t5%\nAB-1\t4\t5%'), null)).toEqual(['AB-1', '3', '4']);
  const rows = sheetOf('Qty\tSKU\n3\tAB-1');
  expect(candidates(rows.slice(1), headingOf(rows[0]))).toEqual(['AB-1']);
});

test('[S2] a discount is written in per cent', () => {
  expect([
    parsePercent('5'),
    parsePercent('2.5 %'),
    parsePercent('100%'),
    parsePercent('101'),
    parsePercent('x'),
  ]).toEqual([50_000, 25_000, 1_000_000, null, null]);
});
