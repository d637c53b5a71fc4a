/** Orders as a list: its columns, its views by role, its filters. */
import type { Rights } from '../../../shared/access/permit.ts';
import type { Filter } from '../../../shared/live/protocol.ts';
import type { Fulfilment } from '../../../shared/sales/order/order.states.ts';
import type { AnyRow, Column } from '../list/column.ts';
import type { ListOf } from '../list/list.ts';
import type { BuiltIn } from '../list/views.ts';
import OrderProgress from './OrderProgress.vue';
import { seesOwnOnly } from './order.reach.ts';

const gone: ReadonlySet<unknown> = new Set<Fulfilment>(['shipped', 'delivered']);
/** Something is still owed on the promised day. */
export const isOwed = ({ status, fulfilment }: AnyRow): boolean =>
  (status === 'submitted' || status === 'confirmed') && !gone.has(fulfilment);

const columns: readonly Column[] = [
  { field: 'number', width: 116 },
  { field: 'customerName', width: 140, flex: 5 },
  { field: 'promisedOn', width: 104, due: (row) => isOwed(row as AnyRow) },
  { field: 'payment', width: 120 },
  {
    field: 'fulfilment',
    width: 170,
    cell: {
      part: OrderProgress,
      props: (_value, { status, fulfilment, openHolds }) => ({ row: { status, fulfilment, openHolds } }),
    },
  },
  { field: 'lineCount', width: 64 },
  { field: 'total', width: 116 },
  { field: 'sellerName', width: 104, flex: 1, spareFor: seesOwnOnly },
  { field: 'warehouseCode', width: 66 },
  { field: 'orderedOn', width: 104 },
  { field: 'status', spare: true },
  { field: 'openHolds', spare: true },
  { field: 'billing', spare: true },
  { field: 'externalNumber', spare: true },
  { field: 'settlement', width: 160, spare: true },
  { field: 'termsDays', width: 110, spare: true },
  { field: 'net', spare: true },
  { field: 'tax', spare: true },
  { field: 'agreedTotal', spare: true },
  { field: 'invoicedTotal', width: 132, spare: true },
  { field: 'paidTotal', spare: true },
  { field: 'cost', spare: true },
  { field: 'margin', spare: true },
  { field: 'collect', spare: true },
  { field: 'submittedAt', spare: true },
  { field: 'confirmedAt', spare: true },
  { field: 'completedAt', spare: true },
  { field: 'source', spare: true },
];

const isIn = (field: string, value: string[]): Filter => ({ field, is: 'in', value });
const open = isIn('status', ['submitted', 'confirmed']);
const mayEnter = (rights: Rights): boolean => rights.mayEver('order', 'create');
const views: readonly BuiltIn[] = [
  { id: 'own', label: 'orders.views.mine', where: null, when: seesOwnOnly, first: () => true },
  {
    id: 'mine',
    label: 'orders.views.mine',
    where: { field: 'sellerId', is: 'eq', value: '@me' },
    when: (rights) => mayEnter(rights) && !seesOwnOnly(rights),
  },
  { id: 'open', label: 'orders.views.open', where: open, first: (rights) => !rights.mayEver('order', 'pack') },
  { id: 'drafts', label: 'orders.views.drafts', where: isIn('status', ['draft', 'quote']), when: mayEnter },
  { id: 'held', label: 'orders.views.held', where: { all: [{ field: 'openHolds', is: 'gt', value: 0 }] } },
  {
    id: 'late',
    label: 'orders.views.late',
    where: {
      all: [
        open,
        { field: 'promisedOn', is: 'lt', value: '@today' },
        { field: 'fulfilment', is: 'not_in', value: ['shipped', 'delivered'] },
      ],
    },
    sort: [{ field: 'promisedOn' }],
  },
  {
    id: 'short',
    label: 'orders.views.short',
    where: { all: [isIn('status', ['confirmed']), isIn('fulfilment', ['backordered'])] },
    sort: [{ field: 'promisedOn' }],
  },
  {
    id: 'ship',
    label: 'orders.views.ship',
    where: { all: [isIn('status', ['confirmed']), isIn('fulfilment', ['reserved', 'picking', 'packed'])] },
    sort: [{ field: 'promisedOn' }],
    first: (rights) => rights.mayEver('order', 'pack'),
  },
  {
    id: 'unpaid',
    label: 'orders.views.unpaid',
    where: {
      all: [isIn('billing', ['part_invoiced', 'invoiced']), isIn('payment', ['unpaid', 'part_paid', 'overdue'])],
    },
  },
  { id: 'all', label: 'orders.views.all', where: null, when: (rights) => !seesOwnOnly(rights) },
];

export const orderList: ListOf<'order'> = {
  noun: 'order',
  route: 'orders',
  columns,
  views,
  sort: [{ field: 'number', down: true }],
  filters: [
    'status',
    'fulfilment',
    'payment',
    'billing',
    'customerId',
    'sellerId',
    'promisedOn',
    'orderedOn',
    'openHolds',
    'total',
    'settlement',
    'warehouseId',
  ],
};
