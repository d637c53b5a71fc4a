/** Delivery notes as what waits for an invoice. */

import type { Filter } from '../../../shared/live/protocol.ts';
import type { AnyRow, Column } from '../../sales/list/column.ts';
import type { ListOf } from '../../sales/list/list.ts';
import { both } from '../../sales/list/question.ts';
import type { BuiltIn } from '../../sales/list/views.ts';

const columns: readonly Column[] = [
  { field: 'number', width: 152 },
  { field: 'orderNumber', width: 112 },
  { field: 'customerName', width: 200, flex: 2 },
  { field: 'shippedOn', width: 132 },
  { field: 'pieces', width: 90 },
  { field: 'packages', width: 90 },
  { field: 'carrier', width: 130, flex: 1 },
  { field: 'status', width: 110 },
  { field: 'billed', spare: true },
  { field: 'collect', spare: true },
  { field: 'tracking', spare: true },
  { field: 'deliveredAt', spare: true },
];
const waiting: Filter = { field: 'billed', is: 'eq', value: 'open' };
const oldest = [{ field: 'shippedOn' }, { field: 'number' }] as const;
const views: readonly BuiltIn[] = [
  { id: 'open', label: 'invoicing.views.open', where: waiting, sort: oldest, first: () => true },
  {
    id: 'late',
    label: 'invoicing.views.late',
    where: both(waiting, { field: 'shippedOn', is: 'lt', value: '@today-2' }),
    sort: oldest,
  },
  {
    id: 'collect',
    label: 'invoicing.views.collect',
    where: both(waiting, { field: 'collect', is: 'ne', value: null }),
    sort: oldest,
  },
  { id: 'invoiced', label: 'invoicing.views.invoiced', where: { field: 'billed', is: 'eq', value: 'invoiced' } },
];
export const invoicingList: ListOf<'shipment'> = {
  noun: 'shipment',
  route: 'invoicing',
  columns,
  views,
  sort: [{ field: 'number', down: true }],
  filters: ['customerId', 'shippedOn', 'billed', 'status', 'sellerId', 'warehouseId'],
};
/** A delivery note leads to the invoice that is to be issued for it, an invoiced one to its order. */
export const fromShipment = ({ orderId, billed }: AnyRow) => ({
  name: billed === 'invoiced' ? 'order' : 'invoice-draft',
  params: { id: String(orderId) },
});
