import { expect, test } from 'vitest';
import type { Shown } from '../../live/collection.ts';
import { issuedSheet } from './sheet.ts';

const invoice: Shown<'invoice'> = {
  id: 'i',
  number: 'INV-2026-1',
  status: 'issued',
  currency: 'GBP',
  net: 300,
  tax: 20,
  total: 320,
};
const line = (id: string, lineId: string, more: Partial<Shown<'invoice_line'>> = {}): Shown<'invoice_line'> => ({
  id,
  lineId,
  sku: id.toUpperCase(),
  quantity: 2,
  unitPrice: 1_250_000,
  discount: 0,
  taxCode: 'S',
  taxRate: 200_000,
  net: 100,
  tax: 20,
  total: 120,
  ...more,
});
const places = new Map([
  ['first', 1],
  ['second', 2],
]);

test('[F3] an invoice reads in the order of its order, with its dues by day and tax by code', () => {
  const lines = [line('b', 'second', { taxCode: 'Z', taxRate: 0, net: 200, tax: 0, total: 200 }), line('a', 'first')];
  const items = [
    { id: 'y', dueOn: '2026-05-01', original: 160, open: 160 },
    { id: 'x', dueOn: '2026-04-01', original: 160, open: 0 },
  ];
  const sheet = issuedSheet(invoice, lines, items, places, false);
  expect(sheet.lines.map(({ sku, price, amount }) => [sku, price, amount])).toEqual([
    ['A', '1.25', 100],
    ['B', '1.25', 200],
  ]);
  expect(sheet.taxes.map(({ taxCode, base, tax }) => [taxCode, base, tax])).toEqual([
    ['S', 100, 20],
    ['Z', 200, 0],
  ]);
  expect(sheet.dues.map(({ dueOn, open }) => [dueOn, open])).toEqual([
    ['2026-04-01', 0],
    ['2026-05-01', 160],
  ]);
});

test('[F3] where prices include tax its lines do too; void is said; a line whose order line is gone comes last', () => {
  const lines = [line('z', 'gone'), line('a', 'second')];
  const sheet = issuedSheet({ ...invoice, status: 'void' }, lines, [], places, true);
  expect(sheet.isVoid).toBe(true);
  expect(sheet.lines.map(({ sku, amount }) => [sku, amount])).toEqual([
    ['A', 120],
    ['Z', 120],
  ]);
});

test('[P3] for a reader without amounts the sheet makes none up', () => {
  const bare = { id: 'a', lineId: 'first', sku: 'A', productName: 'Ball', quantity: 2 };
  const sheet = issuedSheet({ id: 'i', number: 'INV-1', currency: 'GBP' }, [bare], [], places, false);
  expect(sheet).toMatchObject({ net: undefined, total: undefined, taxes: [] });
  expect(sheet.lines).toMatchObject([{ price: '', amount: undefined }]);
});
