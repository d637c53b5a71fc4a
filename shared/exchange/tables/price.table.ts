import type { Column, Values } from './table.columns.ts';
import { among, by, type Planned, refusedRow, type SeenRow, type TableKind, texts } from './table.kind.ts';

const amount = { kind: 'decimal', digits: 6 } as const;
const of = (field: string, holds: Column['holds'], also: readonly string[]): Column => ({
  name: field,
  writes: ['price', field],
  label: ['price', field],
  holds,
  also,
});

const columns: readonly Column[] = [
  {
    ...of('priceListId', { kind: 'text', max: 20 }, ['list', 'pricelistcode', 'listcode', '價目表代碼', '价目表代码']),
    required: true,
  },
  {
    ...of('sku', { kind: 'text', max: 60 }, [
      'stockcode',
      'productcode',
      'itemcode',
      'itemno',
      'item',
      '品號',
      '貨號',
      '货号',
      '料號',
      '料号',
    ]),
    required: true,
  },
  { ...of('unitPrice', amount, ['price', 'amount', '價格', '价格', '金額', '金额']), required: true },
  of('minQuantity', { kind: 'integer', min: 1, max: 1_000_000_000 }, [
    'quantitybreak',
    'fromquantity',
    'minqty',
    'quantity',
    '數量',
    '数量',
    '起訂量',
    '起订量',
  ]),
  of('validFrom', { kind: 'day' }, ['from', 'startdate', '生效日', '起始日']),
  of('validTo', { kind: 'day' }, ['to', 'until', 'enddate', '失效日', '截止日', '結束日', '结束日']),
  of('minPrice', amount, ['floor', 'lowestprice', '底價', '底价']),
];

const keyOf = (list: unknown, product: unknown, from: unknown): string => `${list} ${product} ${from}`;

/** What a row says beyond its key and is not so here. */
const differs = (values: Values, row: SeenRow): boolean =>
  (['unitPrice', 'validTo', 'minPrice'] as const).some(
    (field) => values[field] !== undefined && values[field] !== (row[field] ?? undefined),
  );

/**
 * Prices by list, SKU, quantity and first day. A row without a day is about the price that holds today, so that the same
 * table on another day is no other table; where there is none, or it differs, it holds from today on.
 */
export const priceTable: TableKind = {
  on: 'price',
  may: 'update',
  whole: ['price'],
  columns,
  keys: ({ priceListId, sku, minQuantity = 1, validFrom }) => {
    const price = JSON.stringify([priceListId, sku, minQuantity]);
    // Which of the two a price without a day were is nobody's to guess.
    return validFrom === undefined
      ? { own: [price], not: [`${price} dated`] }
      : { own: [`${price} ${validFrom}`], marks: [`${price} dated`], not: [price] };
  },
  asks: [
    ({ rows }) => [
      ...among('price_list', 'code', texts(rows, 'priceListId')),
      ...among('product', 'sku', texts(rows, 'sku')),
    ],
    ({ facts }) =>
      among(
        'price',
        'productId',
        (facts.product ?? []).map(({ id }) => id),
      ),
  ],
  planner: ({ facts, today }) => {
    const lists = by(facts.price_list, 'code');
    const products = by(facts.product, 'sku');
    const standing = new Map<string, SeenRow[]>();
    for (const row of facts.price ?? []) {
      const key = keyOf(row.priceListId, row.productId, row.minQuantity);
      standing.set(key, [...(standing.get(key) ?? []), row]);
    }
    return (values): Planned => {
      const { priceListId: code, sku, unitPrice, minQuantity = 1, validFrom, validTo, minPrice } = values;
      const list = lists.get(String(code));
      if (!list) return refusedRow('import.unknown_price_list', 'priceListId', { value: String(code) });
      const product = products.get(String(sku));
      if (!product) return refusedRow('import.unknown_product', 'sku', { value: String(sku) });
      const rows = standing.get(keyOf(list.id, product.id, minQuantity)) ?? [];
      const holding = rows
        .filter((row) => String(row.validFrom) <= today && (row.validTo === null || String(row.validTo) >= today))
        .sort((a, b) => (String(a.validFrom) < String(b.validFrom) ? 1 : -1))[0];
      const same = validFrom === undefined ? holding : rows.find((row) => row.validFrom === validFrom);
      if (same && !differs(values, same)) return { outcome: 'unchanged' };
      const from = String(validFrom ?? today);
      const there = rows.some((row) => row.validFrom === from);
      const input = {
        priceListId: list.id,
        productId: product.id,
        minQuantity,
        validFrom: from,
        ...(validTo === undefined ? {} : { validTo }),
        unitPrice,
        ...(minPrice === undefined ? {} : { minPrice }),
      };
      return { outcome: there ? 'changed' : 'added', parts: [{ name: 'price.set', input }] };
    };
  },
};
