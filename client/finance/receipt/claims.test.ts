import { expect, test } from 'vitest';
import type { Shown } from '../../live/collection.ts';
import { claimRows } from './claims.ts';

const item = (id: string, open: number, dueOn: string): Shown<'receivable'> => ({
  id,
  open,
  dueOn,
  invoiceId: `i-${id}`,
  invoiceNumber: `INV-${id}`,
  orderNumber: `SO-${id}`,
});
const order = (id: string, more: Partial<Shown<'order'>> = {}): Shown<'order'> => ({
  id,
  number: `SO-${id}`,
  total: 1_000,
  invoicedTotal: 0,
  paidTotal: 0,
  settlement: 'net',
  prepaymentShare: 0,
  ...more,
});
const prepaid = { settlement: 'prepayment', prepaymentShare: 300_000 } as const;

test('[F5] open items come by their due day, then orders that wait for a prepayment, then others', () => {
  const rows = claimRows(
    [item('2', 20, '2026-04-01'), item('1', 10, '2026-03-01')],
    [order('8'), order('9', prepaid)],
    [],
  );
  expect(rows.map(({ id }) => id)).toEqual(['1', '2', '9', '8']);
  expect(rows[0]?.claim).toMatchObject({ of: 'item', open: 10, document: 'i-1', names: ['INV-1', 'SO-1'] });
});

test('[F5] an order takes what no invoice asks for and no money is kept for; it waits for the agreed share', () => {
  const kept: Shown<'allocation'>[] = [
    { id: 'a', orderId: '9', allocated: 100 },
    { id: 'b', orderId: '9', allocated: 50 },
  ];
  const [row] = claimRows([], [order('9', { ...prepaid, invoicedTotal: 400, paidTotal: 150 })], kept);
  expect(row?.claim).toMatchObject({ open: 450, due: 150 });
  expect(claimRows([], [order('9', { invoicedTotal: 1_000 })], [])).toEqual([]);
  expect(claimRows([], [order('9')], [])[0]?.claim).toMatchObject({ open: 1_000, due: 0 });
});
