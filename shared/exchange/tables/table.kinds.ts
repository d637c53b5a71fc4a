import { customerTable } from './customer.table.ts';
import { partNumberTable } from './part_number.table.ts';
import { priceTable } from './price.table.ts';
import { productTable } from './product.table.ts';
import { stockTable } from './stock.table.ts';
import type { Column } from './table.columns.ts';
import type { TableKind } from './table.kind.ts';
import type { TableName } from './table.names.ts';

const kinds: { readonly [name in TableName]: TableKind } = {
  products: productTable,
  customers: customerTable,
  prices: priceTable,
  stock: stockTable,
  part_numbers: partNumberTable,
};
export const tableOf = (name: TableName): TableKind => kinds[name];

const BETWEEN = new Set(['from', 'to', 'set']);
/** The column that a refusal is about, by its name or by the way to a field of a command's input; null where it is none. */
export const columnOf = (name: TableName, field: string | undefined): Column | null => {
  const last = (field ?? '').split('.').findLast((part) => part !== '' && !/^\d+$/.test(part) && !BETWEEN.has(part));
  const { columns } = kinds[name];
  return columns.find((one) => one.name === last) ?? columns.find(({ about }) => about?.includes(last ?? '')) ?? null;
};
