/** Receipts as a list: its columns, views and filters. */
import type { Column } from '../../sales/list/column.ts';
import type { ListOf } from '../../sales/list/list.ts';
import type { BuiltIn } from '../../sales/list/views.ts';
import ValueText from '../parts/ValueText.vue';

const columns: readonly Column[] = [
  { field: 'number', width: 152 },
  { field: 'customerName', width: 200, flex: 2 },
  { field: 'receivedOn', width: 124 },
  {
    field: 'method',
    width: 120,
    cell: { part: ValueText, props: (value) => ({ noun: 'receipt', field: 'method', value }) },
  },
  { field: 'reference', width: 160, flex: 1 },
  { field: 'received', width: 128 },
  { field: 'unallocated', width: 128 },
  { field: 'status', width: 116 },
  { field: 'postedOn', spare: true },
  { field: 'currency', spare: true },
];
const status = (value: string) => ({ field: 'status', is: 'eq' as const, value });
const views: readonly BuiltIn[] = [
  {
    id: 'open',
    label: 'receipt.views.open',
    where: status('open'),
    sort: [{ field: 'receivedOn' }],
    first: () => true,
  },
  { id: 'recent', label: 'receipt.views.recent', where: { field: 'receivedOn', is: 'ge', value: '@today-30' } },
  { id: 'reversed', label: 'receipt.views.reversed', where: status('reversed') },
  { id: 'all', label: 'receipt.views.all', where: null },
];
export const receiptList: ListOf<'receipt'> = {
  noun: 'receipt',
  route: 'receipts',
  columns,
  views,
  sort: [{ field: 'number', down: true }],
  filters: ['status', 'customerId', 'receivedOn', 'method', 'received', 'unallocated', 'sellerId'],
};
