import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { insertedRow } from '../../base/changes.ts';
import { addDays } from '../../base/day.ts';
import type { RowOf } from '../../catalogue.ts';
import { settingsFrom } from '../../system/setting/setting.defaults.ts';
import { familyAfter } from '../order/order.children.ts';
import type { OrderFacts } from '../order/order.confirm.ts';
import { figured } from '../order/order.lines.ts';
import { accept, lastQuote, offer, revise } from './quote.rules.ts';

const TODAY = '2026-03-02';
const actor = { id: 'rep', name: 'Rep', discountAuthority: 0 };
let made = 0;
const momentOn = (today: string) =>
  ({ now: Date.parse(`${today}T04:00:00Z`), today, actor, newId: () => `new-${++made}` }) as never;
const price = (productId: string, unitPrice: number, validFrom = '2026-01-01') =>
  insertedRow('price', `${productId}-${validFrom}`, { productId, unitPrice, validFrom, validTo: null, minQuantity: 1 });

type Drawn = {
  quantity: number;
  list: number;
  later: number | null;
  byWord: number | null;
  free: boolean;
  discount: number;
};
const factsOf = (drawn: readonly Drawn[], order: Partial<RowOf<'order'>> = {}): OrderFacts => {
  const bare = insertedRow('order', 'o', {
    number: 'SO-000001',
    status: 'draft',
    currency: 'TWD',
    orderedOn: TODAY,
    settlement: 'net',
    ...order,
  });
  const lines = drawn.map((one, at) =>
    insertedRow('order_line', `line-${at}`, {
      orderId: 'o',
      position: at + 1,
      productId: `p-${at}`,
      quantity: one.quantity,
      unitFactor: 1,
      free: one.free,
      freeAs: one.free ? 'goods' : null,
      unitPrice: one.free ? 0 : (one.byWord ?? one.list),
      discount: one.discount,
      taxCode: 'T5',
      taxRate: 50_000,
      nature: 'goods',
    }),
  );
  const settings = settingsFrom([]);
  const figures = figured(bare, lines, settings['tax.rounding']);
  if ('refused' in figures) throw new Error(figures.refused);
  const none = { holds: [], picks: [], packages: [], shipments: [], shipmentLines: [], invoices: [], invoiceLines: [] };
  const customer = insertedRow('customer', 'c', { status: 'active', currency: 'TWD' });
  return {
    family: {
      order: { ...bare, ...figures.order },
      lines: lines.map((line) => ({ ...line, ...figures.lines.get(line.id) })),
      ...none,
      receivables: [],
      allocations: [],
      requests: [],
      edits: [],
      quotes: [],
    },
    credit: { customer, others: 0, overdue: 0, holds: [], near: 800_000 },
    goods: {
      products: drawn.map((_one, at) => insertedRow('product', `p-${at}`, { status: 'active', nature: 'goods' })),
      units: [],
      taxCodes: [],
      prices: drawn.flatMap(({ list, later }, at) => [
        price(`p-${at}`, list),
        ...(later === null ? [] : [price(`p-${at}`, later, '2026-03-05')]),
      ]),
    },
    stock: [],
    notForSale: new Set(),
    settings,
  };
};
const left = (facts: OrderFacts, decision: ReturnType<typeof offer>): OrderFacts => {
  if ('refused' in decision) throw new Error(decision.refused);
  return { ...facts, family: familyAfter(facts.family, decision.changes) };
};

const unit = fc.integer({ min: 1, max: 500_000 }).map((n) => n * 10_000);
const drawn = fc.array(
  fc.record({
    quantity: fc.integer({ min: 1, max: 500 }),
    list: unit,
    later: fc.option(unit),
    byWord: fc.option(unit),
    free: fc.nat({ max: 5 }).map((n) => n === 0),
    discount: fc.constantFrom(0, 50_000, 1_000_000),
  }),
  { minLength: 1, maxLength: 8 },
);

describe('[S7] an offer through its life, whatever its lines', () => {
  test('kept, the order is what was offered to the unit; by the list, only what stood at the list has its new price', () => {
    fc.assert(
      fc.property(drawn, fc.constantFrom(0, 30_000), fc.boolean(), (lines, discount, priceIncludesTax) => {
        const facts = factsOf(lines, { discount, priceIncludesTax });
        const offered = left(facts, offer(facts, {}, momentOn(TODAY)));
        const quote = lastQuote(offered.family);
        expect([quote?.net, quote?.tax, quote?.total]).toEqual([
          facts.family.order.net,
          facts.family.order.tax,
          facts.family.order.total,
        ]);
        const later = momentOn('2026-03-05');
        const moved = lines.filter(({ free, list, later: now }) => !free && now !== null && now !== list).length;
        const asked = accept({ ...offered, seesPrices: true }, {}, later);
        if (moved > 0) expect(asked).toMatchObject({ refused: 'quote.prices_moved', with: { lines: moved } });
        else expect(asked).toHaveProperty('changes');
        const kept = left(offered, accept({ ...offered, seesPrices: true }, { prices: 'offered' }, later));
        const { net, tax, total, status } = kept.family.order;
        expect([status, net, tax, total]).toEqual(['draft', quote?.net, quote?.tax, quote?.total]);
        const taken = left(offered, accept({ ...offered, seesPrices: true }, { prices: 'list' }, later)).family;
        taken.lines.forEach((line, at) => {
          const { free, list, later: now, byWord } = lines[at] as Drawn;
          const atList = byWord === null || byWord === list;
          expect(line.unitPrice).toBe(free ? 0 : atList ? (now ?? list) : byWord);
        });
        const again = figured(taken.order, taken.lines, 'document');
        if ('refused' in again) throw new Error(again.refused);
        expect(again.order).toEqual({ net: taken.order.net, tax: taken.order.tax, total: taken.order.total });
        expect(taken.lines.every((line) => line.total === again.lines.get(line.id)?.total)).toBe(true);
      }),
    );
  });

  test('however often it is revised, numbers differ, one at most is open, and none that was made changes', () => {
    const deed = fc.constantFrom(
      'offer' as const,
      'renew' as const,
      'revise' as const,
      'accept' as const,
      'wait' as const,
    );
    fc.assert(
      fc.property(fc.array(deed, { maxLength: 14 }), fc.integer({ min: 0, max: 3 }), (deeds, days) => {
        const line = { quantity: 2, list: 10_000, later: null, byWord: null, free: false, discount: 0 };
        let facts = factsOf([line]);
        let today = TODAY;
        const made = new Map<string, unknown>();
        for (const one of deeds) {
          const moment = momentOn(today);
          if (one === 'wait') today = addDays(today, 1);
          const decision =
            one === 'offer' || one === 'renew'
              ? offer(
                  facts,
                  {
                    validUntil: addDays(today, days),
                    ...(one === 'renew' ? { renews: facts.family.order.revision } : {}),
                  },
                  moment,
                )
              : one === 'revise'
                ? revise(facts, moment)
                : one === 'accept'
                  ? accept({ ...facts, seesPrices: true }, {}, moment)
                  : null;
          if (decision === null) continue;
          const { status } = facts.family.order;
          const past = (lastQuote(facts.family)?.validUntil ?? '') < today;
          const refused = one === 'offer' ? status !== 'draft' : status !== 'quote' || (one === 'accept' && past);
          expect([one, status, 'refused' in decision]).toEqual([one, status, refused]);
          if ('refused' in decision) continue;
          facts = { ...facts, family: familyAfter(facts.family, decision.changes) };
          const { quotes, order } = facts.family;
          expect(new Set(quotes.map(({ number }) => number)).size).toBe(quotes.length);
          expect(quotes.length).toBe(order.revision);
          expect(quotes.filter((quote) => quote.status === 'open').length).toBe(order.status === 'quote' ? 1 : 0);
          expect(order.validUntil === null).toBe(order.status !== 'quote');
          for (const { status: _status, closedAt: _closed, orderStatus: _of, ...frozen } of quotes) {
            if (made.has(frozen.id)) expect(frozen).toEqual(made.get(frozen.id));
            made.set(frozen.id, frozen);
          }
        }
      }),
    );
  });
});
