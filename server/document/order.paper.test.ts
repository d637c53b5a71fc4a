import fc from 'fast-check';
import { describe, expect, test } from 'vitest';
import type { Seen } from '../../shared/access/project.ts';
import { insertedRow } from '../../shared/base/changes.ts';
import { parseAmount, sum } from '../../shared/base/money.ts';
import type { RowOf } from '../../shared/catalogue.ts';
import { figured } from '../../shared/sales/order/order.lines.ts';
import { type OrderRows, orderPaper, type Printing } from './order.paper.ts';
import type { Paper } from './paper.ts';

type Line = RowOf<'order_line'>;
const printing: Printing = {
  document: 'confirmation',
  language: 'en',
  organisation: { name: 'Trial Trading', currency: 'TWD', timeZone: 'Asia/Taipei', language: 'en' },
  letterhead: { street: '7 Harbour Road', phone: '07-555', email: null, taxNumber: '12345675', closing: 'Thank you' },
  day: '2026-03-02',
};
const lineOf = (at: number, set: Partial<Line> = {}): Line =>
  insertedRow('order_line', `line-${at}`, {
    position: at + 1,
    productId: 'p',
    sku: `SKU-${at}`,
    productName: 'Hammer 鐵鎚',
    unit: 'PCS',
    unitFactor: 1,
    quantity: 2,
    unitPrice: 10_000_000,
    taxCode: 'T5',
    taxRate: 50_000,
    ...set,
  });
const rowsOf = (order: Partial<RowOf<'order'>>, lines: readonly Line[], rounding: 'document' | 'line' = 'document') => {
  const bare = insertedRow('order', 'o', {
    number: 'SO-000001',
    status: 'confirmed',
    customerName: 'Formosa 福爾摩沙',
    currency: 'TWD',
    orderedOn: '2026-03-01',
    settlement: 'net',
    termsDays: 30,
    lineCount: lines.length,
    ...order,
  });
  const figures = figured(bare, lines, rounding);
  if ('refused' in figures) throw new Error(figures.refused);
  const whole = { ...bare, ...figures.order };
  const withFigures = lines.map((line) => ({ ...line, ...figures.lines.get(line.id) }));
  return {
    order: whole as unknown as Seen,
    lines: withFigures as unknown as Seen[],
    customer: null,
    quote: null,
    baseUnits: new Map(),
  };
};
const paperOf = (rows: OrderRows, more: Partial<Printing> = {}): Paper => {
  const paper = orderPaper(rows, { ...printing, ...more });
  if ('refused' in paper) throw new Error(paper.refused);
  return paper;
};

describe('[DOC3] what is printed adds up', () => {
  const lines = fc.array(
    fc.record({
      quantity: fc.integer({ min: 1, max: 4000 }),
      unitPrice: fc.nat({ max: 2_000_000_000 }),
      discount: fc.constantFrom(0, 50_000, 333_333, 1_000_000),
      taxRate: fc.constantFrom(0, 50_000, 200_000),
      unitFactor: fc.constantFrom(1, 1, 12),
      free: fc.nat({ max: 6 }).map((n) => n === 0),
    }),
    { minLength: 1, maxLength: 9 },
  );
  test.each(['TWD', 'GBP', 'KWD'] as const)('lines, discount, taxes and total of an order in %s', (currency) => {
    fc.assert(
      fc.property(
        lines,
        fc.constantFrom(0, 30_000, 333_333, 1_000_000),
        fc.boolean(),
        fc.constantFrom('document' as const, 'line' as const),
        (drawn, discount, priceIncludesTax, rounding) => {
          const all = drawn.map((one, at) => lineOf(at, { ...one, taxCode: `T${one.taxRate}` }));
          const rows = rowsOf({ currency, discount, priceIncludesTax }, all, rounding);
          const { order } = rows;
          const paper = paperOf(rows);
          const minor = (text: string): number => parseAmount(text.replace('−', '-'), currency) as number;
          const shown = (label: RegExp): number[] =>
            paper.sums.filter((one) => label.test(one.label)).map(({ value }) => minor(value));
          const amounts = sum(paper.lines.map(({ amount }) => minor(amount)));
          const goal = (priceIncludesTax ? order.total : order.net) as number;
          expect(shown(/^Total/)).toEqual([order.total]);
          expect(sum(shown(/tax/i))).toBe(order.tax);
          if (discount === 0) expect(amounts).toBe(goal);
          else expect([sum(shown(/^Subtotal/)), amounts + sum(shown(/^Discount/))]).toEqual([amounts, goal]);
        },
      ),
    );
  });

  test('in sold units where it comes out even, in base units where it does not', () => {
    const even = lineOf(0, { quantity: 36, unit: 'BOX', unitFactor: 12 });
    const odd = lineOf(1, { quantity: 37, unit: 'BOX', unitFactor: 12 });
    const paper = paperOf({ ...rowsOf({}, [even, odd]), baseUnits: new Map([['p', 'PCS']]) });
    expect(paper.lines.map(({ quantity, price }) => `${quantity} × ${price}`)).toEqual(['3 BOX × 120', '37 PCS × 10']);
  });

  test('what was closed short is not on it', () => {
    const paper = paperOf(rowsOf({}, [lineOf(0, { closed: 2 }), lineOf(1)]));
    expect(paper.lines.map(({ sku }) => sku)).toEqual(['SKU-1']);
  });
});

describe('[DOC4] a document says what its reader sees, whole, or is none', () => {
  const delivery = {
    deliveryStreet: '9 Harbour Road',
    consignee: 'Lin',
    deliveryInstructions: 'Ring at the side gate',
  };
  const rows = rowsOf({ notes: 'bad payer', ...delivery }, [lineOf(0)]);
  const without = <R extends Seen>(row: R, name: string): R => {
    const { [name]: _gone, ...rest } = row;
    return rest as R;
  };

  test('without amounts there is none, and the field is named', () => {
    for (const name of ['total', 'net', 'customerName', 'termsDays'])
      expect(orderPaper({ ...rows, order: without(rows.order, name) }, printing)).toEqual({
        refused: 'field_not_permitted',
        field: name,
        with: { noun: 'order' },
      });
    const [line] = rows.lines as [Seen];
    expect(orderPaper({ ...rows, lines: [without(line, 'unitPrice')] }, printing)).toMatchObject({
      refused: 'field_not_permitted',
      with: { noun: 'order_line' },
    });
    expect(orderPaper({ ...rows, lines: [] }, printing)).toEqual({ refused: 'document.not_whole' });
  });

  test('an address that is not seen is left out; notes are for the house', () => {
    const all = JSON.stringify(paperOf(rows));
    expect(all).toContain('9 Harbour Road');
    expect(all).toContain('Ring at the side gate');
    expect(all).not.toContain('bad payer');
    const bare = ['deliveryStreet', 'consignee', 'deliveryPhone', 'deliveryInstructions'].reduce(without, rows.order);
    expect(paperOf({ ...rows, order: bare }).parties).toHaveLength(1);
  });

  test('in Chinese the total stands in formal numerals', () => {
    expect(paperOf(rows).formal).toBeNull();
    expect(paperOf(rows, { language: 'zh-TW' })).toMatchObject({
      title: '訂單確認書',
      formal: { value: '貳拾壹元整' },
      parties: [{ label: '客戶' }, { label: '送貨地址' }],
    });
    expect(paperOf(rows, { language: 'zh-CN' }).formal?.value).toBe('贰拾壹元整');
  });
});
