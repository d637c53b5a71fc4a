/**
 * What is owed, paid, kept and late, reckoned anew over all rows of a house and its customers, in the digits of each currency:
 * no code of the product.
 */
import type { RowOf } from '../shared/catalogue.ts';
import { DIGITS } from './sales-stage.ts';
import type { World } from './world.ts';

type Order = RowOf<'order'>;
const DAY = 86_400_000;
const MILLION = 1_000_000n;

/** The day in Taipei, eight hours ahead the year round. */
export const dayIn = (at: number): string => new Date(at + 8 * 3_600_000).toISOString().slice(0, 10);
export const dayAfter = (day: string, days: number): string =>
  new Date(Date.parse(day) + days * DAY).toISOString().slice(0, 10);

const total = <R>(rows: readonly R[], of: (row: R) => number): number => {
  let all = 0;
  for (const row of rows) all += of(row);
  return all;
};

/** a ÷ b to the unit, half away from zero; neither is below it. */
export const rounded = (a: bigint, b: bigint): bigint => (a * 2n + b) / (b * 2n);
export const minor = (currency: string): bigint => 10n ** BigInt(DIGITS[currency] as number);
/** In the organisation's currency, which has no digits. */
export const atHome = (amount: number, { rate, currency }: Pick<Order, 'rate' | 'currency'>): number =>
  Number(rounded(BigInt(amount) * BigInt(rate), MILLION * minor(currency)));
/** What has to be in before the order goes on. */
export const prepaymentOf = ({ settlement, total, prepaymentShare }: Order): number =>
  settlement === 'prepayment' ? Number(rounded(BigInt(total) * BigInt(prepaymentShare), MILLION)) : 0;

const bucketFor = (late: number): string =>
  late <= 0 ? 'current' : late <= 30 ? 'd1_30' : late <= 60 ? 'd31_60' : late <= 90 ? 'd61_90' : 'd90_plus';

/** What an order comes to by its lines' prices, not rounded, within half a unit for each rounding on the way. */
const figureFaults = (order: Order, lines: readonly RowOf<'order_line'>[]): string[] => {
  // What is closed short keeps a part of its figures: that is told by the invoices.
  if (lines.some(({ closed }) => closed > 0)) return [];
  const scale = MILLION ** 3n;
  let [exact, tax] = [0n, 0n];
  for (const line of lines) {
    if (line.free) continue;
    const part =
      BigInt(line.unitPrice) *
      BigInt(line.quantity) *
      (MILLION - BigInt(line.discount)) *
      (MILLION - BigInt(order.discount)) *
      minor(order.currency);
    exact += part;
    const over = order.priceIncludesTax ? MILLION + BigInt(line.taxRate) : MILLION;
    tax += (part * BigInt(line.taxRate)) / over;
  }
  const room = BigInt(lines.length + 2) * scale;
  const off = (amount: number, should: bigint): boolean => {
    const by = BigInt(amount) * scale - should;
    return by > room || by < -room;
  };
  const priced = order.priceIncludesTax ? order.total : order.net;
  const faults: string[] = [];
  if (off(priced, exact))
    faults.push(`${order.number}: ${priced} ${order.currency} of ${Number(exact) / Number(scale)}`);
  if (off(order.tax, tax)) faults.push(`${order.number}: tax ${order.tax} of ${Number(tax) / Number(scale)}`);
  return faults;
};

/** @param today the day that was turned last */
export const moneyFaults = async (
  w: World,
  warehouseId: string,
  customerIds: readonly string[],
  today: string,
): Promise<string[]> => {
  const faults: string[] = [];
  const check = (what: string, is: unknown, should: unknown): void => {
    if (is !== should) faults.push(`${what} is ${is}, not ${should}`);
  };
  const here = { field: 'warehouseId', is: 'eq', value: warehouseId } as const;
  const theirs = { field: 'customerId', is: 'in', value: customerIds } as const;
  const [orders, lines, items] = [
    await w.rows('order', here),
    await w.rows('order_line', here),
    await w.rows('receivable', here),
  ];
  const [receipts, allocations] = [await w.rows('receipt', theirs), await w.rows('allocation', theirs)];
  const [invoices, billed] = [await w.rows('invoice', here), await w.rows('invoice_line', here)];
  const holds = await w.rows('hold', here);

  for (const receipt of receipts) {
    const own = allocations.filter((one) => one.receiptId === receipt.id);
    const put = total(own, (one) => one.allocated);
    const isBack = receipt.status === 'reversed';
    check(`${receipt.number}: put and left`, put + receipt.unallocated, isBack ? 0 : receipt.received);
    if (receipt.unallocated < 0) faults.push(`${receipt.number}: ${receipt.unallocated} left`);
    if (!isBack) check(`${receipt.number}: status`, receipt.status, receipt.unallocated === 0 ? 'allocated' : 'open');
    for (const one of own) check(`${receipt.number}: currency of what it was put to`, one.currency, receipt.currency);
  }
  for (const item of items) {
    const put = total(
      allocations.filter((one) => one.receivableId === item.id),
      (one) => one.allocated,
    );
    const name = `item of ${item.invoiceNumber}`;
    check(`${name}: open`, item.open, item.original - put);
    if (item.open < 0) faults.push(`${name}: ${item.open} open`);
    check(`${name}: status`, item.status, item.open === 0 ? 'settled' : 'open');
    const late = Math.round((Date.parse(today) - Date.parse(item.dueOn)) / DAY);
    check(`${name}: overdue`, item.overdue, item.open > 0 && late > 0);
    check(`${name}: bucket`, item.bucket, item.open > 0 ? bucketFor(late) : 'current');
  }
  for (const invoice of invoices) {
    const parts = billed.filter(({ invoiceId }) => invoiceId === invoice.id);
    for (const of of ['net', 'tax', 'total'] as const)
      check(
        `${invoice.number}: ${of}`,
        invoice[of],
        total(parts, (one) => one[of]),
      );
    check(`${invoice.number}: net and tax`, invoice.net + invoice.tax, invoice.total);
    const owed = items.filter(({ invoiceId }) => invoiceId === invoice.id);
    check(
      `${invoice.number}: claimed`,
      total(owed, (one) => one.original),
      invoice.total,
    );
  }
  for (const order of orders) {
    const of = <R extends { readonly orderId: string }>(rows: readonly R[]): R[] =>
      rows.filter(({ orderId }) => orderId === order.id);
    const own = of(lines);
    faults.push(...figureFaults(order, own));
    for (const row of [...own, ...of(invoices), ...of(items), ...of(allocations)])
      check(`${order.number}: currency of its rows`, row.currency, order.currency);
    const whole = own.length > 0 && own.every((line) => line.invoiced >= line.quantity - line.closed);
    const due = whole ? order.invoicedTotal : order.total;
    const isPaid = order.paidTotal >= due && (due > 0 || whole);
    const isLate = of(items).some((item) => item.open > 0 && item.dueOn < today);
    const payment = isLate ? 'overdue' : isPaid ? 'paid' : order.paidTotal > 0 ? 'part_paid' : 'unpaid';
    check(`${order.number}: payment`, order.payment, payment);
    // What was paid ahead and came back holds what has not left yet.
    const waits = own.some((line) => line.nature === 'goods' && line.shipped < line.quantity - line.closed);
    const missing = prepaymentOf(order) - order.paidTotal;
    const held = of(holds).find(({ kind, status }) => kind === 'prepayment' && status === 'open');
    if ((order.status === 'submitted' || order.status === 'confirmed') && waits && missing > 0)
      check(`${order.number}: held for its prepayment`, held?.excess ?? null, missing);
    if (held && missing <= 0) faults.push(`${order.number} waits for a prepayment that is in`);
  }
  return faults;
};
