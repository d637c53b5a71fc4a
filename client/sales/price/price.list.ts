/** Prices of all lists as one list. */
import type { Filter } from '../../../shared/live/protocol.ts';
import type { Column } from '../list/column.ts';
import type { ListOf } from '../list/list.ts';
import type { BuiltIn } from '../list/views.ts';

const columns: readonly Column[] = [
  { field: 'sku', width: 150 },
  { field: 'listCode', width: 120 },
  { field: 'minQuantity', width: 130 },
  { field: 'unitPrice', width: 140, flex: 1 },
  { field: 'minPrice', width: 140, flex: 1 },
  { field: 'validFrom', width: 140, flex: 1 },
  { field: 'validTo', width: 140, flex: 1 },
  { field: 'currency', width: 96, spare: true },
];
const holding: Filter = {
  all: [
    { field: 'validFrom', is: 'le', value: '@today' },
    {
      any: [
        { field: 'validTo', is: 'eq', value: null },
        { field: 'validTo', is: 'ge', value: '@today' },
      ],
    },
  ],
};
const views: readonly BuiltIn[] = [
  { id: 'today', label: 'prices.views.today', where: holding, first: () => true },
  { id: 'ahead', label: 'prices.views.ahead', where: { field: 'validFrom', is: 'gt', value: '@today' } },
  { id: 'all', label: 'prices.views.all', where: null },
];

export const priceList: ListOf<'price'> = {
  noun: 'price',
  route: 'prices',
  columns,
  views,
  sort: [{ field: 'sku' }, { field: 'listCode' }, { field: 'minQuantity' }],
  filters: ['priceListId', 'sku', 'validFrom', 'validTo', 'minQuantity'],
};
