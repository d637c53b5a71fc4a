import { fc, test as property } from '@fast-check/vitest';
import { describe, expect, test } from 'vitest';
import { insertedRow } from '../../base/changes.ts';
import type { Change, Decision } from '../../base/decision.ts';
import type { RowOf } from '../../catalogue.ts';
import { type Family, familyAfter } from '../../sales/order/order.children.ts';
import { shortClose } from '../../sales/order/order.end.ts';
import { type TaxRounding, totals } from '../../sales/order/order.totals.ts';
import { settingsFrom } from '../../system/setting/setting.defaults.ts';
import type { CreditFacts } from '../credit/credit.rules.ts';
import { sameTerms } from '../terms.ts';
import { dueParts } from './invoice.due.ts';
import { type InvoiceFacts, issue } from './invoice.rules.ts';

type Line = RowOf<'order_line'>;
type Wish = {
  quantity: number;
  unitPrice: number;
  discount: number;
  taxRate: number;
  charge: boolean;
  free: boolean;
};

const at = () => {
  let made = 0;
  return {
    now: 1,
    today: '2026-03-02',
    actor: { id: 'p', name: 'P', discountAuthority: 0 },
    newId: () => `made-${String(++made).padStart(6, '0')}`,
  };
};

/** A confirmed order as Sales leaves it: figures by the product's own totals. */
const familyFor = (
  wishes: readonly Wish[],
  terms: { includesTax: boolean; rounding: TaxRounding; discount: number; currency?: string },
): Family => {
  const currency = terms.currency ?? 'TWD';
  const lines = wishes.map((wish) => ({ ...wish, taxCode: `T${wish.taxRate}` }));
  const figures = totals({
    currency,
    priceIncludesTax: terms.includesTax,
    taxRounding: terms.rounding,
    discount: terms.discount,
    lines,
  });
  const order = insertedRow('order', 'order-1', {
    number: 'SO-1',
    status: 'confirmed',
    customerId: 'customer-1',
    currency,
    settlement: 'net',
    termsDays: 30,
    rate: 1_000_000,
    priceIncludesTax: terms.includesTax,
    net: figures.net,
    tax: figures.tax,
    total: figures.total,
  });
  const rows = lines.map((line, n) => {
    const { net, tax, gross } = figures.lines[n] as { net: number; tax: number; gross: number };
    return insertedRow('order_line', `line-${n}`, {
      orderId: order.id,
      position: n + 1,
      nature: line.charge ? 'charge' : 'goods',
      quantity: line.quantity,
      unitPrice: line.unitPrice,
      discount: line.discount,
      taxCode: line.taxCode,
      taxRate: line.taxRate,
      free: line.free,
      net,
      tax,
      total: gross,
    });
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
  };
  return { order, lines: rows, ...none, invoices: [], invoiceLines: [], receivables: [], allocations: [] };
};

const credit: CreditFacts = {
  customer: insertedRow('customer', 'customer-1', { currency: 'TWD', creditLimit: null }),
  others: 0,
  overdue: 0,
  holds: [],
  near: 800_000,
};
const factsFor = (family: Family, rounding: TaxRounding, more: Partial<InvoiceFacts> = {}): InvoiceFacts => ({
  family,
  credit,
  receipts: [],
  number: { text: 'INV-1', change: { op: 'update', noun: 'number_series', id: 's', set: { last: 1 } } },
  taxRounding: rounding,
  ...more,
});
const changesOf = (facts: InvoiceFacts, moment = at()): readonly Change[] => {
  const decision = issue(facts, {}, moment);
  if ('refused' in decision) throw new Error(decision.refused);
  return decision.changes;
};
const shipping = (family: Family, shippedOf: (line: Line) => number): Family => ({
  ...family,
  lines: family.lines.map((line) => (line.nature === 'charge' ? line : { ...line, shipped: shippedOf(line) })),
});
const total = (rows: readonly { readonly [name: string]: unknown }[], field: string): number =>
  rows.reduce((all, row) => all + (row[field] as number), 0);

const anyWish: fc.Arbitrary<Wish> = fc.record({
  quantity: fc.integer({ min: 1, max: 40 }),
  unitPrice: fc.integer({ min: 0, max: 90_000_000 }),
  discount: fc.constantFrom(0, 0, 50_000, 333_333),
  taxRate: fc.constantFrom(0, 50_000, 130_000),
  charge: fc.boolean(),
  free: fc.integer({ min: 0, max: 9 }).map((one) => one === 0),
});
const anyTerms = fc.record({
  includesTax: fc.boolean(),
  rounding: fc.constantFrom<TaxRounding>('document', 'line'),
  discount: fc.constantFrom(0, 0, 30_000, 111_111),
});

describe('[P8] invoices of an order', () => {
  property.prop([
    fc.array(anyWish, { minLength: 1, maxLength: 6 }),
    anyTerms,
    fc.array(fc.nat(40), { minLength: 12, maxLength: 12 }),
  ])('sum to it exactly, however it was shipped, and never pass what was shipped', (wishes, terms, steps) => {
    let family = familyFor(wishes, terms);
    const moment = at();
    let issued = 0;
    const ship = (upto: (line: Line) => number) => {
      family = shipping(family, upto);
      const decision = issue(
        factsFor(family, terms.rounding, {
          number: {
            text: `INV-${issued}`,
            change: { op: 'update', noun: 'number_series', id: 's', set: { last: issued } },
          },
        }),
        {},
        moment,
      );
      if ('refused' in decision) return expect(decision.refused).toBe('invoice.nothing');
      issued++;
      family = familyAfter(family, decision.changes);
      for (const line of family.lines)
        expect(line.invoiced).toBeLessThanOrEqual(line.nature === 'charge' ? line.quantity : line.shipped);
      return null;
    };
    for (const step of steps) {
      const n = step % wishes.length;
      ship((line) => (line.id === `line-${n}` ? Math.min(line.quantity, line.shipped + step) : line.shipped));
    }
    ship((line) => line.quantity);
    const { order, invoices, invoiceLines, receivables } = family;
    for (const field of ['net', 'tax', 'total'] as const) {
      expect(total(invoices, field)).toBe(order[field]);
      expect(total(invoiceLines, field)).toBe(order[field]);
    }
    for (const invoice of invoices) {
      const own = invoiceLines.filter(({ invoiceId }) => invoiceId === invoice.id);
      for (const field of ['net', 'tax', 'total'] as const) expect(total(own, field)).toBe(invoice[field]);
      for (const line of own) expect(line.net + line.tax).toBe(line.total);
    }
    for (const line of family.lines) {
      expect(
        total(
          invoiceLines.filter(({ lineId }) => lineId === line.id),
          'quantity',
        ),
      ).toBe(line.quantity);
    }
    expect(order.invoicedTotal).toBe(order.total);
    expect(order.billing).toBe('invoiced');
    expect(total(receivables, 'original')).toBe(order.total);
    expect(total(receivables, 'open')).toBe(order.total);
  });

  property.prop([
    fc.array(anyWish, { minLength: 1, maxLength: 6 }),
    anyTerms,
    fc.array(fc.nat(40), { minLength: 6, maxLength: 6 }),
    fc.boolean(),
  ])('sum to it also when it is closed short, before or after the last of them', (wishes, terms, steps, before) => {
    let family = familyFor(wishes, terms);
    const moment = at();
    const apply = (decision: Decision): void => {
      if ('changes' in decision) family = familyAfter(family, decision.changes);
      else expect(decision.refused).toBe('invoice.nothing');
    };
    for (const step of steps) {
      const n = step % wishes.length;
      family = shipping(family, (line) =>
        line.id === `line-${n}` ? Math.min(line.quantity, line.shipped + step) : line.shipped,
      );
      if (!before || step % 2 === 0) apply(issue(factsFor(family, terms.rounding), {}, moment));
    }
    const none = {
      goods: { products: [], units: [], prices: [], taxCodes: [] },
      stock: [],
      notForSale: new Set<string>(),
    };
    const closed = shortClose(
      { family, credit, ...none, settings: settingsFrom([]), receipts: [] },
      { why: 'end' },
      moment,
    );
    fc.pre('changes' in closed);
    apply(closed);
    apply(issue(factsFor(family, terms.rounding), {}, moment));
    const { order, invoices } = family;
    expect(order.billing).toBe('invoiced');
    for (const field of ['net', 'tax', 'total'] as const)
      expect([field, total(invoices, field)]).toEqual([field, order[field]]);
    for (const field of ['net', 'tax', 'total'] as const)
      expect([field, total(family.lines, field)]).toEqual([field, order[field]]);
  });

  const wish: Wish = { quantity: 10, unitPrice: 10_000_000, discount: 0, taxRate: 50_000, charge: false, free: false };
  const terms = { includesTax: false, rounding: 'document' as const, discount: 0 };

  test('take charges once, with the first goods, and not before them', () => {
    let family = familyFor([wish, { ...wish, quantity: 1, unitPrice: 60_000_000, charge: true }], terms);
    expect(issue(factsFor(family, 'document'), {}, at())).toEqual({ refused: 'invoice.nothing' });
    family = shipping(family, () => 4);
    const first = familyAfter(family, changesOf(factsFor(family, 'document')));
    expect(first.invoices.map((one) => one.net)).toEqual([100]);
    expect(issue(factsFor(first, 'document'), {}, at())).toEqual({ refused: 'invoice.nothing' });
    expect(first.order.billing).toBe('part_invoiced');
  });

  test('are refused before the order is confirmed and after today', () => {
    const family = shipping(familyFor([wish], terms), () => 10);
    const submitted: Family = { ...family, order: { ...family.order, status: 'submitted' } };
    expect(issue(factsFor(submitted, 'document'), {}, at())).toEqual({ refused: 'invoice.not_confirmed' });
    expect(issue(factsFor(family, 'document'), { postedOn: '2026-03-03' }, at())).toEqual({
      refused: 'invoice.posted_ahead',
      field: 'postedOn',
    });
  });

  const allocation = (id: string, allocated: number): RowOf<'allocation'> =>
    insertedRow('allocation', id, {
      receiptId: 'receipt-1',
      receiptNumber: 'RC-1',
      receivableId: null,
      orderId: 'order-1',
      customerId: 'customer-1',
      currency: 'TWD',
      allocated,
    });
  const receipt = insertedRow('receipt', 'receipt-1', {
    number: 'RC-1',
    received: 100,
    unallocated: 0,
    status: 'allocated',
    currency: 'TWD',
  });

  property.prop([fc.integer({ min: 1, max: 9 }), fc.array(fc.integer({ min: 1, max: 60 }), { maxLength: 4 })])(
    'take the order’s prepayments first, and give back what none will take',
    (shipped, kept) => {
      let family = familyFor([wish], terms);
      const paid = kept.reduce((all, one) => all + one, 0);
      family = {
        ...family,
        allocations: kept.map((one, n) => allocation(`allocation-${n}`, one)),
        order: { ...family.order, paidTotal: paid },
      };
      const moment = at();
      let receipts = [receipt];
      for (const upto of [shipped, 10]) {
        family = shipping(family, () => upto);
        const changes = changesOf(factsFor(family, 'document', { receipts }), moment);
        family = familyAfter(family, changes);
        receipts = receipts.map(
          (one) =>
            Object.assign(
              {},
              one,
              ...changes.filter(({ id }) => id === one.id).map((change) => ('set' in change ? change.set : {})),
            ) as typeof one,
        );
      }
      const taken = family.allocations.filter(({ receivableId }) => receivableId !== null);
      // 10 at 10 with 5 % are 105.
      expect(total(taken, 'allocated')).toBe(Math.min(paid, 105));
      expect(taken).toHaveLength(family.allocations.length);
      expect(receipts[0]?.unallocated).toBe(Math.max(0, paid - 105));
      expect(family.order.paidTotal).toBe(Math.min(paid, 105));
      expect(total(family.receivables, 'open')).toBe(105 - Math.min(paid, 105));
      for (const item of family.receivables) {
        const put = total(
          taken.filter(({ receivableId }) => receivableId === item.id),
          'allocated',
        );
        expect(item.open).toBe(item.original - put);
        expect(item.status).toBe(item.open === 0 ? 'settled' : 'open');
      }
    },
  );
});

describe('[P8] what is due of an invoice', () => {
  property.prop([
    fc.constantFrom('net', 'prepayment', 'cash_on_delivery', 'instalments' as const),
    fc.nat(365),
    fc.nat(1e9),
  ])('sums to it, is nowhere empty and comes in order', (settlement, termsDays, amount) => {
    const parts = dueParts(
      { settlement: settlement as 'net', termsDays, prepaymentShare: 300_000 },
      amount,
      '2026-03-02',
    );
    expect(parts.reduce((all, part) => all + part.amount, 0)).toBe(amount);
    expect(parts.every((part) => part.amount > 0)).toBe(true);
    expect(parts.map((part) => part.dueOn)).toEqual(parts.map((part) => part.dueOn).sort());
  });
  test('ends with the terms', () => {
    expect(dueParts({ settlement: 'net', termsDays: 30, prepaymentShare: 0 }, 5, '2026-03-02')).toEqual([
      { amount: 5, dueOn: '2026-04-01' },
    ]);
    expect(dueParts({ settlement: 'cash_on_delivery', termsDays: 30, prepaymentShare: 0 }, 5, '2026-03-02')).toEqual([
      { amount: 5, dueOn: '2026-03-02' },
    ]);
    expect(dueParts({ settlement: 'instalments', termsDays: 60, prepaymentShare: 0 }, 100, '2026-03-02')).toEqual([
      { amount: 34, dueOn: '2026-03-22' },
      { amount: 33, dueOn: '2026-04-11' },
      { amount: 33, dueOn: '2026-05-01' },
    ]);
  });
  test('is dated by the days of the terms only where terms that differ in them are others', () => {
    const prepaid = { settlement: 'prepayment', termsDays: 30 } as const;
    for (const [prepaymentShare, dueOn] of [
      [300_000, '2026-04-01'],
      [1_000_000, '2026-03-02'],
    ] as const) {
      const terms = { ...prepaid, prepaymentShare };
      expect(dueParts(terms, 5, '2026-03-02')).toEqual([{ amount: 5, dueOn }]);
      expect(sameTerms(terms, { ...terms, termsDays: 0 })).toBe(dueOn === '2026-03-02');
    }
  });
});
