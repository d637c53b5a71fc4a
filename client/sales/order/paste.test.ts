import { expect, test } from 'vitest';
import { parsePercent, pastedLines } from './paste.ts';

test('[S2] lines come from a spreadsheet as it copies them, heading and empty rows aside', () => {
  const { lines, unread } = pastedLines(
    'SKU\tQty\tUnit\tPrice\tDisc.\r\nWR-1180\t12\r\n\r\nSC-0420\t1,200\tBOX\t0.96\t5 %\r\nGL-2201\t３\t\t178\r\nLB-3310\t\r\n',
  );
  expect(unread).toEqual([]);
  expect(lines).toEqual([
    { row: 2, sku: 'WR-1180', quantity: 12, unit: null, unitPrice: null, discount: null },
    { row: 4, sku: 'SC-0420', quantity: 1200, unit: 'BOX', unitPrice: 960_000, discount: 50_000 },
    { row: 5, sku: 'GL-2201', quantity: 3, unit: null, unitPrice: 178_000_000, discount: null },
    { row: 6, sku: 'LB-3310', quantity: 1, unit: null, unitPrice: null, discount: null },
  ]);
});

test('[S2] a price may stand where no unit does', () => {
  expect(pastedLines('A;2;1.5;10').lines).toEqual([
    { row: 1, sku: 'A', quantity: 2, unit: null, unitPrice: 1_500_000, discount: 100_000 },
  ]);
});

test('[S2] what cannot be read is named by its row, the rest is taken', () => {
  const { lines, unread } = pastedLines('A\t1.5\nB\t0\nC\t2\tPCS\tcheap\nD\t2\tPCS\t1\t120\nE\t4\n7E\t-1');
  expect(lines.map(({ sku }) => sku)).toEqual(['E']);
  expect(unread).toEqual([
    { row: 1, text: 'A 1.5', why: 'quantity' },
    { row: 2, text: 'B 0', why: 'quantity' },
    { row: 3, text: 'C 2 PCS cheap', why: 'price' },
    { row: 4, text: 'D 2 PCS 1 120', why: 'discount' },
    { row: 6, text: '7E -1', why: 'quantity' },
  ]);
});

test('[S2] a discount is a part between nothing and all', () => {
  expect(['5', '5%', '2.5 %', '100', '0'].map(parsePercent)).toEqual([50_000, 50_000, 25_000, 1_000_000, 0]);
  expect(['-1', '101', 'x', ''].map(parsePercent)).toEqual([null, null, null, null]);
});
