import { expect, test } from 'vitest';
import { shallowRef } from 'vue';
import { edit } from '../edit/edits.ts';
import { type AddedLine, draftOf, forgetDrafts, type OrderDraft } from './order.draft.ts';
import { figuresOf } from './order.figures.ts';
import type { Goods } from './order.goods.ts';
import { lineViews, steadyViews } from './order.lines.ts';

const goods = (available: number | null = null): Goods => ({
  seesStock: { value: available !== null } as Goods['seesStock'],
  product: (id) => ({ id, baseUnit: 'PCS' }),
  unitsOf: (_id, baseUnit) => [
    { code: baseUnit, factor: 1 },
    { code: 'BOX', factor: 12 },
  ],
  availableOf: () => available,
  stockRows: shallowRef([]),
  listed: () => null,
  listPrice: (_id, quantity) => (quantity >= 24 ? 8_000_000 : 10_000_000),
  taxRate: () => 50_000,
});
const row = (more: object = {}) => ({
  id: 'l-1',
  productId: 'p-1',
  sku: 'A',
  productName: 'A',
  nature: 'goods' as const,
  quantity: 12,
  unit: 'BOX',
  unitFactor: 12,
  unitPrice: 10_000_000,
  discount: 0,
  free: false,
  taxCode: 'T5',
  taxRate: 50_000,
  net: 120,
  tax: 6,
  total: 126,
  ...more,
});
const added = (more: Partial<AddedLine> = {}): AddedLine => ({
  id: 'n-1',
  productId: 'p-1',
  sku: 'A',
  name: 'A',
  specification: null,
  baseUnit: 'PCS',
  nature: 'goods',
  taxCode: 'T5',
  quantity: 5,
  unit: 'PCS',
  unitFactor: 1,
  unitPrice: null,
  discount: 0,
  free: false,
  freeAs: null,
  ...more,
});
let made = 0;
const draft = (more: Partial<OrderDraft> = {}): OrderDraft => {
  forgetDrafts('p');
  return Object.assign(draftOf(`o-${++made}`), more);
};
const views = (rows: readonly object[], of: OrderDraft, status = 'draft', from = goods()) =>
  lineViews({ rows: rows as never, draft: of, goods: from, status, figures: null, priceIncludesTax: false });

test('[S2] a draft price that was the list price follows the quantity, one that was agreed stays', () => {
  const quantity = (base: object) =>
    draft({ lines: new Map([['l-1', edit(undefined, base as never, 'quantity', 24)]]) });
  const listed = row();
  expect(views([listed], quantity(listed))[0]).toMatchObject({ quantity: 24, unitPrice: 8_000_000 });
  const agreed = row({ unitPrice: 9_000_000 });
  expect(views([agreed], quantity(agreed))[0]).toMatchObject({ unitPrice: 9_000_000 });
  expect(views([listed], quantity(listed), 'confirmed')[0]).toMatchObject({ unitPrice: 10_000_000 });
});

test('[S2] lines of one product share what is available, in their order', () => {
  const of = draft({ added: [added(), added({ id: 'n-2', quantity: 4 }), added({ id: 'n-3', nature: 'charge' })] });
  const found = views([], of, 'draft', goods(7));
  expect(found.map(({ short }) => short)).toEqual([0, 2, 0]);
});

test('[S2] a confirmed line is short by what is not reserved, whatever lies on the shelf', () => {
  const back = row({ fulfilment: 'backordered', reserved: 4, shipped: 2 });
  expect(views([back], draft(), 'confirmed', goods(100))[0]).toMatchObject({ short: 6, available: 100 });
});

test('[S4] what was picked, shipped or invoiced stands, and says why', () => {
  const fixed = (more: object) => views([row(more)], draft(), 'confirmed')[0]?.fixed?.refused ?? null;
  expect([
    fixed({}),
    fixed({ picked: 1 }),
    fixed({ shipped: 1, picked: 1 }),
    fixed({ invoiced: 1 }),
    fixed({ closed: 1 }),
  ]).toEqual([null, 'order.line_picked', 'order.line_shipped', 'order.line_invoiced', 'order.line_closed']);
});

test('[S2] a quantity that does not come out even is typed in the base unit', () => {
  expect(views([row({ quantity: 24 })], draft())[0]?.unit).toEqual({ code: 'BOX', factor: 12 });
  expect(views([row({ quantity: 25 })], draft())[0]?.unit).toEqual({ code: 'PCS', factor: 1 });
});

test('[S2] totals follow what is typed: removed lines are gone, free ones cost nothing, half-typed ones count for nothing', () => {
  const of = draft({
    removed: new Set(['l-2']),
    added: [added({ unitPrice: 3_000_000 }), added({ id: 'n-2', free: true }), added({ id: 'n-3', quantity: null })],
  });
  const from = goods();
  const lines = views([row(), row({ id: 'l-2' })], of, 'draft', from);
  const found = figuresOf({ currency: 'TWD', priceIncludesTax: false, discount: 100_000 }, lines, from, 'document');
  // 120 + 15 less 10 % is 121.5, hence 122 off 14 (13.5 rounds up): 121 net, 6 tax.
  expect(found).toMatchObject({ order: { net: 121, tax: 6, total: 127 }, taxes: [{ rate: 50_000, tax: 6 }] });
  const huge = views(
    [],
    draft({ added: [added({ quantity: 1_000_000_000, unitPrice: 9_000_000_000_000_000 })] }),
    'draft',
    from,
  );
  expect(figuresOf({ currency: 'TWD', priceIncludesTax: false, discount: 0 }, huge, from, 'document')).toEqual({
    refused: 'order.too_large',
  });
});

test('[P11] a line that another changed in the same field is contested in that field only', () => {
  const base = row();
  const edits = edit(edit(undefined, base as never, 'quantity', 36), base as never, 'discount', 50_000);
  const of = draft({ lines: new Map([['l-1', edits]]) });
  const [line] = views([row({ quantity: 48 })], of);
  expect([...(line?.contested ?? [])]).toEqual([['quantity', 48]]);
  expect(line).toMatchObject({ quantity: 36, discount: 50_000 });
});

test('[S2] of many lines only those that read otherwise are other ones', () => {
  const rows = [row(), row({ id: 'l-2' })];
  const from = goods();
  const before = views(rows, draft(), 'draft', from);
  const typed = edit(undefined, rows[0] as never, 'quantity', 36);
  const now = steadyViews(before, views(rows, draft({ lines: new Map([['l-1', typed]]) }), 'draft', from));
  expect(now.map((line, at) => line === before[at])).toEqual([false, true]);
  expect(now[0]).toMatchObject({ quantity: 36 });
  const other = steadyViews(now, views([row({ name: 'Other' }), rows[1] as object], draft(), 'draft', from));
  expect(other.map((line, at) => line === now[at])).toEqual([false, true]);
  expect(steadyViews(now, [])).toEqual([]);
});
