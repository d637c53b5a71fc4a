/** Products as a list. */
import type { Filter } from '../../../shared/live/protocol.ts';
import type { Column } from '../list/column.ts';
import type { ListOf } from '../list/list.ts';
import type { BuiltIn } from '../list/views.ts';

const columns: readonly Column[] = [
  { field: 'sku', width: 120 },
  { field: 'name', width: 200, flex: 2 },
  { field: 'localName', width: 140, flex: 1 },
  { field: 'specification', width: 160, flex: 1 },
  { field: 'family', width: 150, spare: true },
  { field: 'traitWords', width: 220, flex: 1, spare: true },
  { field: 'category', width: 130 },
  { field: 'baseUnit', width: 96 },
  { field: 'barcode', width: 150 },
  { field: 'taxCode', width: 96, spare: true },
  { field: 'status', width: 130, spare: true },
  { field: 'nature', width: 110, spare: true },
  { field: 'weight', width: 110, spare: true },
  { field: 'lowStock', width: 130, spare: true },
];
const is = (field: string, value: string): Filter => ({ field, is: 'eq', value });
const views: readonly BuiltIn[] = [
  { id: 'active', label: 'products.views.active', where: is('status', 'active'), first: () => true },
  { id: 'charges', label: 'products.views.charges', where: is('nature', 'charge') },
  { id: 'discontinued', label: 'products.views.discontinued', where: is('status', 'discontinued') },
  { id: 'all', label: 'products.views.all', where: null },
];

export const productList: ListOf<'product'> = {
  noun: 'product',
  route: 'products',
  columns,
  views,
  sort: [{ field: 'sku' }],
  filters: ['status', 'nature', 'family', 'category', 'taxCode'],
};
