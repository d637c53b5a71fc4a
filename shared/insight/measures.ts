/** The only list of measures. */

import { averageOrder } from './measure/average_order.ts';
import { bookings } from './measure/bookings.ts';
import { bookingsCosted } from './measure/bookings_costed.ts';
import { bookingsCount } from './measure/bookings_count.ts';
import { bookingsMargin } from './measure/bookings_margin.ts';
import { cancellations } from './measure/cancellations.ts';
import { cashExpected } from './measure/cash_expected.ts';
import { completedOrders } from './measure/completed_orders.ts';
import { completionMinutes } from './measure/completion_minutes.ts';
import { confirmMinutes } from './measure/confirm_minutes.ts';
import { confirmedOrders } from './measure/confirmed_orders.ts';
import { dso } from './measure/dso.ts';
import { fillRate } from './measure/fill_rate.ts';
import { goodsSold } from './measure/goods_sold.ts';
import { holdsOpen } from './measure/holds_open.ts';
import { holdsOpened } from './measure/holds_opened.ts';
import { invoiced } from './measure/invoiced.ts';
import { lineBookings } from './measure/line_bookings.ts';
import { linesBackordered } from './measure/lines_backordered.ts';
import { linesCovered } from './measure/lines_covered.ts';
import { linesOpen } from './measure/lines_open.ts';
import { linesPicked } from './measure/lines_picked.ts';
import { linesShipped } from './measure/lines_shipped.ts';
import { marginShare } from './measure/margin_share.ts';
import { onTimeInFull } from './measure/on_time_in_full.ts';
import { ordersCancelled } from './measure/orders_cancelled.ts';
import { ordersDue } from './measure/orders_due.ts';
import { ordersLate } from './measure/orders_late.ts';
import { ordersOpen } from './measure/orders_open.ts';
import { ordersOpenValue } from './measure/orders_open_value.ts';
import { ordersWaitingReview } from './measure/orders_waiting_review.ts';
import { picksDone } from './measure/picks_done.ts';
import { picksWaiting } from './measure/picks_waiting.ts';
import { piecesShipped } from './measure/pieces_shipped.ts';
import { receipts } from './measure/receipts.ts';
import { receiptsUnallocated } from './measure/receipts_unallocated.ts';
import { receivableOpen } from './measure/receivable_open.ts';
import { receivableOverdue } from './measure/receivable_overdue.ts';
import { revenue } from './measure/revenue.ts';
import { shipments } from './measure/shipments.ts';
import { shippedOnTime } from './measure/shipped_on_time.ts';
import { shippedOrders } from './measure/shipped_orders.ts';
import { stockCover } from './measure/stock_cover.ts';
import { stockLow } from './measure/stock_low.ts';
import { stockValue } from './measure/stock_value.ts';
import { timeToComplete } from './measure/time_to_complete.ts';
import { timeToConfirm } from './measure/time_to_confirm.ts';
import { toInvoice } from './measure/to_invoice.ts';
import { isRatio, type Measure, type Sum } from './measure.ts';

export const measures: readonly Measure[] = [
  averageOrder,
  bookings,
  bookingsCosted,
  bookingsCount,
  bookingsMargin,
  cancellations,
  cashExpected,
  completedOrders,
  completionMinutes,
  confirmMinutes,
  confirmedOrders,
  dso,
  fillRate,
  goodsSold,
  holdsOpen,
  holdsOpened,
  invoiced,
  lineBookings,
  linesBackordered,
  linesCovered,
  linesOpen,
  linesPicked,
  linesShipped,
  marginShare,
  onTimeInFull,
  ordersCancelled,
  ordersDue,
  ordersLate,
  ordersOpen,
  ordersOpenValue,
  ordersWaitingReview,
  picksDone,
  picksWaiting,
  piecesShipped,
  receipts,
  receiptsUnallocated,
  receivableOpen,
  receivableOverdue,
  revenue,
  shipments,
  shippedOnTime,
  shippedOrders,
  stockCover,
  stockLow,
  stockValue,
  timeToComplete,
  timeToConfirm,
  toInvoice,
];

const byName = new Map(measures.map((measure) => [measure.name, measure]));
export const measureNamed = (name: string): Measure | undefined => byName.get(name);
/** The sums among them: what summaries are kept of, and what ratios are made of. */
export const sums: readonly Sum[] = measures.filter((measure) => !isRatio(measure)) as readonly Sum[];
export const sumNamed = (name: string): Sum => {
  const found = byName.get(name);
  if (!found || isRatio(found)) throw new Error(`no sum is called ${name}`);
  return found;
};
/** The sums that a measure is made of: itself, or a ratio's two. */
export const sumsOf = (measure: Measure): readonly Sum[] => (isRatio(measure) ? measure.over.map(sumNamed) : [measure]);
