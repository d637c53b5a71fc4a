/** The stock ledger as a list: its columns, views and filters. */
import type { Column } from '../../sales/list/column.ts';
import type { ListOf } from '../../sales/list/list.ts';
import type { BuiltIn } from '../../sales/list/views.ts';
import MovementKind from './MovementKind.vue';

const columns: readonly Column[] = [
  { field: 'sku', width: 120 },
  { field: 'movedAt' },
  { field: 'kind', width: 124, cell: { part: MovementKind, props: (value) => ({ value }) } },
  { field: 'quantity', width: 92 },
  { field: 'productName', width: 200, flex: 2 },
  { field: 'warehouseCode', width: 76 },
  { field: 'locationCode', width: 110 },
  { field: 'movedName', width: 130, flex: 1 },
  { field: 'reason', width: 150, flex: 1 },
  { field: 'lot', spare: true },
  { field: 'expiresOn', spare: true },
  { field: 'unitCost', spare: true },
];

const kinds = (...value: string[]) => ({ field: 'kind', is: 'in' as const, value });
const views: readonly BuiltIn[] = [
  { id: 'all', label: 'movements.views.all', where: null, first: () => true },
  { id: 'in', label: 'movements.views.in', where: kinds('receive', 'return', 'transfer_in') },
  { id: 'out', label: 'movements.views.out', where: kinds('ship', 'transfer_out') },
  { id: 'adjust', label: 'movements.views.adjust', where: kinds('adjust', 'count') },
];

export const movementList: ListOf<'stock_movement'> = {
  noun: 'stock_movement',
  route: 'movements',
  columns,
  views,
  sort: [{ field: 'movedAt', down: true }],
  filters: ['kind', 'productId', 'warehouseId', 'locationId', 'lot'],
};
