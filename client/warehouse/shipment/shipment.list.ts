/** Deliveries as a list: its columns, views and filters. */
import type { Column } from '../../sales/list/column.ts';
import type { ListOf } from '../../sales/list/list.ts';
import type { BuiltIn } from '../../sales/list/views.ts';
import CashMark from './CashMark.vue';

const columns: readonly Column[] = [
  { field: 'number', width: 132 },
  { field: 'shippedOn' },
  { field: 'customerName', width: 200, flex: 3 },
  { field: 'orderNumber', width: 112 },
  { field: 'status', width: 112 },
  { field: 'packages', width: 92 },
  { field: 'pieces', width: 84 },
  { field: 'carrier', width: 130, flex: 1 },
  { field: 'tracking', width: 140, flex: 1 },
  { field: 'collect', width: 116, sortable: false, cell: { part: CashMark, props: (value) => (value ? {} : null) } },
  { field: 'billed', width: 104 },
  { field: 'deliveredAt', spare: true },
  { field: 'shippedAt', spare: true },
];

const is = (field: string, value: string) => ({ field, is: 'eq' as const, value });
const views: readonly BuiltIn[] = [
  {
    id: 'way',
    label: 'shipping.views.way',
    where: is('status', 'shipped'),
    first: (rights) => rights.mayEver('shipment', 'deliver'),
  },
  { id: 'today', label: 'shipping.views.today', where: is('shippedOn', '@today') },
  {
    id: 'cash',
    label: 'shipping.views.cash',
    where: { all: [is('status', 'shipped'), { field: 'collect', is: 'gt', value: 0 }] },
  },
  {
    id: 'bill',
    label: 'shipping.views.bill',
    where: is('billed', 'open'),
    when: (rights) => rights.mayEver('order', 'invoice'),
  },
  {
    id: 'delivered',
    label: 'shipping.views.delivered',
    where: is('status', 'delivered'),
    sort: [{ field: 'deliveredAt', down: true }],
  },
  { id: 'all', label: 'shipping.views.all', where: null },
];

export const shipmentList: ListOf<'shipment'> = {
  noun: 'shipment',
  route: 'shipments',
  columns,
  views,
  sort: [{ field: 'number', down: true }],
  filters: ['status', 'shippedOn', 'customerId', 'carrier', 'tracking', 'billed', 'warehouseId'],
};
