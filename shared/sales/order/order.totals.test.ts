import fc from 'fast-check';
import { expect, test } from 'vitest';
import { billedTotals, cumulativeShare, type PricedOrder, totals } from './order.totals.ts';

/** The oracle knows fractions only: [numerator, denominator > 0], and what it is to be the nearest whole number. */
const abs = (n: bigint) => (n < 0n ? -n : n);
const isRounded = (whole: number, [p, q]: readonly [bigint, bigint]): boolean => {
  const off = 2n * abs(p - BigInt(whole) * q);
  return off < q || (off === q && abs(BigInt(whole) * q) > abs(p));
};
const isNear = (whole: number, [p, q]: readonly [bigint, bigint]) => abs(p - BigInt(whole) * q) < q;
const total = (figures: readonly number[]) => figures.reduce((all, one) => all + BigInt(one), 0n);
const MILLION = 1_000_000n;
const decimals: Record<string, number> = { TWD: 0, GBP: 2, KWD: 3 };

const rates = { S: 50_000, R: 200_000, Z: 0, L: 8_875 };
const ppm = fc.oneof(fc.constantFrom(0, 50_000, 333_333, 1_000_000), fc.nat({ max: 1_000_000 }));
const priced = (sign: fc.Arbitrary<number>) =>
  fc
    .record({
      quantity: fc.integer({ min: 1, max: 5000 }),
      sign,
      unitPrice: fc.oneof(
        fc.nat({ max: 2_000_000_000 }),
        fc.nat({ max: 3000 }).map((cents) => cents * 10_000),
      ),
      discount: ppm,
      taxCode: fc.constantFrom('S' as const, 'R' as const, 'Z' as const, 'L' as const),
      free: fc.nat({ max: 5 }).map((n) => n === 0),
    })
    .map(({ sign: way, free, ...line }) => ({
      ...line,
      quantity: line.quantity * way,
      taxRate: rates[line.taxCode],
      ...(free ? { free } : {}),
    }));
const orders = (sign: fc.Arbitrary<number>): fc.Arbitrary<PricedOrder> =>
  fc.record({
    currency: fc.constantFrom('TWD', 'GBP', 'KWD'),
    priceIncludesTax: fc.boolean(),
    taxRounding: fc.constantFrom('document' as const, 'line' as const),
    discount: ppm,
    lines: fc.array(priced(sign), { maxLength: 12 }),
  });
const sold = orders(fc.constant(1));
const mixed = orders(fc.constantFrom(1, 1, 1, -1));

/** What a tax of a rate is of an amount: on top of a net, within a gross. */
const taxOf = (amount: bigint, rate: number, inclusive: boolean) =>
  [amount * BigInt(rate), inclusive ? MILLION + BigInt(rate) : MILLION] as const;

test('[P8] an order worked by hand: discounts, two rates, a free line', () => {
  const line = { quantity: 3, unitPrice: 33_335_000, discount: 0, taxCode: 'S', taxRate: 50_000 };
  const order: PricedOrder = {
    currency: 'GBP',
    priceIncludesTax: false,
    taxRounding: 'document',
    discount: 100_000,
    lines: [line, { ...line, quantity: 1, discount: 250_000, taxCode: 'R', taxRate: 200_000 }, { ...line, free: true }],
  };
  // 100.005 → 100.01 and 25.00125 → 25.00; 10 % of 125.01 is 12.501 → 12.50, of which 10.001 and 2.50 fall to the lines
  expect(totals(order)).toEqual({
    lines: [
      { net: 9001, tax: 450, gross: 9451, documentDiscount: 1000 },
      { net: 2250, tax: 450, gross: 2700, documentDiscount: 250 },
      { net: 0, tax: 0, gross: 0, documentDiscount: 0 },
    ],
    taxes: [
      { taxCode: 'S', taxRate: 50_000, base: 9001, tax: 450 },
      { taxCode: 'R', taxRate: 200_000, base: 2250, tax: 450 },
    ],
    net: 11_251,
    tax: 900,
    total: 12_151,
    documentDiscount: 1250,
  });
});

test('[P8] in Taiwan the tax is rounded once for the document, or on each line where the policy says so', () => {
  const line = { quantity: 1, unitPrice: 10_000_000, discount: 0, taxCode: 'S', taxRate: 50_000 };
  const order = { currency: 'TWD', priceIncludesTax: false, discount: 0, lines: [line, line, line] };
  const once = totals({ ...order, taxRounding: 'document' });
  expect([once.net, once.tax, once.total, once.lines.map((one) => one.tax)]).toEqual([30, 2, 32, [1, 1, 0]]);
  const each = totals({ ...order, taxRounding: 'line' });
  expect([each.net, each.tax, each.total]).toEqual([30, 3, 33]);
  const within = totals({ ...order, taxRounding: 'document', priceIncludesTax: true });
  expect([within.net, within.tax, within.total]).toEqual([29, 1, 30]);
});

test('[P8] tax is summed by code and rate: neither two codes of one rate nor two rates of one code are one', () => {
  const line = { quantity: 1, unitPrice: 10_000_000, discount: 0, taxCode: 'S', taxRate: 50_000 };
  const lines = [line, { ...line, taxCode: 'E' }, { ...line, taxRate: 60_000 }, line];
  const order = { currency: 'GBP', priceIncludesTax: false, taxRounding: 'document' as const, discount: 0, lines };
  expect(totals(order).taxes).toEqual([
    { taxCode: 'S', taxRate: 50_000, base: 2000, tax: 100 },
    { taxCode: 'E', taxRate: 50_000, base: 1000, tax: 50 },
    { taxCode: 'S', taxRate: 60_000, base: 1000, tax: 60 },
  ]);
});

test('[P8] Σ rounded line nets = net, net + tax = total, Σ codes = both; each figure is the nearest to the exact', () => {
  fc.assert(
    fc.property(mixed, (order) => {
      const all = totals(order);
      const { priceIncludesTax: inclusive } = order;
      expect(total(all.lines.map((line) => line.net))).toBe(BigInt(all.net)); // EN 16931 BR-CO-10
      expect(all.net + all.tax).toBe(all.total); // BR-CO-15
      expect(total(all.lines.map((line) => line.tax))).toBe(BigInt(all.tax)); // BR-CO-14
      expect(total(all.taxes.map((tax) => tax.tax))).toBe(BigInt(all.tax));
      expect(total(all.taxes.map((tax) => tax.base))).toBe(BigInt(all.net));
      expect(total(all.lines.map((line) => line.documentDiscount))).toBe(BigInt(all.documentDiscount));
      const amounts = all.lines.map((line) => BigInt(inclusive ? line.gross : line.net));
      const before = all.lines.map((line, at) => Number(amounts[at]) + line.documentDiscount);
      expect(isRounded(all.documentDiscount, [total(before) * BigInt(order.discount), MILLION])).toBe(true);
      order.lines.forEach((line, at) => {
        const own = all.lines[at] ?? { net: Number.NaN, tax: 0, gross: 0, documentDiscount: 0 };
        const exact =
          BigInt(line.unitPrice) * BigInt(line.quantity) * BigInt(line.free ? 0 : 1_000_000 - line.discount);
        const scale = MILLION * MILLION;
        const minor = 10n ** BigInt(decimals[order.currency] ?? 0);
        expect(own.net + own.tax).toBe(own.gross);
        expect(isRounded(before[at] ?? Number.NaN, [exact * minor, scale])).toBe(true);
        expect(isNear(own.documentDiscount, [BigInt(before[at] ?? 0) * BigInt(order.discount), MILLION])).toBe(true);
        const tax = taxOf(amounts[at] ?? 0n, line.taxRate, inclusive);
        expect(order.taxRounding === 'line' ? isRounded(own.tax, tax) : isNear(own.tax, tax)).toBe(true);
      });
      for (const { taxCode, taxRate, base, tax } of all.taxes) {
        const mine = amounts.filter((_, at) => order.lines[at]?.taxCode === taxCode);
        const sum = mine.reduce((sofar, one) => sofar + one, 0n);
        expect(BigInt(base)).toBe(inclusive ? sum - BigInt(tax) : sum);
        if (order.taxRounding === 'document') expect(isRounded(tax, taxOf(sum, taxRate, inclusive))).toBe(true);
      }
    }),
    { numRuns: 500 },
  );
});

test('[P8] an inclusive gross is kept to the unit, whatever the tax', () => {
  fc.assert(
    fc.property(sold, (order) => {
      const untaxed = order.lines.map((line) => ({ ...line, taxCode: 'Z', taxRate: 0 }));
      const inclusive = totals({ ...order, priceIncludesTax: true });
      const plain = totals({ ...order, priceIncludesTax: true, lines: untaxed });
      expect(inclusive.total).toBe(plain.total);
      expect(inclusive.lines.map((line) => line.gross)).toEqual(plain.lines.map((line) => line.gross));
    }),
  );
});

test('[P8] credit note + invoice = 0: the mirror image of an order has the mirrored figures', () => {
  fc.assert(
    fc.property(mixed, (order) => {
      const back = totals({ ...order, lines: order.lines.map((line) => ({ ...line, quantity: -line.quantity })) });
      const forth = totals(order);
      const flat = (of: typeof back) => [
        ...of.lines.flatMap((line) => [line.net, line.tax, line.gross, line.documentDiscount]),
        ...of.taxes.flatMap((tax) => [tax.base, tax.tax]),
        ...[of.net, of.tax, of.total, of.documentDiscount],
      ];
      expect(flat(back).map((figure) => -figure + 0)).toEqual(flat(forth));
    }),
  );
});

test('[P8] what is no order is refused, not computed', () => {
  const line = { quantity: 1, unitPrice: 1_000_000, discount: 0, taxCode: 'S', taxRate: 50_000 };
  const order: PricedOrder = {
    currency: 'GBP',
    priceIncludesTax: false,
    taxRounding: 'document',
    discount: 0,
    lines: [line],
  };
  const of =
    (change: Partial<PricedOrder>, own: Partial<typeof line> = {}) =>
    () =>
      totals({ ...order, lines: [{ ...line, ...own }], ...change });
  expect(of({ lines: [] })().total).toBe(0);
  expect(of({}, { discount: 1_000_000 })().total).toBe(0);
  const refused = [
    of({ currency: 'XXX' }),
    of({ discount: 1_000_001 }),
    of({ discount: -1 }),
    of({}, { discount: -1 }),
  ];
  refused.push(of({}, { discount: 1_000_001 }), of({}, { taxRate: -1 }), of({}, { quantity: 0.5 }));
  refused.push(of({}, { unitPrice: 0.1 }), of({}, { unitPrice: Number.MAX_SAFE_INTEGER, quantity: 1_000_000 }));
  for (const attempt of refused) expect(attempt).toThrow(RangeError);
});

/** A quantity cut into parts, zero ones among them. */
const cuts = fc.array(fc.nat({ max: 1_000_000 }), { maxLength: 6 });
const partsOf = (quantity: number, at: readonly number[]): number[] => {
  const edges = [...at.map((cut) => cut % (Math.abs(quantity) + 1)), 0, Math.abs(quantity)].sort((a, b) => a - b);
  return edges.slice(1).map((edge, n) => (edge - (edges[n] ?? 0)) * Math.sign(quantity));
};

test('[P8] the parts of a line sum to it over any partition, in every column', () => {
  expect([1, 2, 3].map((upto) => cumulativeShare(100, 3, upto))).toEqual([33, 67, 100]);
  expect(cumulativeShare(0, 0, 0)).toBe(0);
  for (const [quantity, upto] of [
    [3, 4],
    [3, -1],
    [-3, 1],
    [0, 0],
  ] as const)
    expect(() => cumulativeShare(5, quantity, upto)).toThrow(RangeError);
  const figure = fc.integer({ min: -1e12, max: 1e12 });
  const quantity = fc.integer({ min: -5000, max: 5000 }).filter((n) => n !== 0);
  fc.assert(
    fc.property(figure, figure, quantity, cuts, (net, tax, ordered, at) => {
      const line = { net, tax, gross: net + tax };
      let already = 0;
      const parts = partsOf(ordered, at).map((now) => {
        const of = (amount: number): number =>
          cumulativeShare(amount, ordered, already + now) - cumulativeShare(amount, ordered, already);
        const part = { net: of(line.net), tax: of(line.tax), gross: of(line.gross) };
        already += now;
        return part;
      });
      for (const column of ['net', 'tax', 'gross'] as const)
        expect(total(parts.map((part) => part[column]))).toBe(BigInt(line[column]));
    }),
  );
});

test('[P8] partial invoices sum to the order in every column; each is whole in itself and taxed within a unit', () => {
  fc.assert(
    fc.property(mixed, fc.array(cuts, { minLength: 12, maxLength: 12 }), (order, at) => {
      const ordered = totals(order);
      const plans = order.lines.map((line, index) => partsOf(line.quantity, at[index] ?? []));
      const rounds = Math.max(1, ...plans.map((plan) => plan.length));
      const already = order.lines.map(() => 0);
      const invoices = Array.from({ length: rounds }, (_, round) => {
        const lines = order.lines.map(({ quantity, taxCode, taxRate }, index) => {
          const { net, tax, gross } = ordered.lines[index] ?? { net: 0, tax: 0, gross: 0 };
          const now = plans[index]?.[round] ?? 0;
          return { quantity, taxCode, taxRate, net, tax, gross, already: already[index] ?? 0, now };
        });
        const invoice = billedTotals({ ...order, lines });
        lines.forEach(({ now }, index) => {
          already[index] = (already[index] ?? 0) + now;
          if (now === 0) expect(invoice.lines[index]).toEqual({ net: 0, tax: 0, gross: 0 });
        });
        expect(invoice.net + invoice.tax).toBe(invoice.total);
        expect(total(invoice.lines.map((line) => line.net))).toBe(BigInt(invoice.net));
        expect(total(invoice.lines.map((line) => line.tax))).toBe(BigInt(invoice.tax));
        expect(total(invoice.taxes.map((tax) => tax.base))).toBe(BigInt(invoice.net));
        for (const { base, tax, taxRate } of invoice.taxes)
          if (order.taxRounding === 'document') {
            const own = BigInt(order.priceIncludesTax ? base + tax : base);
            const [p, q] = taxOf(own, taxRate, order.priceIncludesTax);
            expect(abs(p - BigInt(tax) * q) <= q).toBe(true);
          }
        return invoice;
      });
      for (const column of ['net', 'tax', 'total'] as const)
        expect(total(invoices.map((invoice) => invoice[column]))).toBe(BigInt(ordered[column]));
      order.lines.forEach((_, index) => {
        const column = order.priceIncludesTax ? 'gross' : 'net';
        const parts = invoices.map((invoice) => invoice.lines[index]?.[column] ?? Number.NaN);
        expect(total(parts)).toBe(BigInt(ordered.lines[index]?.[column] ?? Number.NaN));
      });
      ordered.taxes.forEach((tax, index) => {
        expect(total(invoices.map((invoice) => invoice.taxes[index]?.tax ?? Number.NaN))).toBe(BigInt(tax.tax));
      });
    }),
    { numRuns: 300 },
  );
});
