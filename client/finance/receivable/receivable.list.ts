/** Open items as a list: its columns, views and filters. */
import type { Filter } from '../../../shared/live/protocol.ts';
import type { Column } from '../../sales/list/column.ts';
import type { ListOf } from '../../sales/list/list.ts';
import type { BuiltIn } from '../../sales/list/views.ts';

const columns: readonly Column[] = [
  { field: 'invoiceNumber', width: 152 },
  { field: 'customerName', width: 200, flex: 2 },
  { field: 'orderNumber', width: 112 },
  { field: 'dueOn', due: ({ status }) => status === 'open' },
  { field: 'bucket', width: 136 },
  { field: 'original', width: 156 },
  { field: 'open', width: 144 },
  { field: 'status', spare: true },
  { field: 'currency', spare: true },
  { field: 'overdue', spare: true },
];
const open: Filter = { field: 'status', is: 'eq', value: 'open' };
const views: readonly BuiltIn[] = [
  { id: 'open', label: 'receivable.views.open', where: open, first: () => true },
  {
    id: 'overdue',
    label: 'receivable.views.overdue',
    where: { all: [open, { field: 'overdue', is: 'eq', value: true }] },
  },
  {
    id: 'week',
    label: 'receivable.views.week',
    where: {
      all: [open, { field: 'dueOn', is: 'ge', value: '@today' }, { field: 'dueOn', is: 'le', value: '@today+7' }],
    },
  },
  {
    id: 'settled',
    label: 'receivable.views.settled',
    where: { field: 'status', is: 'eq', value: 'settled' },
    sort: [{ field: 'dueOn', down: true }],
  },
];
export const receivableList: ListOf<'receivable'> = {
  noun: 'receivable',
  route: 'receivables',
  columns,
  views,
  sort: [{ field: 'dueOn' }, { field: 'invoiceNumber' }],
  filters: ['bucket', 'customerId', 'sellerId', 'dueOn', 'open', 'status', 'overdue'],
};
