import { fc, test as property } from '@fast-check/vitest';
import { expect, test } from 'vitest';
import { insertedRow } from '../../base/changes.ts';
import { sum } from '../../base/money.ts';
import type { RowOf } from '../../catalogue.ts';
import { type Family, familyAfter } from '../../sales/order/order.children.ts';
import { totals } from '../../sales/order/order.totals.ts';
import { draftOf, taxSums } from './invoice.draft.ts';
import { issue } from './invoice.rules.ts';

const TODAY = '2026-03-02';
const wish = fc.record({
  quantity: fc.integer({ min: 1, max: 30 }),
  unitPrice: fc.integer({ min: 0, max: 90_000_000 }),
  taxRate: fc.constantFrom(0, 50_000, 130_000),
  charge: fc.boolean(),
  shipped: fc.tuple(fc.nat(30), fc.nat(30)),
});
const priceIncludesTax = fc.boolean();
const kept = fc.integer({ min: 0, max: 3_000 });

property.prop([fc.array(wish, { minLength: 1, maxLength: 6 }), priceIncludesTax, kept])(
  '[F3] a draft shows what issuing it makes: lines, figures, due days and the prepayment taken',
  (wishes, includes, paid) => {
    const currency = 'TWD';
    const lines = wishes.map((one) => ({ ...one, discount: 0, taxCode: `T${one.taxRate}` }));
    const figures = totals({ currency, priceIncludesTax: includes, taxRounding: 'document', discount: 0, lines });
    const order = insertedRow('order', 'order-1', {
      number: 'SO-1',
      status: 'confirmed',
      customerId: 'customer-1',
      currency,
      settlement: 'instalments',
      termsDays: 45,
      rate: 1_000_000,
      priceIncludesTax: includes,
      net: figures.net,
      tax: figures.tax,
      total: figures.total,
      paidTotal: paid,
    });
    const rows = lines.map(({ charge, shipped: _shipped, ...line }, n): RowOf<'order_line'> => {
      const { net, tax, gross } = figures.lines[n] as { net: number; tax: number; gross: number };
      const nature = charge ? 'charge' : 'goods';
      return insertedRow('order_line', `line-${n}`, {
        ...line,
        orderId: 'order-1',
        position: n + 1,
        nature,
        net,
        tax,
        total: gross,
      });
    });
    const allocation = insertedRow('allocation', 'kept', {
      receiptId: 'receipt',
      orderId: 'order-1',
      receivableId: null,
      currency,
      allocated: paid,
    });
    const none = {
      holds: [],
      requests: [],
      edits: [],
      quotes: [],
      picks: [],
      packages: [],
      shipments: [],
      shipmentLines: [],
      invoices: [],
    };
    let family: Family = {
      order,
      lines: rows,
      ...none,
      invoiceLines: [],
      receivables: [],
      allocations: paid > 0 ? [allocation] : [],
    };
    let made = 0;
    for (const step of [0, 1] as const) {
      family = {
        ...family,
        lines: family.lines.map((line, n) => {
          const more = wishes[n]?.shipped[step] ?? 0;
          return line.nature === 'charge' ? line : { ...line, shipped: Math.min(line.quantity, line.shipped + more) };
        }),
      };
      const draft = draftOf(family, TODAY, 'document');
      const receipt = insertedRow('receipt', 'receipt', { received: paid, unallocated: 0, currency });
      const decision = issue(
        {
          family,
          credit: {
            customer: insertedRow('customer', 'customer-1', { currency, creditLimit: null }),
            others: 0,
            overdue: 0,
            holds: [],
            near: 0,
          },
          receipts: [receipt],
          number: { text: `INV-${step}`, change: { op: 'update', noun: 'number_series', id: 's', set: { last: 1 } } },
          taxRounding: 'document',
        },
        {},
        { now: 1, today: TODAY, newId: () => `made-${++made}`, actor: { id: 'p', name: 'P', discountAuthority: 0 } },
      );
      if ('refused' in decision) {
        expect(draft).toBeNull();
        continue;
      }
      const before = new Set(family.invoiceLines.map(({ id }) => id));
      const items = new Set(family.receivables.map(({ id }) => id));
      family = familyAfter(family, decision.changes);
      const issued = family.invoices.find(({ number }) => number === `INV-${step}`);
      const own = family.invoiceLines.filter(({ id }) => !before.has(id));
      const due = family.receivables.filter(({ id }) => !items.has(id));
      expect([draft?.net, draft?.tax, draft?.total]).toEqual([issued?.net, issued?.tax, issued?.total]);
      expect(draft?.lines.map(({ line, quantity, total }) => [line.id, quantity, total])).toEqual(
        own.map(({ lineId, quantity, total }) => [lineId, quantity, total]),
      );
      expect(draft?.parts.map(({ amount, dueOn }) => [amount, dueOn])).toEqual(
        due.map(({ original, dueOn }) => [original, dueOn]),
      );
      expect((draft?.total ?? 0) - (draft?.prepaid ?? 0)).toBe(sum(due.map(({ open }) => open)));
      const taxes = taxSums(own);
      expect(sum(taxes.map(({ base }) => base))).toBe(issued?.net);
      expect(sum(taxes.map(({ tax }) => tax))).toBe(issued?.tax);
    }
  },
);

test('[F3] tax stands once for each code and rate, in the order of the lines', () => {
  const line = (taxCode: string, taxRate: number, net: number, tax: number) => ({ taxCode, taxRate, net, tax });
  expect(taxSums([line('T5', 50_000, 100, 5), line('T0', 0, 40, 0), line('T5', 50_000, 20, 1)])).toEqual([
    { taxCode: 'T5', taxRate: 50_000, base: 120, tax: 6 },
    { taxCode: 'T0', taxRate: 0, base: 40, tax: 0 },
  ]);
  expect(taxSums([])).toEqual([]);
});
