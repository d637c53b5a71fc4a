import type { RowOf } from '../../catalogue.ts';
import { type Fulfilment, fulfilments, orderStates } from './order.states.ts';

type Order = RowOf<'order'>;
type Line = RowOf<'order_line'>;

/** What is still to be delivered of a line: ordered, less what was closed short. Base units. */
export const wanted = (line: Pick<Line, 'quantity' | 'closed'>): number => line.quantity - line.closed;

/** A line's progress follows from its quantities; `delivered` is set by proof of delivery of all its shipments. */
export const lineFulfilment = (
  line: Pick<Line, 'quantity' | 'closed' | 'reserved' | 'picked' | 'packed' | 'shipped' | 'nature'>,
  status: Order['status'],
  work: { readonly claimed?: boolean; readonly delivered?: boolean } = {},
): Fulfilment => {
  const want = wanted(line);
  if (line.nature === 'charge') return status === 'confirmed' || status === 'completed' ? 'delivered' : 'unreserved';
  if (status !== 'confirmed' && status !== 'completed') return 'unreserved';
  if (line.shipped >= want) return work.delivered ? 'delivered' : 'shipped';
  // `reserved` counts everything that stands in stock for this line until it is shipped.
  if (line.shipped + line.reserved < want) return 'backordered';
  if (line.shipped + line.packed >= want) return 'packed';
  return line.picked > 0 || work.claimed ? 'picking' : 'reserved';
};

const least = (values: readonly Fulfilment[]): Fulfilment => {
  let low = fulfilments.length - 1;
  for (const value of values) low = Math.min(low, fulfilments.indexOf(value));
  return fulfilments[low] as Fulfilment;
};

/**
 * The order's readings from its lines and money: never typed in. `overdueOpen`: some open item of the order is overdue.
 * A cancelled or draft order reads as `unreserved`. Completed: all shipped or closed, invoiced and paid.
 */
export const orderReadings = (
  order: Pick<Order, 'status' | 'total' | 'invoicedTotal' | 'paidTotal' | 'completedAt'>,
  lines: readonly Pick<Line, 'fulfilment' | 'quantity' | 'closed' | 'shipped' | 'invoiced' | 'nature'>[],
  overdueOpen: boolean,
  now: number,
): Pick<Order, 'status' | 'fulfilment' | 'billing' | 'payment' | 'completedAt'> => {
  const goods = lines.filter((line) => line.nature === 'goods' && wanted(line) > 0);
  const open = goods.filter((line) => line.fulfilment !== 'delivered');
  const fulfilment =
    goods.length === 0
      ? (lines[0]?.fulfilment ?? 'unreserved')
      : open.length === 0
        ? 'delivered'
        : least(open.map((line) => line.fulfilment));
  const invoicedAll = lines.length > 0 && lines.every((line) => line.invoiced >= wanted(line));
  const invoicedSome = lines.some((line) => line.invoiced > 0);
  const billing = invoicedAll ? 'invoiced' : invoicedSome ? 'part_invoiced' : 'uninvoiced';
  const due = invoicedAll ? order.invoicedTotal : order.total;
  const paid = order.paidTotal >= due && (due > 0 || invoicedAll);
  const payment = overdueOpen ? 'overdue' : paid ? 'paid' : order.paidTotal > 0 ? 'part_paid' : 'unpaid';
  const gone = lines.every((line) => line.nature === 'charge' || line.shipped >= wanted(line));
  const complete = gone && invoicedAll && payment === 'paid';
  const status =
    order.status === 'confirmed' && complete
      ? orderStates.moves.complete.to
      : order.status === 'completed' && !complete
        ? orderStates.moves.reopen.to
        : order.status;
  const completedAt = status === 'completed' ? (order.completedAt ?? now) : null;
  return { status, fulfilment, billing, payment, completedAt };
};
