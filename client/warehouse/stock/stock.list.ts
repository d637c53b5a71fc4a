/** Stock as a list, a row for each product at each place: its columns, views and filters. */
import type { Column } from '../../sales/list/column.ts';
import type { ListOf } from '../../sales/list/list.ts';
import type { BuiltIn } from '../../sales/list/views.ts';
import LowMark from './LowMark.vue';

const columns: readonly Column[] = [
  { field: 'sku', width: 120 },
  { field: 'productName', width: 160, flex: 2 },
  { field: 'warehouseCode', width: 112 },
  { field: 'locationCode', width: 116 },
  { field: 'onHand', width: 104 },
  { field: 'reserved', width: 104 },
  { field: 'available', width: 104 },
  { field: 'low', width: 104, cell: { part: LowMark, props: (value) => (value ? {} : null) } },
  { field: 'lot', width: 96 },
  { field: 'expiresOn', width: 118 },
  { field: 'unitCost', width: 104, spare: true },
  { field: 'value', width: 128, spare: true },
];

const views: readonly BuiltIn[] = [
  { id: 'all', label: 'stockroom.views.all', where: null, first: () => true },
  {
    id: 'low',
    label: 'stockroom.views.low',
    where: { field: 'low', is: 'eq', value: true },
    sort: [{ field: 'available' }],
  },
  { id: 'reserved', label: 'stockroom.views.reserved', where: { field: 'reserved', is: 'gt', value: 0 } },
  {
    id: 'expiring',
    label: 'stockroom.views.expiring',
    where: {
      all: [
        { field: 'expiresOn', is: 'le', value: '@today+60' },
        { field: 'onHand', is: 'gt', value: 0 },
      ],
    },
    sort: [{ field: 'expiresOn' }],
  },
];

export const stockList: ListOf<'stock'> = {
  noun: 'stock',
  route: 'stock',
  columns,
  views,
  sort: [{ field: 'sku' }, { field: 'warehouseCode' }, { field: 'locationCode' }],
  filters: ['warehouseId', 'locationId', 'productId', 'low', 'reserved', 'expiresOn', 'lot'],
};
