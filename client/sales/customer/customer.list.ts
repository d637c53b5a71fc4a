/** Customers as a list. */
import type { Filter } from '../../../shared/live/protocol.ts';
import type { Column } from '../list/column.ts';
import type { ListOf } from '../list/list.ts';
import type { BuiltIn } from '../list/views.ts';

const columns: readonly Column[] = [
  { field: 'name', width: 200, flex: 2 },
  { field: 'localName', width: 130, flex: 1 },
  { field: 'number', width: 112 },
  { field: 'region', width: 90 },
  { field: 'creditStatus', width: 124 },
  { field: 'exposure', width: 164 },
  { field: 'creditLimit', width: 140 },
  { field: 'sellerName', width: 110, flex: 1 },
  { field: 'status', spare: true },
  { field: 'country', width: 110, spare: true },
  { field: 'settlement', width: 160, spare: true },
  { field: 'currency', width: 90, spare: true },
  { field: 'termsDays', width: 120, spare: true },
  { field: 'taxNumber', width: 120, spare: true },
  { field: 'contactName', width: 140, spare: true },
  { field: 'phone', width: 140, spare: true },
  { field: 'email', width: 180, spare: true },
];
const is = (field: string, value: string): Filter => ({ field, is: 'eq', value });
const views: readonly BuiltIn[] = [
  { id: 'active', label: 'customers.views.active', where: is('status', 'active'), first: () => true },
  {
    id: 'watch',
    label: 'customers.views.watch',
    where: { field: 'creditStatus', is: 'in', value: ['near', 'over', 'overdue'] },
  },
  { id: 'stopped', label: 'customers.views.stopped', where: is('status', 'stopped') },
  { id: 'all', label: 'customers.views.all', where: null },
];

export const customerList: ListOf<'customer'> = {
  noun: 'customer',
  route: 'customers',
  columns,
  views,
  sort: [{ field: 'name' }],
  filters: ['status', 'creditStatus', 'sellerId', 'country', 'region', 'settlement', 'currency'],
};
