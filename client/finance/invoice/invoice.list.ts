/** Invoices as a list: its columns, views and filters. */
import type { Column } from '../../sales/list/column.ts';
import type { ListOf } from '../../sales/list/list.ts';
import type { BuiltIn } from '../../sales/list/views.ts';

const columns: readonly Column[] = [
  { field: 'number', width: 152 },
  { field: 'customerName', width: 180, flex: 2 },
  { field: 'orderNumber', width: 110 },
  { field: 'issuedOn' },
  { field: 'dueOn' },
  { field: 'net', width: 116 },
  { field: 'tax', width: 100 },
  { field: 'total', width: 120 },
  { field: 'status', width: 104 },
  { field: 'postedOn', spare: true },
  { field: 'currency', spare: true },
];
const views: readonly BuiltIn[] = [
  {
    id: 'recent',
    label: 'invoice.views.recent',
    where: { field: 'issuedOn', is: 'ge', value: '@today-30' },
    first: () => true,
  },
  { id: 'today', label: 'invoice.views.today', where: { field: 'issuedOn', is: 'eq', value: '@today' } },
  { id: 'all', label: 'invoice.views.all', where: null },
];
export const invoiceList: ListOf<'invoice'> = {
  noun: 'invoice',
  route: 'invoices',
  columns,
  views,
  sort: [{ field: 'number', down: true }],
  filters: ['customerId', 'issuedOn', 'dueOn', 'total', 'status', 'sellerId', 'postedOn'],
};
