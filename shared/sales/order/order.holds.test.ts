import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import { insertedRow } from '../../base/changes.ts';
import type { RowOf } from '../../catalogue.ts';
import { settingsFrom } from '../../system/setting/setting.defaults.ts';
import { discountExcess, givesAnew, holdChanges, holdNeeds, type Judged } from './order.holds.ts';

type Line = RowOf<'order_line'>;
const price = (unitPrice: number, minPrice: number | null = null, more = {}) =>
  insertedRow('price', `price-${unitPrice}`, {
    productId: 'p',
    minQuantity: 1,
    validFrom: '2026-01-01',
    unitPrice: unitPrice * 1_000_000,
    minPrice: minPrice === null ? null : minPrice * 1_000_000,
    ...more,
  });
const goods = (...prices: RowOf<'price'>[]) => ({ products: [], units: [], prices, taxCodes: [] });
const line = (unitPrice: number, quantity: number, more: Partial<Line> = {}) =>
  insertedRow('order_line', `line-${unitPrice}-${quantity}`, {
    productId: 'p',
    quantity,
    unitPrice: unitPrice * 1_000_000,
    ...more,
  });
const order = (more: Partial<RowOf<'order'>> = {}) =>
  insertedRow('order', 'o', {
    currency: 'TWD',
    rate: 1_000_000,
    status: 'draft',
    settlement: 'net',
    orderedOn: '2026-03-02',
    ...more,
  });

describe('[S2] what is given away beyond the authority to give', () => {
  const given = (lines: Line[], authority: number, discount = 0, list = goods(price(100, 80))) =>
    discountExcess(order({ discount }), lines, list, authority);

  test('a discount within it is nobody’s business, a unit beyond it is', () => {
    expect(given([line(100, 10, { discount: 100_000 })], 100_000)).toBe(0);
    expect(given([line(100, 10, { discount: 100_001 })], 100_000)).toBe(1);
    expect(given([line(100, 10, { discount: 150_000 })], 100_000)).toBe(50);
  });

  test('line and document count together, and so does a price below the list', () => {
    expect(given([line(100, 10, { discount: 100_000 })], 100_000, 100_000)).toBe(90);
    expect(given([line(85, 10)], 100_000)).toBe(50);
    expect(given([line(120, 10, { discount: 100_000 })], 100_000)).toBe(0);
  });

  test('a price below the minimum is beyond everyone’s authority but a full one', () => {
    expect(given([line(79, 10)], 500_000)).toBe(10);
    expect(given([line(79, 10)], 1_000_000)).toBe(0);
  });

  test('free goods are a discount on the order as a whole', () => {
    const free = line(0, 1, { free: true });
    expect(given([free, line(100, 9)], 100_000)).toBe(0);
    expect(given([free, line(100, 4)], 100_000)).toBe(50);
    expect(given([free], 0)).toBe(100);
  });

  test('given anew is what a line, or what is free, gives more than before, and not what it gave', () => {
    const anew = (before: Line[], after: Line[], discounts: readonly [number, number] = [0, 0], authority = 100_000) =>
      givesAnew(
        { order: order({ discount: discounts[0] }), lines: before },
        { order: order({ discount: discounts[1] }), lines: after },
        goods(price(100)),
        authority,
      );
    const [given, plain, free] = [line(50, 10), line(99, 10), line(0, 2, { free: true })];
    const as = (one: Line, more: Partial<Line>) => ({ ...one, ...more });
    expect(anew([given, plain], [given, plain])).toBe(false);
    expect(anew([given, plain], [as(given, { quantity: 9 }), plain])).toBe(false);
    expect(anew([given, plain], [as(given, { quantity: 11 }), plain])).toBe(true);
    // Taken off one line, it is not given on the other.
    expect(anew([given, plain], [as(given, { unitPrice: 100_000_000 }), as(plain, { unitPrice: 50_000_000 })])).toBe(
      true,
    );
    expect(anew([given], [given, as(plain, { unitPrice: 80_000_000 })])).toBe(true);
    expect(anew([given, plain], [given, plain], [50_000, 30_000])).toBe(false);
    expect(anew([given, plain], [given, plain], [0, 30_000])).toBe(true);
    // What is free is so beside the rest, by its worth: fewer paid goods, or cheaper ones, make it a larger share.
    const paid = line(100, 18);
    expect(anew([paid, free], [as(paid, { quantity: 17 }), free])).toBe(true);
    const dear = as(paid, { unitPrice: 1_000_000_000 });
    expect(anew([dear, free, plain], [as(dear, { unitPrice: 100_000_000, quantity: 5 }), free, plain])).toBe(true);
    expect(anew([paid, free, plain], [as(paid, { quantity: 17 }), free, as(plain, { quantity: 50 })])).toBe(false);
    // Also for whoever may give nothing, and where less of both makes a larger share.
    expect(anew([paid, free], [as(paid, { quantity: 1 }), free], [0, 0], 0)).toBe(true);
    expect(anew([paid, free], [as(paid, { quantity: 19 }), free], [0, 0], 0)).toBe(false);
    const much = line(0, 10, { free: true });
    expect(anew([as(paid, { quantity: 20 }), much], [as(paid, { quantity: 6 }), as(much, { quantity: 5 })])).toBe(true);
    expect(anew([as(paid, { quantity: 20 }), much], [as(paid, { quantity: 10 }), as(much, { quantity: 5 })])).toBe(
      false,
    );
    expect(anew([paid, free], [as(paid, { quantity: 36 }), as(free, { quantity: 6 })])).toBe(true);
  });

  test('more authority never finds more', () => {
    const anyLine = fc.record({
      price: fc.nat(200),
      quantity: fc.integer({ min: 1, max: 99 }),
      discount: fc.nat(1_000_000),
      free: fc.boolean(),
    });
    fc.assert(
      fc.property(fc.array(anyLine, { maxLength: 6 }), fc.nat(1_000_000), fc.nat(1_000_000), (wishes, a, b) => {
        const lines = wishes.map(({ price: p, quantity, ...more }, at) => ({
          ...line(more.free ? 0 : p, quantity, more),
          id: `line-${at}`,
        }));
        expect(given(lines, Math.max(a, b))).toBeLessThanOrEqual(given(lines, Math.min(a, b)));
      }),
    );
  });
});

describe('[F1] what holds an order', () => {
  const customer = insertedRow('customer', 'c', { creditLimit: 1_000, settlement: 'net', currency: 'TWD' });
  const facts = (more: Partial<Judged> = {}): Judged => ({
    order: order({ total: 500 }),
    lines: [],
    credit: { customer, others: 0, overdue: 0, holds: [], near: 800_000 },
    settings: settingsFrom([{ key: 'review.amount', value: 900 }]),
    goods: goods(),
    given: 0,
    ...more,
  });
  const needs = (more: Partial<Judged> = {}) => Object.fromEntries(holdNeeds(facts(more)));

  test('nothing within limit, policy and usual terms', () => expect(needs()).toEqual({}));
  test('each limit by how much it is passed', () => {
    const credit = { customer, others: 600, overdue: 70, holds: [], near: 800_000 };
    expect(needs({ credit, given: 5 })).toEqual({ credit: 100, overdue: 70, discount: 5 });
    expect(needs({ order: order({ total: 901 }) })).toEqual({ review: 1 });
    expect(needs({ order: order({ total: 901, reviewed: true }) })).toEqual({});
  });
  test('a foreign amount is reviewed by what it is worth', () => {
    const foreign = order({ total: 3_000, currency: 'USD', rate: 31_000_000 });
    const credit = { customer: { ...customer, currency: 'USD' }, others: 0, overdue: 0, holds: [], near: 800_000 };
    expect(needs({ order: foreign, credit })).toEqual({ review: 30, credit: 2_000 });
    // One in a currency that its customer has left counts for nothing of theirs.
    expect(needs({ order: foreign })).toEqual({ review: 30 });
  });
  test('an unusual settlement is reviewed, a prepayment awaited to the unit', () => {
    const prepaid = { settlement: 'prepayment', prepaymentShare: 300_000, total: 333 } as const;
    expect(needs({ order: order({ ...prepaid, paidTotal: 99 }) })).toEqual({ review: null, prepayment: 1 });
    expect(needs({ order: order({ ...prepaid, paidTotal: 100, reviewed: true }) })).toEqual({});
  });

  test('holds open once, follow what they are about, and are void when it is gone', () => {
    const moment = { now: 5, newId: () => 'new' };
    const hold = (more: Partial<RowOf<'hold'>>) =>
      insertedRow('hold', 'h', { kind: 'credit', status: 'open', excess: 10, ...more });
    const change = (holds: RowOf<'hold'>[], excess?: number) =>
      holdChanges({ order: order(), holds }, new Map(excess === undefined ? [] : [['credit', excess]]), moment, [
        'credit',
      ]);
    expect(change([], 10)).toMatchObject([
      { op: 'insert', set: { kind: 'credit', releasedBy: 'finance', excess: 10, openedAt: 5 } },
    ]);
    expect(change([hold({})], 10)).toEqual([]);
    expect(change([hold({})], 11)).toMatchObject([{ op: 'update', set: { excess: 11 } }]);
    expect(change([hold({})])).toMatchObject([{ op: 'update', set: { status: 'void', closedAt: 5 } }]);
    expect(change([hold({ status: 'released' })], 10)).toEqual([]);
    expect(change([hold({ status: 'released' })], 11)).toMatchObject([{ op: 'insert' }]);
    expect(change([hold({ status: 'void' })], 1)).toMatchObject([{ op: 'insert' }]);
  });
});
