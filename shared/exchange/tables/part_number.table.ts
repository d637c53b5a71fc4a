import type { Column } from './table.columns.ts';
import { among, by, refusedRow, type TableKind, texts } from './table.kind.ts';

const columns: readonly Column[] = [
  {
    name: 'customer',
    writes: ['part_number', 'customerId'],
    label: ['customer', 'number'],
    required: true,
    holds: { kind: 'text', max: 20 },
    also: ['customer', 'customerno', 'customernumber', 'customerid', 'customercode', '客戶', '客户'],
  },
  {
    name: 'sku',
    writes: ['part_number', 'sku'],
    label: ['product', 'sku'],
    required: true,
    holds: { kind: 'text', max: 60 },
    also: ['stockcode', 'productcode', 'itemcode', 'itemno', 'ourcode', '品號', '貨號', '货号', '料號', '料号'],
  },
  {
    name: 'code',
    writes: ['part_number', 'code'],
    label: ['part_number', 'code'],
    required: true,
    holds: { kind: 'text', max: 60 },
    also: ['theircode', 'customersku', 'customerpartno', 'partno', '客戶料號', '客户料号', '客戶品號', '客户货号'],
  },
];

type Numbered = { readonly productId: string; readonly code: string };

/** What customers call products: one number for a customer and a product. */
export const partNumberTable: TableKind = {
  on: 'part_number',
  may: 'update',
  whole: [],
  columns,
  keys: ({ customer, sku, code }) => ({
    own: [JSON.stringify([customer, 'sku', sku]), JSON.stringify([customer, 'code', code])],
  }),
  asks: [
    ({ rows }) => [
      ...among('customer', 'number', texts(rows, 'customer')),
      ...among('product', 'sku', texts(rows, 'sku')),
    ],
    ({ rows, facts }) => [
      {
        noun: 'part_number',
        where: {
          all: [
            { field: 'customerId', is: 'in', value: (facts.customer ?? []).map(({ id }) => id) },
            {
              any: [
                { field: 'productId', is: 'in', value: (facts.product ?? []).map(({ id }) => id) },
                { field: 'code', is: 'in', value: texts(rows, 'code') },
              ],
            },
          ],
        },
      },
    ],
  ],
  planner: ({ rows, facts }) => {
    const customers = by(facts.customer, 'number');
    const products = by(facts.product, 'sku');
    const standing = new Map((facts.part_number ?? []).map((row) => [`${row.customerId} ${row.productId}`, row]));
    const holders = new Map((facts.part_number ?? []).map((row) => [`${row.customerId} ${row.code}`, row]));
    const wanted = new Map(
      rows.map(({ customer, sku, code }) => [
        `${customers.get(String(customer))?.id} ${products.get(String(sku))?.id}`,
        String(code),
      ]),
    );
    /** The number, with those by which other rows give it up: they go in one. */
    const withGivenUp = (customerId: string, productId: string, code: string): readonly Numbered[] => {
      const numbers: Numbered[] = [{ productId, code }];
      for (;;) {
        const last = numbers.at(-1);
        const holder = holders.get(`${customerId} ${last?.code}`);
        const next = holder && wanted.get(`${customerId} ${holder.productId}`);
        if (!holder || next === undefined) return numbers;
        if (numbers.some((one) => one.productId === holder.productId)) return numbers;
        numbers.push({ productId: String(holder.productId), code: next });
      }
    };
    return (values) => {
      const customer = customers.get(String(values.customer));
      if (!customer) return refusedRow('import.unknown_customer', 'customer', { value: String(values.customer) });
      const product = products.get(String(values.sku));
      if (!product) return refusedRow('import.unknown_product', 'sku', { value: String(values.sku) });
      const row = standing.get(`${customer.id} ${product.id}`);
      if (row?.code === values.code) return { outcome: 'unchanged' };
      const input = { customerId: customer.id, numbers: withGivenUp(customer.id, product.id, String(values.code)) };
      return { outcome: row ? 'changed' : 'added', parts: [{ name: 'part_number.set', input }] };
    };
  },
};
