/** Rows behind a figure that no desk has a list for, with the fields that say what they are. */
import type { NounName } from '../../../shared/catalogue.ts';
import { isRatio } from '../../../shared/insight/measure.ts';
import { measureNamed, sumsOf } from '../../../shared/insight/measures.ts';
import type { AnyRow, Column } from '../../sales/list/column.ts';
import type { ListOf } from '../../sales/list/list.ts';

const columns: { readonly [noun in NounName]?: readonly Column[] } = {
  order_line: [
    { field: 'sku', width: 130 },
    { field: 'productName', width: 200, flex: 3 },
    { field: 'quantity', width: 96 },
    { field: 'reserved', width: 104 },
    { field: 'shipped', width: 96 },
    { field: 'fulfilment', width: 170 },
    { field: 'net', width: 120 },
    { field: 'submittedAt', width: 136 },
  ],
  hold: [
    { field: 'orderNumber', width: 130 },
    { field: 'customerName', width: 200, flex: 3 },
    { field: 'kind', width: 190 },
    { field: 'releasedBy', width: 150 },
    { field: 'status', width: 110 },
    { field: 'openedAt' },
    { field: 'reason', width: 160, flex: 2 },
  ],
  pick: [
    { field: 'orderNumber', width: 130 },
    { field: 'customerName', width: 180, flex: 2 },
    { field: 'sku', width: 120 },
    { field: 'productName', width: 180, flex: 2 },
    { field: 'locationCode', width: 100 },
    { field: 'quantity', width: 96 },
    { field: 'status', width: 120 },
    { field: 'pickedAt' },
  ],
  shipment_line: [
    { field: 'sku', width: 130 },
    { field: 'productName', width: 200, flex: 3 },
    { field: 'quantity', width: 96 },
    { field: 'shippedOn' },
  ],
  stock_movement: [
    { field: 'sku', width: 130 },
    { field: 'kind', width: 130 },
    { field: 'quantity', width: 96 },
    { field: 'unitCost', width: 110 },
    { field: 'movedAt' },
  ],
};
const sorts: { readonly [noun in NounName]?: string } = {
  hold: 'openedAt',
  pick: 'orderNumber',
  order_line: 'orderId',
  shipment_line: 'shippedOn',
};

/** The list of the rows behind a measure; null for a measure that there is not. */
export const rowsList = (measure: string): ListOf<NounName> | null => {
  const found = measureNamed(measure);
  const sums = found ? sumsOf(found) : [];
  const sum = found && isRatio(found) && !found.days ? sums[1] : sums[0];
  if (!sum) return null;
  const own = columns[sum.noun] ?? [];
  return {
    noun: sum.noun,
    route: 'rows',
    columns: own,
    filters: own.map(({ field }) => field),
    sort: [{ field: sorts[sum.noun] ?? 'id', down: true }],
    views: [{ id: 'all', label: 'views.all', where: null }],
  };
};
/** A row of an order's family leads to its order. */
export const fromRow = ({ orderId }: AnyRow) =>
  typeof orderId === 'string' ? { name: 'order', params: { id: orderId } } : { name: 'today' };
